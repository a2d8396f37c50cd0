import { describe, expect, it } from 'vitest';
import { deletes } from '../../src/deletes/deletes.js';
import { type Entry, outcomeOf } from '../../src/deletes/model.js';
import { briefly } from '../support/briefly.js';

it("B7.18: all that is named is deleted, or nothing; never another application's", async () => {
  const { deleted, raced, refused, requests } = await briefly(deletes);
  expect(requests).toBeGreaterThan(200);
  for (const count of [deleted, refused, raced]) expect(count).toBeGreaterThan(20);
});

describe('the model', () => {
  const entry = (uid: string, by: string, nhsNumber = 'one'): Entry => ({ kind: 'Task', uid, nhsNumber, by });
  const entries = [entry('1', 'mine'), entry('2', 'mine'), entry('3', 'theirs'), entry('4', 'mine', 'other')];
  const deletion = (...uids: readonly string[]) =>
    outcomeOf(entries, { nhsNumber: 'one', by: 'mine', reason: 'x', named: uids.map((uid) => ({ kind: 'Task', uid })) });

  it('takes everything that is named, or nothing', () => {
    expect(deletion('1', '2')).toEqual({ error: undefined, left: entries.slice(2) });
    for (const [uid, error] of [
      ['3', 'DeletionRefused'],
      ['4', 'ValueUnknown'],
      ['1', 'ValueInvalid'],
    ] as const) {
      expect(deletion('1', uid)).toEqual({ error, left: entries });
    }
  });
});
