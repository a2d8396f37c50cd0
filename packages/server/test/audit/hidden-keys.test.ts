import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withoutKeys } from '../../src/audit/hidden-keys.js';

const key = '00112233445566aa';

it.each([
  ['in its element', `<a><APIKey>${key}</APIKey><b/></a>`, '<a><APIKey>****************</APIKey><b/></a>'],
  ['cut off', `<a><APIKey>${key.slice(0, 9)}`, '<a><APIKey>****************'],
  ['in a section of its own', `<APIKey><![CDATA[${key}]]></APIKey>`, '<APIKey>****************</APIKey>'],
  ['in a section that is cut off', `<APIKey><![CDATA[${key}`, '<APIKey>****************'],
  ['with a comment in it', `<APIKey>0011<!-- <x> -->2233445566aa</APIKey>`, '<APIKey>****************</APIKey>'],
  ['with a prefix, an attribute and another spelling', `<x:ApiKey a="1">${key}</x:ApiKey>`, '<x:ApiKey a="1">****************</x:ApiKey>'],
  ['twice', `<APIKey>${key}</APIKey><APIKey>${key}</APIKey>`, '<APIKey>****************</APIKey><APIKey>****************</APIKey>'],
  ['as an attribute', `<a APIKey="${key}"/>`, '<a APIKey="****************"/>'],
  ['as an attribute of one character', `<a APIKey = 'k'/>`, `<a APIKey = '****************'/>`],
  ['as an attribute that is cut off', `<a APIKey="${key.slice(0, 9)}`, '<a APIKey="****************"'],
  ['as an attribute that is cut off after its first character', `<a APIKey="0`, '<a APIKey=""'],
])('B4.1: a key %s is hidden', (_where, request, shown) => {
  expect(withoutKeys(request)).toBe(shown);
});

it('an empty key stays empty, and nothing else is touched', () => {
  for (const request of [
    '<APIKey></APIKey>',
    '<APIKey/>',
    '<APIKey>\n</APIKey>',
    '<a APIKey=""/>',
    "<a APIKey='' b='1'/>",
    '<a>APIKey 1</a>',
    '<APIKeys>x</APIKeys>',
  ])
    expect(withoutKeys(request)).toBe(request);
});

it('B4.1: is quick on whatever is sent, and a key between its tags is never left', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('<APIKey>', '</APIKey>', '<![CDATA[', ']]>', '<!--', '-->', '<?', '?>', 'x', ' ', '<b>')), (pieces) => {
      const request = `${pieces.join('')}<APIKey>${key}</APIKey>`;
      const inside = /<!\[CDATA\[(?!.*\]\]>)|<!--(?!.*-->)|<\?(?!.*\?>)/.test(request);
      if (!inside) expect(withoutKeys(request)).not.toContain(key);
    }),
  );
  const began = performance.now();
  withoutKeys('<APIKey><![CDATA['.repeat(200_000));
  withoutKeys('<APIKey a="'.repeat(200_000));
  expect(performance.now() - began).toBeLessThan(2_000);
});
