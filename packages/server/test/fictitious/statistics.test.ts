import { beforeAll, describe, expect, it } from 'vitest';
import { ageOf, codesOf, type Lives, livesOf } from './lives.js';

const people = 10_000;

/** The codes of the registers, of the code lists, and what is published (packages/server/data/prevalence.csv). */
const registers = {
  Hypertension: { terms: ['Essential hypertension', 'Hypertensive disease'], percent: 14.08, from: 0 },
  Asthma: { terms: ['Asthma'], percent: 6.48, from: 0 },
  'Diabetes mellitus': { terms: ['Type 2 diabetes mellitus', 'Type 1 diabetes mellitus', 'Diabetes mellitus'], percent: 7.07, from: 17 },
  Depression: { terms: ['Depressive disorder', 'Mixed anxiety and depressive disorder'], percent: 11.55, from: 18 },
  'Coronary heart disease': { terms: ['Ischaemic heart disease', 'Angina', 'Myocardial infarction', 'Acute myocardial infarction'], percent: 3.09, from: 0 },
  'Chronic kidney disease stage 3-5': {
    terms: [
      'Chronic kidney disease stage 3',
      'Chronic kidney disease stage 3A',
      'Chronic kidney disease stage 3B',
      'Chronic kidney disease stage 4',
      'Chronic kidney disease stage 5',
    ],
    percent: 4.05,
    from: 18,
  },
  'Atrial fibrillation': { terms: ['Atrial fibrillation', 'Paroxysmal atrial fibrillation'], percent: 2.05, from: 0 },
  COPD: { terms: ['Chronic obstructive lung disease'], percent: 1.94, from: 0 },
} as const;

/** Shares of registered patients (packages/server/data/prevalence.csv, POPULATION). */
const bands = [
  { from: 0, to: 15, percent: 18.15 },
  { from: 16, to: 17, percent: 2.15 },
  { from: 18, to: 49, percent: 43.3 },
  { from: 50, to: 64, percent: 18.89 },
  { from: 65, to: 200, percent: 17.52 },
] as const;

interface Counted {
  readonly age: number;
  readonly alive: boolean;
  readonly events: number;
  readonly consultations: number;
  readonly problems: ReadonlySet<string>;
}

function count(lives: Lives, place: number): Counted {
  const patient = lives.at(place);
  const since = lives.workshop.anchor - 365;
  return {
    age: ageOf(patient),
    alive: patient.demographics.DateOfDeath === undefined,
    events: patient.record.events.length,
    // A consultation: someone saw, heard or read the patient and wrote it down.
    consultations: patient.record.events.filter(
      ({ day, method, items }) =>
        day >= since &&
        (method === 'Face to face' || method === 'Telephone' || (method === 'Text' && items.some(({ kind }) => kind === 'ClinicalCode') && items.length > 2)) &&
        items.some(({ kind }) => kind === 'Narrative'),
    ).length,
    problems: new Set(
      codesOf(patient).flatMap(({ Code, ProblemSeverity, ProblemEndDate }) =>
        ProblemSeverity !== undefined && ProblemEndDate === undefined ? [Code.Term ?? ''] : [],
      ),
    ),
  };
}

describe('10,000 fictitious patients', () => {
  let all: readonly Counted[] = [];
  let living: readonly Counted[] = [];

  beforeAll(() => {
    const lives = livesOf(1);
    all = Array.from({ length: people }, (_, place) => count(lives, place));
    living = all.filter(({ alive }) => alive);
  }, 180_000);

  it.each(bands)('have as many of $from to $to years as England has, within 3 points', ({ from, to, percent }) => {
    const share = (100 * living.filter(({ age }) => age >= from && age <= to).length) / living.length;
    expect(Math.abs(share - percent)).toBeLessThan(3);
  });

  it.each(Object.entries(registers))('have %s as often as is published, within 25 percent', (_name, { terms, percent, from }) => {
    const counted = living.filter(({ age }) => age >= from);
    const share = (100 * counted.filter(({ problems }) => terms.some((term) => problems.has(term))).length) / counted.length;
    expect(share / percent).toBeGreaterThan(0.75);
    expect(share / percent).toBeLessThan(1.25);
  });

  it('consult 5 to 7 times a year', () => {
    const rate = living.reduce((sum, { consultations }) => sum + consultations, 0) / living.length;
    expect(rate).toBeGreaterThan(5);
    expect(rate).toBeLessThan(7);
  });

  it('have at least 100 events as adults, by the median, and one in twenty more than 500', () => {
    const adults = all
      .filter(({ age }) => age >= 18)
      .map(({ events }) => events)
      .sort((a, b) => a - b);
    expect(adults[Math.floor(adults.length / 2)]).toBeGreaterThanOrEqual(100);
    expect(adults.filter((events) => events > 500).length / adults.length).toBeGreaterThan(0.05);
  });
});
