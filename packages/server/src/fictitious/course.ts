// Which long-term conditions a person has, since when, and what they are treated with: problems that begin, worsen and end.
import type { ClinicalItem } from '@s1kit/contract';
import type { Day } from './calendar.js';
import { type ConditionData, conditions } from './data/conditions.js';
import { stories } from './data/stories.js';
import { agePyramid, type Sex } from './households.js';
import { type ActiveCondition, authorOn, codeOf, isAvoided, type Life, openDay, timeOfDay } from './life.js';
import type { Shift } from './numerics.js';
import { type Random, type Weights, weightsOf } from './random.js';
import type { RecordBuilder } from './record.js';
import { tell } from './telling.js';

export interface Risk {
  readonly data: ConditionData;
  /** The chance of someone of an age, before personal disposition. */
  readonly chance: (age: number) => number;
  /** The weights of the terms that it may be recorded under. */
  readonly terms: Weights;
}

/** Works out each condition's chance at each age, so that over England's ages the share is the published one. */
export function makeRisks(): readonly Risk[] {
  return conditions.map((data) => {
    const ages = agePyramid.flatMap(([from, to, percent]) =>
      Array.from({ length: to - from + 1 }, (_, index) => ({ age: from + index, share: percent / (to - from + 1) })),
    );
    const counted = ages.filter(({ age }) => age >= data.from);
    const total = counted.reduce((sum, { share }) => sum + share, 0);
    const weighted = counted.reduce((sum, { age, share }) => sum + share * weightAt(data, age + 0.5), 0);
    const scale = weighted === 0 ? 0 : (data.percent / 100) * (total / weighted);
    return {
      data,
      terms: weightsOf(data.terms.map(([, weight]) => weight)),
      chance: (age) => (age < data.from && data.name !== 'type 1 diabetes' ? 0 : weightAt(data, age) * scale),
    };
  });
}

function weightAt({ ages }: ConditionData, age: number): number {
  const [first] = ages;
  if (first === undefined || age < first[0]) return 0;
  for (let index = 1; index < ages.length; index++) {
    const [fromAge, from] = ages[index - 1] ?? first;
    const [toAge, to] = ages[index] ?? first;
    if (age <= toAge) return from + ((to - from) * (age - fromAge)) / (toAge - fromAge);
  }
  return ages.at(-1)?.[1] ?? 0;
}

/**
 * Draws the conditions of a person.
 * @param disposition around 1: who has one illness is more likely to have another
 */
export function drawConditions(
  risks: readonly Risk[],
  random: Random,
  record: RecordBuilder,
  who: { readonly sex: Sex; readonly birthDay: Day; readonly anchor: Day; readonly disposition: number },
): readonly ActiveCondition[] {
  const age = (who.anchor - who.birthDay) / 365.2425;
  const drawn: ActiveCondition[] = [];
  for (const { data, chance, terms } of risks) {
    if (!random.chance(chance(age) * who.disposition)) continue;
    if (data.sex !== undefined && data.sex !== who.sex) continue;
    if (data.name === 'type 1 diabetes' && drawn.some((condition) => condition.data.name === 'diabetes')) continue;
    if (data.name === 'prediabetes' && drawn.some((condition) => condition.term.includes('diabetes'))) continue;
    const possible = Math.max(0.3, Math.min(data.years, age - Math.max(earliest(data) - 3, 0.4)));
    const onset = Math.max(who.birthDay + 30, who.anchor - 20 - Math.floor(possible * 365 * random.next() * (0.4 + 0.6 * random.next())));
    const ended = random.chance(data.ended ?? 0) ? onset + Math.floor((who.anchor - onset) * (0.3 + 0.6 * random.next())) : undefined;
    const term = data.terms[random.weighted(terms)]?.[0] ?? '';
    drawn.push({ data, term, onset, ended, problem: record.problem() });
  }
  return drawn;
}

function earliest({ ages, from }: ConditionData): number {
  return Math.max(from, ages.find(([, weight]) => weight > 0)?.[0] ?? 0);
}

/** How conditions move readings. */
export function shiftsOf(drawn: readonly ActiveCondition[], random: Random): readonly Shift[] {
  return drawn.flatMap(({ data, term, onset }): Shift[] => {
    const from = onset - 30;
    switch (data.name) {
      case 'hypertension':
        return [{ term: 'O/E - Systolic BP reading', from: onset, level: 148, perYear: 0 }];
      case 'diabetes':
      case 'type 1 diabetes':
        return [
          { term: 'Haemoglobin A1c level - IFCC standardised', from, level: 62 + random.normal(0, 10), perYear: random.normal(0, 1) },
          { term: 'HbA1c level (DCCT aligned)', from, level: 7.8, perYear: 0 },
          { term: 'Plasma fasting glucose level', from, level: 8.6, perYear: 0 },
          { term: 'Urine albumin:creatinine ratio', from, level: 2.5 + random.next() * 3, perYear: 0.2 },
        ];
      case 'prediabetes':
        return [{ term: 'Haemoglobin A1c level - IFCC standardised', from, level: 44, perYear: 0.1 }];
      case 'chronic kidney disease': {
        const level = kidneyLevel(term);
        return [
          { term: 'Serum creatinine level', from, level: 6200 / level, perYear: 1.2 },
          {
            term: 'Estimated glomerular filtration rate using creatinine Chronic Kidney Disease Epidemiology Collaboration equation per 1.73 square metres',
            from,
            level,
            perYear: -0.5,
          },
        ];
      }
      case 'anaemia':
        return [{ term: 'Haemoglobin estimation', from, level: 104, perYear: 4 }];
      case 'raised cholesterol':
        return [{ term: 'Serum cholesterol', from, level: 6.4, perYear: -0.1 }];
      case 'hypothyroidism':
        return [{ term: 'Serum TSH level', from, level: 6.5, perYear: -0.4 }];
      case 'gout':
      case 'rheumatoid arthritis':
        return [{ term: 'Serum C reactive protein level', from, level: 14, perYear: -0.5 }];
      default:
        return [];
    }
  });
}

function kidneyLevel(term: string): number {
  if (term.endsWith('5')) return 12;
  if (term.endsWith('4')) return 24;
  if (term.endsWith('3B')) return 38;
  return 51;
}

/** Writes how each condition began, worsened and ended, and opens the courses of treatment. */
export function writeConditions(life: Life): void {
  for (const condition of life.conditions) {
    writeOnset(life, condition);
    writeTreatment(life, condition);
    writeCourse(life, condition);
  }
}

function writeOnset(life: Life, { data, term, onset, ended, problem }: ActiveCondition): void {
  const { random, record, text } = life;
  const code = codeOf(life, term);
  const { author, enteredOn } = authorOn(life, onset, 'gp');
  const kept: ClinicalItem = {
    kind: 'ClinicalCode',
    value: {
      Code: code,
      Episodicity: 'New',
      ProblemUID: problem,
      ProblemSeverity: data.severity,
      ...(ended === undefined ? {} : { ProblemEndDate: text(ended) }),
    },
  };
  // What began before the detailed entries was summarised: the problem alone.
  if (onset < life.start) {
    record.add({ day: onset, second: timeOfDay(random), author, items: [kept], enteredOn });
    return;
  }
  const plain: ClinicalItem = { kind: 'ClinicalCode', value: { Code: code, Episodicity: 'New' } };
  const follow = data.follows !== undefined && random.chance(0.6) ? random.pick(data.follows) : undefined;
  const items: ClinicalItem[] = [tell(random, stories[data.story], term, problem), plain, kept];
  if (follow !== undefined) items.push({ kind: 'ClinicalCode', value: { Code: codeOf(life, follow), LinkedProblemUID: problem } });
  record.add({ day: openDay(life, onset), second: timeOfDay(random), author, items, method: 'Face to face', enteredOn });
}

/** An earlier and milder form, told where the record reaches back far enough. */
const milder: Readonly<Record<string, string>> = {
  'Chronic kidney disease stage 3A': 'Chronic kidney disease stage 2',
  'Chronic kidney disease stage 3B': 'Chronic kidney disease stage 3A',
  'Chronic kidney disease stage 4': 'Chronic kidney disease stage 3B',
  'Chronic kidney disease stage 5': 'Chronic kidney disease stage 4',
  'Type 2 diabetes mellitus': 'Non-diabetic hyperglycaemia',
  "Alzheimer's disease": 'Memory impairment',
  'Paroxysmal atrial fibrillation': 'Palpitations',
  'Malignant tumour of colon': 'Polyp of colon',
  'Acute myocardial infarction': 'Angina',
  Osteoporosis: 'Osteopenia',
};

function writeCourse(life: Life, { term, onset, problem }: ActiveCondition): void {
  const { random, record, text } = life;
  const before = milder[term];
  const began = onset - random.between(300, 1100);
  if (before === undefined || began < life.start || !random.chance(0.7)) return;
  const earlier = record.problem();
  const { author, enteredOn } = authorOn(life, began, 'gp');
  record.add({
    day: openDay(life, began),
    second: timeOfDay(random),
    author,
    enteredOn,
    method: 'Face to face',
    items: [
      { kind: 'Narrative', value: { Line: [`H: results and symptoms talked through. P: ${before} for now, recheck in six months.`] } },
      {
        kind: 'ClinicalCode',
        value: {
          Code: codeOf(life, before),
          Episodicity: 'New',
          ProblemUID: earlier,
          ProblemSeverity: 'Minor',
          ProblemEndDate: text(onset),
          LinkedProblemUID: problem,
        },
      },
    ],
  });
}

function writeTreatment(life: Life, { data, onset, ended, problem }: ActiveCondition): void {
  const { random, terms } = life;
  let from = onset;
  for (const [chance, products] of data.drugs ?? []) {
    if (!random.chance(chance)) continue;
    const name = random.pick(products);
    if (isAvoided(life, name) || life.courses.some((course) => course.drug.Name === name)) continue;
    const product = terms.product(name);
    const until = ended ?? (random.chance(0.12) && life.end - from > 500 ? from + random.between(200, life.end - from - 100) : undefined);
    life.courses.push({
      drug: terms.drug(name),
      dose: product.dose,
      quantity: product.quantity,
      problem,
      from,
      until,
      every: /when required|directed by/u.test(product.dose) ? random.between(2, 4) : 1,
    });
    // A course that was stopped is followed by another of the same step.
    if (until !== undefined && ended === undefined) {
      const next = products.find((other) => other !== name && !isAvoided(life, other) && !life.courses.some((course) => course.drug.Name === other));
      if (next !== undefined) {
        const other = terms.product(next);
        life.courses.push({ drug: terms.drug(next), dose: other.dose, quantity: other.quantity, problem, from: until, until: undefined, every: 1 });
      }
    }
    from += random.between(0, 400);
    if (from > life.end - 30) break;
  }
}
