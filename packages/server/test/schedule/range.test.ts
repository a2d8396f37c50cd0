// The stretch of time that slots or a diary are asked for.
import { Refusal } from '@s1kit/contract';
import { expect, it } from 'vitest';
import { rangeOf } from '../../src/schedule/range.js';
import { ukDateTime } from '../../src/uk-time.js';

const now = Date.UTC(2026, 2, 10, 9, 30);
const civil = (MinDateTime?: string, MaxDateTime?: string): readonly string[] => {
  const asked = { ...(MinDateTime === undefined ? {} : { MinDateTime }), ...(MaxDateTime === undefined ? {} : { MaxDateTime }) };
  const { from, until } = rangeOf(asked, now);
  return [ukDateTime(from), ukDateTime(until)];
};
const codeOf = (...asked: readonly string[]): string => {
  try {
    civil(asked[0], asked[1]);
    return 'none';
  } catch (refusal) {
    return refusal instanceof Refusal ? refusal.code : 'other';
  }
};

it('B7.19: from now, 28 days on, by UK clocks also when they change', () => {
  expect(civil()).toEqual(['2026-03-10T09:30:00', '2026-04-07T09:30:00']);
  expect(civil('2026-10-20T08:00:00')).toEqual(['2026-10-20T08:00:00', '2026-11-17T08:00:00']);
  expect(civil(undefined, '2026-03-11T00:00:00')).toEqual(['2026-03-10T09:30:00', '2026-03-11T00:00:00']);
});

it('B7.19: at most 12 weeks, by UK clocks also when they change', () => {
  expect(codeOf('2026-03-01T00:00:00', '2026-05-24T00:00:00')).toBe('none');
  expect(codeOf('2026-03-01T00:00:00', '2026-05-24T00:00:01')).toBe('ValueInvalid');
  expect(codeOf('2026-09-01T00:00:00', '2026-11-24T00:00:00')).toBe('none');
  expect(codeOf('2026-09-01T00:00:00', '2026-11-24T00:00:01')).toBe('ValueInvalid');
});

it('B3.9: offsets are converted; a time that the clocks leap over is refused', () => {
  expect(civil('2026-07-01T10:00:00+02:00', '2026-07-01T23:59:00Z')).toEqual(['2026-07-01T09:00:00', '2026-07-02T00:59:00']);
  expect(codeOf('2026-03-29T01:30:00')).toBe('ValueInvalid');
  expect(codeOf('2026-03-28T01:30:00', '2026-03-29T01:30:00')).toBe('ValueInvalid');
});

it('refuses an end before the beginning and years that no calendar of texts has, but takes an end in the past', () => {
  expect(codeOf('2026-03-11T00:00:00', '2026-03-10T00:00:00')).toBe('ValueInvalid');
  expect(civil(undefined, '2020-01-01T00:00:00')[1]).toBe('2020-01-01T00:00:00');
  for (const edge of ['0001-01-01T00:00:00', '9999-12-30T00:00:00', '9999-12-31T23:59:59-14:00']) expect(['none', 'ValueInvalid']).toContain(codeOf(edge));
});
