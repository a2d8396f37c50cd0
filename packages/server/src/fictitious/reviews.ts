// Annual reviews of long-term conditions, their tests and recalls; health checks of those who have none.
import type { ClinicalItem } from '@s1kit/contract';
import type { Day } from './calendar.js';
import { issue } from './issue.js';
import { type ActiveCondition, authorOn, codedItem, codeOf, type Life, openDay, timeOfDay } from './life.js';
import { writeReport } from './reports.js';

const year = 365;

/** Writes a review a year for all conditions together, in the month of birth as practices do. */
export function writeReviews(life: Life): void {
  const { random, person, conditions } = life;
  const offset = (person.birthDay % year) + random.between(-20, 20);
  const first = Math.ceil((life.start - offset) / year) * year + offset;
  for (let day = first; day < life.end; day += year) {
    const active = conditions.filter(({ onset, ended }) => onset < day - 60 && (ended === undefined || ended > day));
    const reviewed = active.filter(({ data }) => data.review !== undefined || data.recall !== undefined);
    if (reviewed.length === 0) continue;
    const tests = active.flatMap(({ data }) => data.tests ?? []);
    if (tests.length > 0) writeReport(life, day - random.between(4, 12), tests);
    if (random.chance(0.88)) writeReview(life, openDay(life, day), reviewed);
    if (reviewed.some(({ data }) => data.name === 'diabetes') && random.chance(0.6)) writeReport(life, day + 182, ['diabetes']);
  }
}

function writeReview(life: Life, day: Day, reviewed: readonly ActiveCondition[]): void {
  const { random, record, body, person } = life;
  const second = timeOfDay(random);
  const { author, member, enteredOn } = authorOn(life, day, 'nurse');
  const items: ClinicalItem[] = [
    {
      kind: 'Narrative',
      value: {
        Line: [
          `H: annual review of ${reviewed.map(({ term }) => term).join(', ')}. ${random.pick(['Feels well.', 'A few more symptoms than last year.', 'Manages well at home.', 'Takes medicines as prescribed.'])}`,
          `P: ${random.pick(['Continue, next review in a year.', 'Results talked through, doctor to review tablets.', 'Lifestyle advice, leaflet given.'])}`,
        ],
      },
    },
    ...(random.chance(0.1) ? [codedItem(life, 'O/E - blood pressure reading')] : []),
    ...body.bloodPressure(random, day),
    ...body.measures(random, day),
  ];
  if (life.smoker === 'current' && random.chance(0.5)) items.push(codedItem(life, 'Smoking cessation advice'));
  if (life.smoker === 'current' && random.chance(0.06)) items.push(issue(life, day, 'Varenicline 1mg tablets', undefined));
  if (reviewed.some(({ data }) => data.name === 'asthma') && random.chance(0.3)) items.push(codedItem(life, 'Seen in asthma clinic'));
  if (reviewed.some(({ data }) => data.name === 'diabetes') && random.chance(0.3)) items.push(codedItem(life, 'Seen in diabetic clinic'));
  const terms = new Set(reviewed.flatMap(({ data }) => data.review ?? []));
  for (const term of terms) items.push({ kind: 'ClinicalCode', value: { Code: codeOf(life, term) } });
  for (const condition of reviewed) items.push(...special(life, day, condition));
  if ((day - person.birthDay) / 365.2425 > 14) items.push(smokingCode(life, day));
  const [first] = reviewed;
  if (first?.data.recall !== undefined) items.push(recall(life, day, first));
  record.add({ day, second, author, enteredOn, items, method: 'Face to face' });
  if (day >= life.anchor - 56 && day >= life.registered) {
    record.appointments.push({
      day,
      second,
      work: 'nurse',
      userName: member.userName,
      status: 'Finished',
      comments: 'Annual review',
      flags: [],
      bookedDaysBefore: 21,
      movable: false,
    });
  }
}

function recall(life: Life, day: Day, { data, problem }: ActiveCondition): ClinicalItem {
  const due = day + year;
  const status = due < life.end ? 'Seen' : life.end - day > 330 ? life.random.pick(['1st Recall', '2nd Recall', '3rd Recall'] as const) : 'Pending';
  return {
    kind: 'Recall',
    value: { RecallDate: life.text(due), Type: data.recall ?? 'Review', FreeText: 'Annual review', Status: status, LinkedProblemUID: problem },
  };
}

/** What is looked at for one condition alone. */
function special(life: Life, day: Day, { data, problem }: ActiveCondition): readonly ClinicalItem[] {
  const { random, body } = life;
  const linked = (term: string): ClinicalItem => ({ kind: 'ClinicalCode', value: { Code: codeOf(life, term), LinkedProblemUID: problem } });
  switch (data.name) {
    case 'asthma':
      return [
        body.reading(random, 'Asthma control test', day),
        body.reading(random, 'Number of asthma exacerbations in past year', day),
        ...(random.chance(0.6)
          ? [
              linked('Asthma management plan given'),
              plan('Asthma plan', ['Blue inhaler when needed, brown inhaler twice a day.', 'Call us if you need the blue one more than three times a week.']),
            ]
          : []),
      ];
    case 'COPD':
      return [
        body.reading(random, 'Forced expired volume in 1 second', day),
        body.reading(random, 'Forced vital capacity', day),
        linked('Medical Research Council Dyspnoea scale grade 1'),
      ];
    case 'diabetes':
    case 'type 1 diabetes':
      return [
        linked('Diabetic foot examination'),
        linked('O/E - Right diabetic foot at low risk'),
        linked('O/E - Left diabetic foot at low risk'),
        ...(random.chance(0.7) ? [linked('Diabetic retinopathy screening')] : []),
        ...(random.chance(0.15) ? [plan('Diabetes plan', ['Check feet every day.', 'Keep HbA1c below the agreed target.', 'Eye screening once a year.'])] : []),
      ];
    case 'hypertension':
      return random.chance(0.2) ? [linked('Self measured blood pressure reading')] : random.chance(0.2) ? [linked('O/E - BP reading raised')] : [];
    case 'atrial fibrillation':
      return [
        body.reading(
          random,
          'Congestive heart failure, hypertension, age 2, diabetes mellitus, stroke 2, vascular disease, age, sex category stroke risk score',
          day,
        ),
      ];
    case 'dementia':
    case 'heart failure':
      return random.chance(0.5) ? [carePlan(life, day, data.name)] : [];
    case 'obesity':
      return [linked('Lifestyle education')];
    default:
      return [];
  }
}

function plan(name: string, steps: readonly string[]): ClinicalItem {
  return {
    kind: 'PatientPlan',
    value: { PatientPlan: name, Items: { CarePlanInstruction: steps.map((step, index) => ({ InstructionText: step, Order: index + 1 })) } },
  };
}

function carePlan(life: Life, day: Day, name: string): ClinicalItem {
  return {
    kind: 'CarePlan',
    value: {
      CarePlanName: `Care plan: ${name}`,
      Description: 'Agreed with patient and family.',
      Category: 'Assessment',
      SubCategory: 'Monitoring',
      Aim: life.random.pick(['Supportive', 'Maintenance', 'Anticipatory'] as const),
      ReviewDate: life.text(day + year),
      CarePlanInstruction: [
        { InstructionText: 'Weigh and note symptoms every week.', Order: 1, Responsibility: 'Carer' },
        { InstructionText: 'Call every three months.', Order: 2, Responsibility: 'Nurse' },
      ],
    },
  };
}

const smokingTerms = {
  never: ['Never smoked', 'Never smoked', 'Never smoked', 'Never smoked', 'Never smoked', 'Never smoked', 'Passive smoker', 'Tobacco consumption unknown'],
  ex: [
    'Ex-smoker',
    'Ex-smoker',
    'Ex-light smoker (1-9/day)',
    'Ex-moderate smoker (10-19/day)',
    'Ex-heavy smoker (20-39/day)',
    'Ex-trivial smoker (<1/day)',
    'Stopped smoking',
  ],
  current: [
    'Current smoker',
    'Cigarette smoker',
    'Light smoker - 1-9 cigs/day',
    'Moderate smoker - 10-19 cigs/d',
    'Heavy smoker - 20-39 cigs/day',
    'Cigar smoker',
    'Pipe smoker',
    'Trivial cigarette smoker (less than one cigarette/day)',
    'Rolls own cigarettes',
    'Very heavy smoker - 40+cigs/d',
  ],
} as const;

/** Whether the patient smokes, as it is coded on a day. */
export function smokingCode(life: Life, _day: Day): ClinicalItem {
  return { kind: 'ClinicalCode', value: { Code: codeOf(life, life.random.pick(smokingTerms[life.smoker])) } };
}

/** Health checks every five years from 40 to 74, and what new patients are asked. */
export function writeHealthChecks(life: Life): void {
  const { random, person } = life;
  for (let age = 40; age < 75; age += 5) {
    const day = person.birthDay + Math.floor((age + 0.3) * 365.2425) + random.between(0, 200);
    if (day < life.start || day >= life.end || !random.chance(0.45)) continue;
    writeReport(life, day - 6, ['lipids', 'diabetes', 'renal']);
    const { author, enteredOn } = authorOn(life, openDay(life, day), 'assistant');
    life.record.add({
      day: openDay(life, day),
      second: timeOfDay(random),
      author,
      enteredOn,
      method: 'Face to face',
      items: [
        { kind: 'Narrative', value: { Line: ['Health check for ages 40 to 74. Risk explained, lifestyle talked through.'] } },
        ...life.body.bloodPressure(random, day),
        ...life.body.measures(random, day),
        life.body.reading(random, 'Waist circumference', day),
        life.body.reading(
          random,
          random.chance(0.5) ? 'QRISK3 cardiovascular disease 10 year risk calculator score' : 'QRISK2 cardiovascular disease 10 year risk score',
          day,
        ),
        smokingCode(life, day),
        ...alcohol(life, day),
      ],
    });
  }
}

const alcoholTerms = [
  'Teetotaller',
  'Light drinker',
  'Moderate drinker',
  'Alcohol intake within recommended sensible limits',
  'Alcohol intake above recommended sensible limits',
  'Heavy drinker',
];

/** What the patient drinks. */
export function alcohol(life: Life, day: Day): readonly ClinicalItem[] {
  const heavy = life.conditions.some(({ data }) => data.name === 'alcohol problem');
  const term = heavy ? 'Heavy drinker' : life.random.pick(alcoholTerms.slice(0, 5));
  return [
    { kind: 'ClinicalCode', value: { Code: codeOf(life, term) } },
    ...(term === 'Teetotaller' ? [] : [life.body.reading(life.random, 'Alcohol units per week', day)]),
  ];
}
