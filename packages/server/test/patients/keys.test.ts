// What does not matter in names, postcodes and numbers.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { afterPrefix, foldName, foldPostcode, foldTelephone } from '../../src/patients/keys.js';

it('B7.6: case, accents, apostrophes and spaces do not matter in a name', () => {
  for (const name of ["O'Connor-Smýth", 'o’connor smyth', 'OCONNORSMYTH']) expect(foldName(name)).toBe('oconnorsmyth');
  expect(foldName('Łukasz Sørensen')).toBe('lukaszsorensen');
});

it('B7.6: spaces do not matter in postcodes and numbers, nor how the country is written', () => {
  expect(foldPostcode(' zz1 1zZ')).toBe(foldPostcode('ZZ11ZZ'));
  for (const number of ['01632 960123', '+44 1632 960123', '+44 (0)1632 960123', '0044 1632-960123']) expect(foldTelephone(number)).toBe('01632960123');
});

it('B7.6: the bounds of a prefix hold every key that begins so, and no other', () => {
  const key = fc.string({ unit: 'grapheme' }).map(foldName);
  fc.assert(
    fc.property(key, key, (prefix, other) => {
      fc.pre(prefix !== '');
      for (const text of [other, prefix + other]) {
        const within = Buffer.compare(Buffer.from(text), Buffer.from(prefix)) >= 0 && Buffer.compare(Buffer.from(text), Buffer.from(afterPrefix(prefix))) < 0;
        expect(within).toBe(text.startsWith(prefix));
      }
    }),
  );
});
