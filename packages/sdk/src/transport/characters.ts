// What plain XML is written with: by byte what it may be part of, and what a reference stands for.

/** What a byte may be part of: bits that are added up. */
export const inText = 1;
export const inValue = 2;
export const inName = 4;
export const beginsName = 8;

/** The bytes that mark something. */
export const byteOf = {
  space: 0x20,
  doubleQuote: 0x22,
  ampersand: 0x26,
  singleQuote: 0x27,
  slash: 0x2f,
  lessThan: 0x3c,
  equals: 0x3d,
  greaterThan: 0x3e,
  closingBracket: 0x5d,
} as const;

/** For every byte. Those that have more than one reading, or need a look at what stands around them, are part of nothing. */
export const kinds: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  // In a value these become spaces.
  if (character === '\n' || character === '\t') return inText;
  if (byte < byteOf.space || byte > 0x7e || character === '<' || character === '&') return 0;
  if (character === ']') return inValue;
  if (/[A-Za-z_]/.test(character)) return inText | inValue | inName | beginsName;
  return /[0-9.-]/.test(character) ? inText | inValue | inName : inText | inValue;
});

const entities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Text with its references replaced; `undefined` where one of them needs a closer look. */
export function unescaped(raw: string): string | undefined {
  let isPlain = true;
  const text = raw.replace(/&([^;&]*)(;?)/g, (_, name: string, end: string) => {
    const character = end === '' ? undefined : (entities.get(name) ?? numbered(name));
    isPlain &&= character !== undefined;
    return character ?? '';
  });
  return isPlain ? text : undefined;
}

/** The character of a numeric reference, of those that every version of XML allows and leaves as they are. */
function numbered(name: string): string | undefined {
  const [, hexadecimal, decimal] = /^#(?:x([0-9a-fA-F]{1,4})|([0-9]{1,5}))$/.exec(name) ?? [];
  const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
  const isPlain = code === 0x09 || code === 0x0a || (code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code < 0xd800);
  return isPlain ? String.fromCharCode(code) : undefined;
}
