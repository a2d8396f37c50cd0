import { expect, it } from 'vitest';
import { rowsOfUidStart } from '../../src/audit/uid-start.js';
import { here, openTrail } from '../support/trail.js';

it('gives the messages whose RequestUID begins with a text, between two entries, in the order that is wanted', async () => {
  const trail = openTrail();
  for (const requestUid of ['ab', 'b', 'abc', 'a', 'ab\u{10fffe}', 'AB', 'ab-1']) await trail.add({ requestUid });
  await trail.add({ kind: 'signIn', requestUid: 'ab' });
  await trail.add({ requestUid: 'ab' }, { ...here, workstationId: 'desk-2' });
  await trail.add({ requestUid: 'ab' }, { ...here, organisationId: 'other-practice' });
  const started = async (start: string, above: number, below: number, order: 'newest' | 'oldest'): Promise<readonly number[] | undefined> =>
    (await trail.store.read(() => rowsOfUidStart(here, start, { above, below, order })))?.map(({ sequence }) => sequence);
  expect(await started('ab', 0, 100, 'newest')).toEqual([7, 5, 3, 1]);
  expect(await started('ab', 0, 100, 'oldest')).toEqual([1, 3, 5, 7]);
  expect(await started('ab', 1, 7, 'oldest')).toEqual([3, 5]);
  expect(await started('ab', 2, 4, 'newest')).toEqual([3]);
  expect(await started('abcd', 0, 100, 'newest')).toEqual([]);
});

it('leaves it to others where more than two thousand begin so', async () => {
  const trail = openTrail();
  await trail.addMany(2_000, (index) => ({ requestUid: `request-${index}`, request: undefined, reply: undefined }));
  const started = (start: string): Promise<number | undefined> =>
    trail.store.read(function* () {
      return (yield* rowsOfUidStart(here, start, { above: 0, below: 10_000, order: 'newest' }))?.length;
    });
  expect(await started('request-')).toBe(2_000);
  await trail.add({ requestUid: 'request-more' });
  expect(await started('request-')).toBeUndefined();
  expect(await started('request-1')).toBe(1_111);
});
