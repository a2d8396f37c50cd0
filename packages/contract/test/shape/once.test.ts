import { expect, it } from 'vitest';
import { oncePer } from '../../src/shape/once.js';

it('what is worked out from a subject is worked out once, for each subject', () => {
  const worked: object[] = [];
  const sizeOf = oncePer((subject: readonly string[]) => {
    worked.push(subject);
    return { size: subject.length };
  });
  const [one, other] = [['a'], ['b', 'c']];
  expect([sizeOf(one), sizeOf(other), sizeOf(one)]).toEqual([{ size: 1 }, { size: 2 }, { size: 1 }]);
  expect(sizeOf(one)).toBe(sizeOf(one));
  expect(worked).toEqual([one, other]);
});
