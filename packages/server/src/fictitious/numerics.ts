// Readings and laboratory values that move as a body's do: a level of one's own, a drift, a little noise.
import type { ClinicalItem } from '@s1kit/contract';
import type { Day } from './calendar.js';
import type { Sex } from './households.js';
import type { Random } from './random.js';
import type { Terms } from './terms.js';

export interface Body {
  /** A numeric of the lists, with value and unit. */
  reading(random: Random, term: string, day: Day): ClinicalItem;
  /** Its value alone. */
  value(random: Random, term: string, day: Day): number;
  /** Whether the last value of a term was outside what is usual. */
  isUnusual(term: string, value: number): boolean;
  /** Blood pressure: two codes. */
  bloodPressure(random: Random, day: Day): readonly ClinicalItem[];
  /** Weight, and for adults body mass index; height now and then. */
  measures(random: Random, day: Day): readonly ClinicalItem[];
}

/** How a condition moves a value: from its onset on towards a level. */
export interface Shift {
  readonly term: string;
  readonly from: Day;
  readonly level: number;
  readonly perYear: number;
}

interface Level {
  readonly base: number;
  readonly perYear: number;
  readonly noise: number;
}

const systolic = 'O/E - Systolic BP reading';
const diastolic = 'O/E - Diastolic BP reading';
/** What laboratories give without decimals though the range is narrow. */
const whole = new Set([
  'Serum sodium level',
  'Respiratory rate',
  'Asthma control test',
  'Number of asthma exacerbations in past year',
  'Peripheral oxygen saturation',
  'Alcohol units per week',
]);

// Heights in cm and weights in kg of the middle child, by age in years.
const heights = [50, 75, 87, 95, 102, 109, 115, 122, 128, 133, 138, 143, 149, 156, 163, 168, 171, 173];
const weights = [3.5, 9.6, 12, 14, 16, 18, 21, 23, 26, 29, 32, 36, 40, 45, 51, 56, 60, 64];

export function makeBody(terms: Terms, random: Random, sex: Sex, birthDay: Day, anchor: Day, shifts: readonly Shift[], obese: boolean): Body {
  const levels = new Map<string, Level>();
  const moved = new Map<string, Shift>();
  for (const shift of shifts) if (!moved.has(shift.term)) moved.set(shift.term, shift);
  const stature = random.normal(0, 1);
  const girth = random.normal(0, 1);
  const adultHeight = (sex === 'M' ? 176 : 163) + stature * 7;
  const bmi = obese ? 31 + Math.abs(girth) * 4 : Math.min(29.4, 24.5 + girth * 2.6);

  const levelOf = (term: string): Level => {
    let level = levels.get(term);
    if (level === undefined) {
      const { low = 0, high = 1 } = terms.meaning(term);
      const span = high - low;
      level = { base: low + span * (0.5 + random.normal(0, 0.17)), perYear: random.normal(0, span * 0.008), noise: span * 0.07 };
      levels.set(term, level);
    }
    return level;
  };

  const value = (chance: Random, term: string, day: Day): number => {
    const { base, perYear, noise } = levelOf(term);
    const shift = moved.get(term);
    const years = (day - anchor) / 365.2425;
    if (shift === undefined || day < shift.from) return Math.max(0, base + perYear * years + chance.normal(0, noise));
    const since = (day - shift.from) / 365.2425;
    return Math.max(0, shift.level + shift.perYear * since + chance.normal(0, noise * 1.3));
  };

  const decimals = (term: string): number => {
    if (whole.has(term)) return 0;
    const { low = 0, high = 1 } = terms.meaning(term);
    const span = high - low;
    return span < 0.6 ? 2 : span < 30 ? 1 : 0;
  };

  const coded = (term: string, amount: number, places: number): ClinicalItem => ({
    kind: 'ClinicalCode',
    value: { Code: terms.code(term), Value: amount.toFixed(places), Units: terms.meaning(term).units ?? '' },
  });

  return {
    value,
    reading: (chance, term, day) => coded(term, value(chance, term, day), decimals(term)),
    isUnusual: (term, amount) => {
      const { low = 0, high = amount } = terms.meaning(term);
      return amount < low || amount > high;
    },
    bloodPressure: (chance, day) => {
      const age = (day - birthDay) / 365.2425;
      const shift = moved.get(systolic);
      const own = 104 + Math.min(30, age * 0.38) + stature * -2 + girth * 4;
      const top = shift === undefined ? own : day < shift.from + 60 ? 150 + girth * 5 : 136 + girth * 4;
      const upper = Math.round(top + chance.normal(0, 6));
      const lower = Math.round(Math.min(upper - 25, upper * 0.45 + 20 + chance.normal(0, 4)));
      return [coded(systolic, upper, 0), coded(diastolic, lower, 0)];
    },
    measures: (chance, day) => {
      const age = Math.max(0, (day - birthDay) / 365.2425);
      if (age < 18) {
        const height = between(heights, age) * (1 + stature * 0.04);
        const weight = between(weights, age) * (1 + girth * 0.1 + (obese ? 0.2 : 0));
        return [coded('O/E - height', height, 1), coded('O/E - weight', weight, 1)];
      }
      const index = bmi + ((day - anchor) / 365.2425) * 0.12 + chance.normal(0, 0.3);
      const metres = adultHeight / 100;
      const items = [coded('O/E - weight', index * metres * metres, 1), coded('Body Mass Index', index, 1)];
      return chance.chance(0.3) ? [coded('O/E - height', adultHeight, 0), ...items] : items;
    },
  };
}

function between(table: readonly number[], age: number): number {
  const index = Math.min(table.length - 2, Math.floor(age));
  const low = table[index] ?? 0;
  const high = table[index + 1] ?? low;
  return low + (high - low) * Math.min(1, age - index);
}
