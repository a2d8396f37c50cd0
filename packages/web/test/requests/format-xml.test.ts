import { describe, expect, it } from 'vitest';
import { formatXml } from '../../src/screens/requests/format-xml.js';

describe('a document laid out for people', () => {
  it('has a line for each element, two spaces for each level; text stays as it is', () => {
    expect(formatXml('<?xml version="1.0"?><A x="1>2"><B>a &lt; b</B><C/><D></D><E><F/></E></A>')).toBe(
      ['<?xml version="1.0"?>', '<A x="1>2">', '  <B>a &lt; b</B>', '  <C/>', '  <D></D>', '  <E>', '    <F/>', '  </E>', '</A>'].join('\n'),
    );
  });

  it('takes what is laid out already for what it is', () => {
    const text = '<A>\n  <B>1</B>\n  <!-- a > b -->\n</A>';
    expect(formatXml(text)).toBe(text);
    expect(formatXml(formatXml('<A><B> 1 </B></A>'))).toBe('<A>\n  <B> 1 </B>\n</A>');
  });

  it('loses nothing of what is not whole', () => {
    for (const text of ['<A><B>1</B', '<A><B att="', 'no document', '</A></B>', '<A>text<B/>more</A>', '']) {
      expect(formatXml(text).replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    }
  });
});
