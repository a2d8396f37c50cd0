// The form of the files: a comma between, every field in double quotes, lines ended by CR LF, in Windows-1252.

/** What a field can be; nothing is an empty field. */
export type Cell = string | number | boolean | null | undefined;

/**
 * A line of a file.
 * @example csvLine(['1', true, undefined]) // "1","TRUE",""
 */
export function csvLine(cells: readonly Cell[]): string {
  return `"${cells.map(textOf).join('","')}"\r\n`;
}

function textOf(cell: Cell): string {
  if (cell === undefined || cell === null) return '';
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  if (typeof cell === 'number') return String(cell);
  return cell.includes('"') ? cell.replaceAll('"', '""') : cell;
}

/** The characters that Windows-1252 has where Latin-1 has controls, from 0x80 on; a space where it has none. */
const upper =
  '\u20ac \u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152 \u017d  \u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153 \u017e\u0178';

/** A text in Windows-1252; what it cannot have is a question mark, each accent with its letter counted as one. */
export function windows1252(text: string): Uint8Array {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII as a whole is what is left alone
  return Buffer.from(text.normalize('NFC').replace(/[^\u{0}-\u{7f}\u{a0}-\u{ff}]/gu, asLatin1), 'latin1');
}

/** The Latin-1 character of the same byte. */
function asLatin1(character: string): string {
  const place = upper.indexOf(character);
  return place < 0 ? '?' : String.fromCharCode(0x80 + place);
}
