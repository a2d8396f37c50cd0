import { expect, it } from 'vitest';
import { ageText } from '../../src/patients/age.js';

it('tells an age the finer, the younger: days, weeks, months, years', () => {
  const at = (birth: string, day: string) => ageText(birth, day);
  expect(at('2026-03-02', '2026-03-02')).toBe('0d');
  expect(at('2026-02-03', '2026-03-02')).toBe('27d');
  expect(at('2026-02-02', '2026-03-02')).toBe('4w');
  expect(at('2025-03-03', '2026-03-02')).toBe('52w');
  expect(at('2025-03-02', '2026-03-02')).toBe('12m');
  expect(at('2024-09-20', '2026-03-02')).toBe('17m 10d');
  expect(at('2024-03-02', '2026-03-02')).toBe('2y');
  expect(at('2020-01-15', '2026-03-02')).toBe('6y 1m');
  expect(at('2008-03-03', '2026-03-02')).toBe('17y 11m');
  expect(at('2008-03-02', '2026-03-02')).toBe('18y');
  expect(at('1926-03-03', '2026-03-02')).toBe('99y');
});

it('counts months from the last day of a month that has no such day, and years of a leap day', () => {
  expect(ageText('2024-12-31', '2026-02-28')).toBe('13m 28d');
  expect(ageText('2004-02-29', '2026-02-28')).toBe('21y');
  expect(ageText('2004-02-29', '2026-03-01')).toBe('22y');
});

it('says nothing of a birth in the future, or of none', () => {
  expect(ageText('2026-03-03', '2026-03-02')).toBe('');
  expect(ageText('', '2026-03-02')).toBe('');
});
