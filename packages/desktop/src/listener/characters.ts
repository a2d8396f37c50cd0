// The bytes that mark up a document, and what each byte may be in a name.

export const NUL = 0x00;
export const LT = 0x3c;
export const GT = 0x3e;
export const SLASH = 0x2f;
export const EQUALS = 0x3d;
export const QUOTE = 0x22;
export const AMPERSAND = 0x26;
export const APOSTROPHE = 0x27;
export const DASH = 0x2d;
export const QUESTION = 0x3f;
export const BANG = 0x21;
export const OPEN_BRACKET = 0x5b;
export const CLOSE_BRACKET = 0x5d;

export const NAME_START = 1;
export const NAME = 2;
export const SPACE = 4;

/** What each byte may be. Bytes from 0x80 on are taken for letters: which of them are is for the parser. */
export const kinds: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  if (byte >= 0x80 || /[A-Za-z_:]/.test(character)) return NAME_START | NAME;
  if (/[0-9.-]/.test(character)) return NAME;
  return /[ \t\r\n]/.test(character) ? SPACE : 0;
});
