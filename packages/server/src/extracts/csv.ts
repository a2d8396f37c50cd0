// The form of the files: a comma between, every field in double quotes, lines ended by CR LF, in Windows-1252.

/** What a field can be; nothing is an empty field. */
export type Cell = string | number | boolean | null | undefined;

/**
 * A line of a file.
 * @example csvLine(['1', true, undefined]) // "1","TRUE",""
 */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map((cell) => `"${textOf(cell).replaceAll('"', '""')}"`).join(',')}\r\n`;
}

function textOf(cell: Cell): string {
  if (cell === undefined || cell === null) return '';
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  return String(cell);
}

/** The characters that Windows-1252 has where Latin-1 has controls, from 0x80 on; a space where it has none. */
const upper =
  '\u20ac \u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152 \u017d  \u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153 \u017e\u0178';

const replacement = 0x3f;

/** A text in Windows-1252; what it cannot have is a question mark, each accent with its letter counted as one. */
export function windows1252(text: string): Uint8Array {
  // The usual case: nothing but ASCII.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII as a whole is what is looked for
  if (/^[\u0000-\u007f]*$/u.test(text)) return Buffer.from(text, 'latin1');
  return Uint8Array.from([...text.normalize('NFC')].map(byteOf));
}

function byteOf(character: string): number {
  const code = character.codePointAt(0) ?? replacement;
  if (code < 0x80 || (code >= 0xa0 && code <= 0xff)) return code;
  const place = character === ' ' ? -1 : upper.indexOf(character);
  return place < 0 ? replacement : 0x80 + place;
}
