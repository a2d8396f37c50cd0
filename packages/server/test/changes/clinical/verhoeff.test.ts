import fc from 'fast-check';
import { expect, it } from 'vitest';
import { verhoeffFits } from '../../../src/changes/clinical/verhoeff.js';
import { codeLists } from '../../../src/directory/code-lists/index.js';

const listed = codeLists().codes.flatMap(({ snomed }) => (snomed === undefined ? [] : [snomed.code]));

it('fits every SNOMED CT code that is listed', () => {
  expect(listed.length).toBeGreaterThan(100);
  expect(listed.filter((code) => !verhoeffFits(code))).toEqual([]);
});

it('B7.11: no single wrong digit, and no two neighbours exchanged, pass the check', () => {
  fc.assert(
    fc.property(fc.constantFrom(...listed), fc.nat(), fc.integer({ min: 1, max: 9 }), (code, place, shift) => {
      const at = place % code.length;
      const wrong = [...code].map((digit, index) => (index === at ? String((Number(digit) + shift) % 10) : digit)).join('');
      expect(verhoeffFits(wrong)).toBe(false);
      const [before = '', after = ''] = [code[at - 1], code[at]];
      if (at > 0 && before !== after) expect(verhoeffFits(code.slice(0, at - 1) + after + before + code.slice(at + 1))).toBe(false);
    }),
  );
});
