// Text as XML in pure ASCII, without a raw line break (B2.2).

const plain = /^[ !#-%'-;=?-~]*$/u;
const special = /[^ !#-%'-;=?-~]/gu;

function reference(character: string): string {
  if (character === '&') return '&amp;';
  if (character === '<') return '&lt;';
  if (character === '>') return '&gt;';
  if (character === '"') return '&quot;';
  const code = character.codePointAt(0) ?? 0;
  return `&#${isXmlCharacter(code) ? code : 0xfffd};`;
}

function isXmlCharacter(code: number): boolean {
  return code === 9 || code === 10 || code === 13 || (code >= 0x20 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0xfffd) || code >= 0x10000;
}

/**
 * Escapes a value, for text and for attributes alike. What XML cannot hold at all (control characters, lone surrogates) becomes U+FFFD.
 * @example escapeXml('A & B\n') // 'A &amp; B&#10;'
 */
export function escapeXml(value: string): string {
  return plain.test(value) ? value : value.replace(special, reference);
}
