import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileSizeText, mediaTypeOf, pageNames, plainName } from '../../src/documents/index.js';

describe('names of documents', () => {
  it('B7.17: a name stays as it is, but for what files cannot have on every system', () => {
    for (const name of ['letter.pdf', 'Blutdruck März.txt', 'a', '.profile', 'two.dots.png']) expect(plainName(name)).toBe(name);
    for (const [name, plain] of [
      ['a:b?.pdf', 'a_b_.pdf'],
      ['a\\b/c.txt', 'a_b_c.txt'],
      ['con.txt', '_con.txt'],
      [' a. ', 'a'],
      ['', 'document'],
      ['...', 'document'],
      ['tab\there\u0001.txt', 'tab_here_.txt'],
      ['half\ud800.txt', 'half_.txt'],
      [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(196)}.pdf`],
    ] as const)
      expect(plainName(name)).toBe(plain);
  });

  it('B7.17: a document of several pages has a file for each, numbered before the ending', () => {
    expect(pageNames('form.png', 1)).toEqual(['form.png']);
    expect(pageNames('form.png', 3)).toEqual(['form-1.png', 'form-2.png', 'form-3.png']);
    expect(pageNames('form', 2)).toEqual(['form-1', 'form-2']);
    expect(pageNames('form.v2.tif', 2)).toEqual(['form.v2-1.tif', 'form.v2-2.tif']);
  });

  it('B7.17: whatever a file was called, its names are short and plain', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.integer({ min: 1, max: 12 }), (name, pages) => {
        const names = pageNames(name, pages);
        expect(new Set(names.map((each) => each.toLowerCase())).size).toBe(pages);
        for (const each of names) {
          expect(each).toMatch(/^[^\s<>:"/\\|?*][^<>:"/\\|?*]*$/u);
          expect(each).not.toMatch(/[ .]$|^(?:con|nul|aux|prn)(?:\.|$)/iu);
          expect(Buffer.byteLength(each)).toBeLessThan(255);
          expect(each).not.toMatch(/\p{Surrogate}/u);
        }
        expect(plainName(plainName(name))).toBe(plainName(name));
      }),
    );
  });

  it('B7.14: says size and kind', () => {
    expect([0, 1023, 1024, 12_595].map(fileSizeText)).toEqual(['0 bytes', '1023 bytes', '1.0 KB', '12.3 KB']);
    expect(['a.PDF', 'a.txt', 'a', 'a.unknown'].map(mediaTypeOf)).toEqual([
      'application/pdf',
      'text/plain',
      'application/octet-stream',
      'application/octet-stream',
    ]);
  });
});
