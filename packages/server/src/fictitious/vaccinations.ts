// Vaccinations by age, season and risk, as far back as the record reaches.
import type { ClinicalItem, Vaccination } from '@s1kit/contract';
import { type Day, dayOf } from './calendar.js';
import { authorOn, codeOf, type Life, openDay, timeOfDay } from './life.js';

type Part = NonNullable<Vaccination['PartType']>;

interface Dose {
  /** A term of the lists; a vaccination without one has a name only. */
  readonly term?: string;
  readonly name: string;
  readonly part: Part;
}

/** The schedule of childhood: at which day of life, which doses. */
const childhood: readonly (readonly [day: number, doses: readonly Dose[]])[] = [
  [
    56,
    [
      { name: '6-in-1', part: '2 Months' },
      { term: 'First rotavirus vaccination', name: 'Rotavirus', part: '1' },
      { term: 'Administration of first dose of meningitis B vaccine', name: 'MenB', part: '2 Months' },
    ],
  ],
  [
    84,
    [
      { name: '6-in-1', part: '2' },
      { term: 'First pneumococcal conjugated vaccination', name: 'PCV', part: '1' },
      { name: 'Rotavirus', part: '2' },
    ],
  ],
  [
    112,
    [
      { name: '6-in-1', part: '4 Months' },
      { name: 'MenB', part: '4 Months' },
    ],
  ],
  [
    375,
    [
      { name: 'Hib/MenC', part: '12 Months' },
      { term: 'Second pneumococcal conjugated vaccination', name: 'PCV', part: 'Booster' },
      {
        term: 'Administration of vaccine product containing only Measles morbillivirus and Mumps orthorubulavirus and Rubella virus antigens',
        name: 'MMR',
        part: '1',
      },
      { name: 'MenB', part: 'Booster' },
    ],
  ],
  [
    1230,
    [
      { term: 'Administration of tetanus vaccine', name: '4-in-1', part: '1st Scheduled Booster' },
      { name: 'MMR', part: '2' },
    ],
  ],
  [4600, [{ term: 'First human papillomavirus vaccination', name: 'HPV', part: 'Adolescent 1' }]],
  [4900, [{ term: 'Second human papillomavirus vaccination', name: 'HPV', part: 'Adolescent 2' }]],
  [
    5200,
    [
      { name: 'Td/IPV', part: '2nd Scheduled Booster' },
      { name: 'MenACWY', part: 'Single' },
    ],
  ],
];

const atRisk = new Set([
  'diabetes',
  'type 1 diabetes',
  'COPD',
  'asthma',
  'coronary heart disease',
  'heart failure',
  'chronic kidney disease',
  'stroke',
  'epilepsy',
  'learning disability',
]);

/** Writes the vaccinations of a life. */
export function writeVaccinations(life: Life): void {
  const { random, person } = life;
  const takesPart = random.chance(0.93);
  if (takesPart) {
    for (const [day, doses] of childhood) give(life, person.birthDay + day + random.below(30), doses, 'nurse');
    if (random.chance(0.05)) give(life, person.birthDay + 20, [{ term: 'BCG vaccination', name: 'BCG', part: 'Under 1 yr' }], 'nurse');
  }
  writeInfluenza(life, takesPart);
  writeOnceOnly(life, takesPart);
  writeCovid(life, takesPart);
}

function writeInfluenza(life: Life, takesPart: boolean): void {
  const { random, person, conditions } = life;
  const risk = conditions.some(({ data }) => atRisk.has(data.name));
  const firstYear = new Date(life.start * 86_400_000).getUTCFullYear();
  const lastYear = new Date(life.end * 86_400_000).getUTCFullYear();
  for (let year = firstYear; year <= lastYear; year++) {
    const day = dayOf(`${year}-10-01`) + random.below(60);
    const age = (day - person.birthDay) / 365.2425;
    const child = age >= 2 && age < 11;
    if (!child && age < 65 && !(risk && age > 0.5)) continue;
    if (!takesPart || !random.chance(child ? 0.5 : age >= 65 ? 0.78 : 0.5)) {
      if (age >= 65 && random.chance(0.4))
        code(life, day, random.pick(['Influenza vaccination declined', 'Influenza vaccination invitation first letter sent']));
      continue;
    }
    if (random.chance(0.2)) code(life, day, 'Seasonal influenza vaccination given by other healthcare provider');
    else if (child) give(life, day, [{ term: 'Administration of first intranasal influenza vaccination', name: 'Influenza, nasal', part: 'Single' }], 'nurse');
    else
      give(life, day, [{ term: random.chance(0.8) ? 'Seasonal influenza vaccination' : 'Influenza vaccination', name: 'Influenza', part: 'Single' }], 'nurse');
  }
}

function writeOnceOnly(life: Life, takesPart: boolean): void {
  const { random, person } = life;
  if (!takesPart) return;
  const atAge = (years: number): Day => person.birthDay + Math.round(years * 365.2425) + random.below(300);
  if (random.chance(0.7)) give(life, atAge(65), [{ term: 'Pneumococcal vaccination', name: 'PPV23', part: 'Single' }], 'nurse');
  if (random.chance(0.6)) give(life, atAge(70), [{ term: 'Shingles vaccination', name: 'Shingles', part: 'Single' }], 'nurse');
  if (random.chance(0.05)) give(life, atAge(random.between(19, 60)), [{ term: 'Administration of typhoid vaccine', name: 'Typhoid', part: 'Single' }], 'nurse');
  const rsv = Math.max(atAge(75), dayOf('2024-09-01') + random.below(200));
  if (random.chance(0.55) && (rsv - person.birthDay) / 365.2425 < 80)
    give(life, rsv, [{ term: 'Administration of respiratory syncytial virus vaccine', name: 'RSV', part: 'Single' }], 'nurse');
}

function writeCovid(life: Life, takesPart: boolean): void {
  const { random, person } = life;
  const first = dayOf('2020-12-15') + random.below(200);
  const age = (first - person.birthDay) / 365.2425;
  if (age < 12) return;
  if (!takesPart) {
    if (random.chance(0.5)) code(life, first, 'SARS-CoV-2 vaccination declined');
    return;
  }
  if (!random.chance(0.88)) return;
  const name = random.pick(['COVID-19 mRNA vaccine', 'COVID-19 vector vaccine']);
  give(life, first, [{ term: 'Administration of first dose of SARS-CoV-2 vaccine', name, part: '1' }], 'nurse');
  give(life, first + 75, [{ term: 'Administration of second dose of severe acute respiratory syndrome coronavirus 2 vaccine', name, part: '2' }], 'nurse');
  const booster = {
    term: 'Administration of vaccine product containing only Severe acute respiratory syndrome coronavirus 2 antigen',
    name: 'COVID-19 mRNA vaccine',
    part: 'Booster',
  } as const;
  if (age > 18) give(life, first + 270, [booster], 'nurse');
  if (age > 64) for (let day = first + 650; day < life.end; day += 365) if (random.chance(0.6)) give(life, day, [booster], 'nurse');
}

function code(life: Life, at: Day, term: string): void {
  if (at < life.start || at >= life.end) return;
  const day = openDay(life, at);
  const { author, enteredOn } = authorOn(life, day, 'reception');
  life.record.add({ day, second: timeOfDay(life.random), author, enteredOn, items: [{ kind: 'ClinicalCode', value: { Code: codeOf(life, term) } }] });
}

/** One event for what is given together. */
export function give(life: Life, at: Day, doses: readonly Dose[], work: 'nurse' | 'gp'): void {
  const { random, record, person } = life;
  if (at < life.start || at >= life.end || at < person.birthDay) return;
  const day = openDay(life, at);
  if (day < person.birthDay) return;
  const { author, enteredOn } = authorOn(life, day, work);
  const items = doses.flatMap(({ term, name, part }): ClinicalItem[] => [
    {
      kind: 'Vaccination',
      value: {
        BatchNumber: `FX${random.between(1000, 9999)}`,
        Notes: random.pick(['Left arm', 'Right arm', 'Left thigh', 'No reaction']),
        Name: name,
        PartType: part,
        Dosage: '0.5 ml',
      },
    },
    ...(term === undefined ? [] : [{ kind: 'ClinicalCode', value: { Code: codeOf(life, term) } } as const]),
  ]);
  record.add({ day, second: timeOfDay(random), author, enteredOn, method: 'Face to face', items });
}
