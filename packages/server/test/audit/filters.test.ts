import { OperationError } from '@s1kit/link';
import { describe, expect, it } from 'vitest';
import { excludesAll, filtersInWords, wantedOf } from '../../src/audit/filters.js';

const everything = {
  above: 0,
  below: Number.MAX_SAFE_INTEGER,
  from: Number.MIN_SAFE_INTEGER,
  to: Number.MAX_SAFE_INTEGER,
  limit: 50,
  order: 'newest',
};

describe('filters of the audit', () => {
  it('B8.4: leave out nothing where nothing is asked, fifty at a time and a thousand at most', () => {
    expect(wantedOf({}, 'newest', undefined)).toEqual(everything);
    expect([0, 1, 1_000, 1_001].map((limit) => wantedOf({ limit }, 'oldest', undefined).limit)).toEqual([1, 1, 1_000, 1_000]);
  });

  it('B8.4: become what is searched for; a number may be written with spaces', () => {
    const named = { application: 'a', device: 'd', function: 'F', outcome: 'error', uid: 'u' } as const;
    const filters = { ...named, user: 'bob', after: 3, before: 9, from: '2026-01-05T09:00:00Z', to: '2026-01-05T09:00:00.5Z', patient: '999 000 0018' };
    const from = Date.UTC(2026, 0, 5, 9);
    expect(wantedOf(filters, 'oldest', undefined)).toEqual({
      ...named,
      user: 'bob',
      above: 3,
      below: 9,
      from,
      to: from + 500,
      limit: 50,
      order: 'oldest',
      patient: '9990000018',
    });
    expect(wantedOf({ user: 'bob' }, 'newest', 'ada').user).toBe('ada');
  });

  it.each(['from', 'to'] as const)('a time in %s that is none is told by its name', (name) => {
    const failure = new OperationError(400, `${name} is not a time in ISO 8601: write for example 2026-03-02T09:00:00Z.`);
    expect(() => wantedOf({ [name]: 'yesterday' }, 'newest', undefined)).toThrow(failure);
  });

  it("B4.7: exclude all where somebody else's entries are asked for by one who may see their own", () => {
    expect([excludesAll({ user: 'bob' }, 'ada'), excludesAll({ user: 'ada' }, 'ada'), excludesAll({}, 'ada'), excludesAll({ user: 'bob' }, undefined)]).toEqual(
      [true, false, false, false],
    );
  });

  it('B8.4: are on record in words, the patient and the limit apart', () => {
    expect(filtersInWords({ patient: '9990000018', limit: 3 })).toBe('without filter');
    expect(filtersInWords({ function: 'GetDiary', user: undefined, after: 3 } as never)).toBe('with function GetDiary, after 3');
  });
});
