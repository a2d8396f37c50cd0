// Identifiers: numbers inside, hexadecimal digits on the wire.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { idOf, nextIds, uidOf } from '../src/identifiers.js';
import { openPractice, organisationId } from './support/practice.js';

it('writes the digits low-order first and fills up with zeros at the end', () => {
  expect(uidOf(0x1a3)).toBe('3a10000000000000');
  expect(idOf('3a10000000000000')).toBe(0x1a3);
  for (const text of ['', '0000000000000000', 'ffffffffffffffff', '3A10000000000000', '3a1', 'x'.repeat(16)]) expect(idOf(text)).toBeUndefined();
});

it('gives every number its own text, and the number back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (id) => {
      expect(idOf(uidOf(id))).toBe(id);
    }),
  );
});

it('takes runs of numbers that nothing has had', async () => {
  const { store } = await openPractice();
  expect(await store.write(() => nextIds(organisationId, 'event', 5))).toBe(1);
  expect(await store.write(() => nextIds(organisationId, 'event', 1))).toBe(6);
  expect(await store.write(() => nextIds(organisationId, 'visit', 1))).toBe(1);
  expect(await store.write(() => nextIds('another-practice', 'event', 1))).toBe(1);
});
