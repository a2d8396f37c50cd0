import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentText, parseDocument, Refusal, type XmlNode } from '../src/index.js';
import { xmlText } from './support/values.js';

function refusalOf(document: string): Refusal {
  try {
    parseDocument(document);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('The document was not refused.');
}

const nested = (levels: number): string => '<a>'.repeat(levels) + '</a>'.repeat(levels);
const attributes = (count: number): string => `<a ${Array.from({ length: count }, (_, index) => `a${index}=""`).join(' ')}/>`;

describe('parseDocument', () => {
  it('gives elements with their attributes, children and joined text', () => {
    expect(parseDocument('<a x="1" y="&lt;&#10;"> b<!-- c --><d/><![CDATA[<e>]]>&#x1F600;<?p i?></a>')).toEqual({
      name: 'a',
      attributes: [
        ['x', '1'],
        ['y', '<\n'],
      ],
      children: [{ name: 'd', attributes: [], children: [], text: '' }],
      text: ' b<e>😀',
    });
  });

  it('B2.6: line breaks are ordinary white space, and become one character each', () => {
    expect(parseDocument('<a\r\n>\r\nb\rc\n</a\n>').text).toBe('\nb\nc\n');
  });

  it('takes white space and a byte-order mark before the prolog, and any encoding that it names', () => {
    expect(parseDocument('\uFEFF\r\n <?xml version="1.0" encoding="utf-16"?><a>é</a>').text).toBe('é');
    expect(parseDocument('\uFEFF<?xml version="1.0"?><a/>').name).toBe('a');
  });

  it.each([
    '',
    'words',
    '<a>',
    '<a></b>',
    '<a/><b/>',
    '<a x=1/>',
    '<a x="1" x="2"/>',
    '<a>&secret;</a>',
    '<a>&#0;</a>',
    '<a>\u0000</a>',
    '<a>\u0001</a>',
    '<a>]]></a>',
    '<a',
    '<a>&#xD800;</a>',
    '<a>\uD800b</a>',
    '<!\uD800',
  ])('B2.9: %j is not well-formed', (document) => {
    expect(refusalOf(document)).toMatchObject({ code: 'NotWellFormed', permanent: true });
  });

  it('B2.9: the message names line and column, never what stands there', () => {
    const { message } = refusalOf('<a>\n<NHS9990000018>Smith</b>\n</a>');
    expect(message).toContain('line 2, column 24');
    expect(message).not.toMatch(/999|Smith/u);
  });

  it.each([
    ['<a>\n<b></c>', 'unexpected close tag, at line 2, column 7'],
    ['<a>&secret;</a>', 'undefined entity, at line 1, column 11'],
    ['', 'document must contain a root element, at line 1, column 0'],
    [`${'\n'.repeat(10)}<a/>${'\n'.repeat(11)}<b:1/>`, 'documents may contain only one root, at line 12, column 5'],
    ['<a>\uD800</a>', 'it holds half a character. Check its encoding'],
  ])('B2.9: the message of %j says what is wrong, in the words of XML', (document, rule) => {
    expect(refusalOf(document).message).toBe(`The document is not well-formed XML: ${rule}.`);
  });

  it('what else is refused says why, and what to do', () => {
    expect(refusalOf('<!DOCTYPE a><a/>').message).toBe('The document has a document type declaration. Send it without one.');
    expect(refusalOf(nested(65)).message).toBe('Elements stand more than 64 levels deep.');
    expect(refusalOf(attributes(1_001)).message).toBe('An element has more than 1000 attributes.');
  });

  it('takes white space before the prolog, without a byte-order mark too, and a document of XML 1.1 by the rules of 1.0', () => {
    expect(parseDocument('\n <?xml version="1.0"?><a/>').name).toBe('a');
    expect(refusalOf('<?xml version="1.1"?><a>&#1;</a>').code).toBe('NotWellFormed');
  });

  it.each([
    '<!DOCTYPE a><a/>',
    '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
    '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY % b SYSTEM "http://127.0.0.1/">%b;]><a/>',
  ])('B2.9: %s has a document type declaration', (document) => {
    expect(refusalOf(document).code).toBe('DocumentTypeRefused');
  });

  it.each(['constructor', '__proto__', 'toString', 'nbsp'])('B2.9: the entity %s is not one of the five of XML', (name) => {
    expect(refusalOf(`<a>&${name};</a>`).code).toBe('NotWellFormed');
  });

  it('B2.10: 64 levels and 1,000 attributes are taken, one more is refused', () => {
    expect(parseDocument(nested(64)).name).toBe('a');
    expect(refusalOf(nested(65)).code).toBe('LimitExceeded');
    expect(refusalOf(nested(1_000_000)).code).toBe('LimitExceeded');
    expect(parseDocument(attributes(1_000)).attributes).toHaveLength(1_000);
    expect(refusalOf(attributes(1_001)).code).toBe('LimitExceeded');
  });

  it('answers any text with nodes or a refusal', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '/',
      'a',
      'b',
      ' ',
      '"',
      '=',
      '&',
      ';',
      '#',
      'x',
      '1',
      '<!',
      '--',
      '[CDATA[',
      ']]>',
      '<?',
      '?>',
      'xml',
      '<a>',
      '</a>',
      '\n',
      'é',
      '\uD800',
      '__proto__',
    );
    fc.assert(
      fc.property(fc.string({ unit: pieces, maxLength: 40 }), (document) => {
        try {
          parseDocument(document);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('the text of a document', () => {
  it('is read back as the same document, whatever stands in it', () => {
    const node: fc.Memo<XmlNode> = fc.memo((depth) =>
      fc.record({
        name: fc.constantFrom('a', 'b', 'x:y'),
        attributes: fc.dictionary(fc.constantFrom('c', 'd'), xmlText, { noNullPrototype: true }).map(Object.entries),
        children: depth > 1 ? fc.array(node(depth - 1), { maxLength: 3 }) : fc.constant([]),
        text: xmlText,
      }),
    );
    fc.assert(
      fc.property(node(3), (document) => {
        const text = documentText(document);
        expect(text).toMatch(/^[ -~]*$/u);
        expect(parseDocument(text)).toEqual(document);
      }),
      { numRuns: 300 },
    );
  });
});
