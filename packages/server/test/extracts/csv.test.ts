import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine, windows1252 } from '../../src/extracts/csv.js';
import { fromWindows1252, readCsv } from './support/extract.js';

describe('the form of the files', () => {
  it('B7.22: fields are read back as they were written, in Windows-1252', () => {
    const inWindows1252 = fc.string({ unit: fc.constantFrom('a', '"', ',', '\r', '\n', ';', 'é', 'Ž', '€', '’', '–', 'ÿ', ' ', '\u00a0') });
    fc.assert(
      fc.property(fc.array(fc.array(inWindows1252, { minLength: 2, maxLength: 2 }), { maxLength: 5 }), (rows) => {
        const bytes = windows1252([['a', 'b'], ...rows].map(csvLine).join(''));
        expect(readCsv(bytes).rows).toEqual(rows.map(([a, b]) => ({ a, b })));
      }),
    );
  });

  it('has every character of Windows-1252 at its place, and a question mark for others', () => {
    const all = Uint8Array.from({ length: 256 }, (_, index) => index).filter((byte) => ![0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte));
    expect(Buffer.from(windows1252(fromWindows1252(all))).equals(Buffer.from(all))).toBe(true);
    expect(Buffer.from(windows1252('e\u0301 ω 🙂 \u0081')).toString('latin1')).toBe('é ? ? ?');
  });

  it('has words for yes and no, and nothing for nothing', () => {
    expect(csvLine([true, false, undefined, null, 0, 'a "b"'])).toBe('"TRUE","FALSE","","","0","a ""b"""\r\n');
  });
});
