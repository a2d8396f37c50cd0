// Consultations through the years: what people come with, what is found, given and arranged.
import type { ClinicalItem, Uid } from '@s1kit/contract';
import { usualTests } from './batteries.js';
import { type Day, isSummer } from './calendar.js';
import { type PresentationData, presentations } from './data/presentations.js';
import { stories } from './data/stories.js';
import type { Sex } from './households.js';
import { type ActiveCondition, authorFrom, authorOn, codeOf, isAvoided, type Life, openDay, staffDoing, timeOfDay } from './life.js';
import type { Work } from './practice.js';
import { type Weights, weightsOf } from './random.js';
import type { Method } from './record.js';
import { writeReport } from './reports.js';
import { tell } from './telling.js';

/** Consultations of a year that are not annual reviews, by age and sex: about five for the average patient. */
function yearlyRate(age: number, sex: Sex): number {
  if (age < 5) return 5.5;
  if (age < 16) return 2.3;
  if (age < 45) return sex === 'F' ? 6.1 : 3.6;
  if (age < 65) return sex === 'F' ? 7 : 5.8;
  if (age < 75) return 8;
  return age < 85 ? 9.5 : 10.5;
}

/** How the recording of a contact may begin: the kind of contact, its term if one is coded, its weight. */
const contacts: readonly (readonly [method: Method, term: string | undefined, weight: number])[] = [
  ['Face to face', undefined, 46],
  ['Face to face', "Seen in GP's surgery", 6],
  ['Face to face', 'Seen by general practitioner', 3],
  ['Telephone', 'Telephone encounter', 14],
  ['Telephone', 'Telephone consultation', 12],
  ['Telephone', 'Telephone triage encounter', 4],
  ['Text', 'eConsultation via online application (procedure)', 4],
  ['Telephone', 'Third party encounter', 1],
  ['Face to face', 'Consultation via video conference', 1],
];
const contactWeights = weightsOf(contacts.map(([, , weight]) => weight));

/** The presentations that fit an age and sex, with their weights; remembered for each age. */
export function makePresentationChoice(): (age: number, sex: Sex) => { readonly fitting: readonly PresentationData[]; readonly weights: Weights } {
  const known = new Map<number, { fitting: readonly PresentationData[]; weights: Weights }>();
  return (age, sex) => {
    const key = Math.max(0, Math.floor(age)) * 2 + (sex === 'F' ? 1 : 0);
    let choice = known.get(key);
    if (choice === undefined) {
      const fitting = presentations.filter((each) => age >= each.from && Math.floor(age) <= each.to && (each.sex === undefined || each.sex === sex));
      choice = { fitting, weights: weightsOf(fitting.map(({ weight }) => weight)) };
      known.set(key, choice);
    }
    return choice;
  };
}

export type PresentationChoice = ReturnType<typeof makePresentationChoice>;

/** Writes the consultations between the start of detailed entries and the end. */
export function writeConsultations(life: Life, choice: PresentationChoice): void {
  const { random, person, demand } = life;
  let day = life.start;
  for (;;) {
    const age = (day - person.birthDay) / 365.2425;
    const perYear = yearlyRate(age, person.sex) * demand;
    day += Math.max(1, Math.round((365.2425 / perYear) * 2 * random.next()));
    if (day >= life.end) return;
    const held = openDay(life, day);
    if (random.chance(0.035)) {
      writeMissed(life, held);
      continue;
    }
    const condition = life.conditions.length > 0 && random.chance(0.3) ? random.pick(life.conditions) : undefined;
    if (condition !== undefined && condition.onset < held && (condition.ended === undefined || condition.ended > held)) writeFollowUp(life, held, condition);
    else writeComplaint(life, held, choice(age, person.sex), age);
  }
}

function writeMissed(life: Life, day: Day): void {
  const { random, record } = life;
  const cancelled = random.chance(0.3);
  const { author, enteredOn } = authorOn(life, day, 'reception');
  const term = cancelled ? 'Appointment cancelled by patient' : random.pick(missedTerms(life));
  const second = timeOfDay(random);
  record.add({ day, second, author, enteredOn, method: 'DNA', items: [{ kind: 'ClinicalCode', value: { Code: codeOf(life, term) } }] });
  noteInDiary(life, day, second, 'gp', undefined, cancelled ? 'Cancelled' : 'Did Not Attend');
}

function missedTerms({ conditions }: Life): readonly string[] {
  const ill = (name: string): boolean => conditions.some(({ data }) => data.name === name);
  return [
    'Did not attend',
    'Did not attend',
    'Failed encounter',
    ...(ill('asthma') ? ['Did not attend asthma clinic'] : []),
    ...(ill('diabetes') ? ['Did not attend diabetic clinic'] : []),
  ];
}

const coded = (life: Life, term: string): ClinicalItem => ({ kind: 'ClinicalCode', value: { Code: codeOf(life, term) } });

/** What was held lately stands in the appointment book too. */
function noteInDiary(
  life: Life,
  day: Day,
  second: number,
  work: Work,
  userName: string | undefined,
  status: 'Finished' | 'Did Not Attend' | 'Cancelled',
): void {
  if (day < life.anchor - 56 || day < life.registered) return;
  life.record.appointments.push({
    day,
    second,
    work,
    ...(userName === undefined ? {} : { userName }),
    status,
    comments: '',
    flags: [],
    bookedDaysBefore: life.random.between(0, 12),
    movable: false,
  });
}

function writeFollowUp(life: Life, day: Day, condition: ActiveCondition): void {
  const { random, record, body } = life;
  const { data, term, problem } = condition;
  const second = timeOfDay(random);
  const { author, member, enteredOn } = authorOn(life, day, 'gp');
  const [method] = contacts[random.weighted(contactWeights)] ?? ['Face to face'];
  const items: ClinicalItem[] = [
    tell(random, stories[data.story], term, problem),
    { kind: 'ClinicalCode', value: { Code: codeOf(life, term), Episodicity: 'Ongoing', LinkedProblemUID: problem } },
  ];
  const worse = flares[data.name];
  const given = worse !== undefined && random.chance(0.35) ? random.pick(worse) : undefined;
  if (given !== undefined && !isAvoided(life, given)) items.splice(1, 0, issue(life, day, given, problem));
  if (data.name === 'atrial fibrillation' && random.chance(0.3)) items.push(coded(life, 'On examination - pulse irregularly irregular'));
  if (data.name === 'heart failure' && random.chance(0.3)) items.push(coded(life, 'Edema'));
  if (method === 'Face to face' && random.chance(0.5)) items.push(...body.bloodPressure(random, day));
  if (random.chance(0.12)) items.push(referral(life, data.follows, problem));
  record.add({ day, second, author, items, method, enteredOn });
  if (random.chance(0.25)) writeReport(life, day + random.between(1, 9), data.tests ?? usualTests[data.story] ?? ['blood count']);
  if (method !== 'Text') noteInDiary(life, day, second, 'gp', member.userName, 'Finished');
}

function writeComplaint(life: Life, day: Day, { fitting, weights }: ReturnType<PresentationChoice>, age: number): void {
  const { random, record } = life;
  let presentation = fitting[random.weighted(weights)];
  // In summer what belongs to winter is drawn again, once.
  if (presentation?.winter === true && isSummer(day) && random.chance(0.6)) presentation = fitting[random.weighted(weights)];
  if (presentation === undefined) return;
  const second = timeOfDay(random);
  const joints = presentation.story === 'joints' && random.chance(0.12);
  const work: Work = joints ? 'physiotherapist' : random.chance(0.14) ? 'nurse' : 'gp';
  const { author, member, enteredOn } = authorOn(life, day, work);
  const housebound = age > 60 && life.conditions.some(({ data }) => data.name === 'housebound' || data.name === 'care home');
  const [method, contact] =
    housebound && random.chance(0.5) ? homeVisit(life, day, second) : (contacts[random.weighted(contactWeights)] ?? ['Face to face', undefined]);
  const code = codeOf(life, presentation.term);
  const given = presentation.drugs !== undefined && random.chance(presentation.given ?? 0.5) ? random.pick(presentation.drugs) : undefined;
  const isProblem = presentation.lasts !== undefined && random.chance(0.45);
  const problem = isProblem ? record.problem() : undefined;
  const items: ClinicalItem[] = [tell(random, stories[presentation.story], presentation.term)];
  if (given !== undefined && !isAvoided(life, given)) items.push(issue(life, day, given, problem));
  if (contact !== undefined) items.push({ kind: 'ClinicalCode', value: { Code: codeOf(life, contact) } });
  items.push(
    problem === undefined
      ? { kind: 'ClinicalCode', value: { Code: code, Episodicity: random.chance(0.8) ? 'New' : 'Ongoing' } }
      : { kind: 'ClinicalCode', value: { Code: code, Episodicity: 'New', ProblemUID: problem, ProblemSeverity: 'Minor', ...ending(life, day, presentation) } },
  );
  items.push(...extras(life, day, presentation, age));
  record.add({ day, second, author, items, method, enteredOn });
  const tests = usualTests[presentation.story];
  if (age > 14 && tests !== undefined && random.chance(0.13)) writeReport(life, day + random.between(1, 9), [random.pick(tests), random.pick(tests)]);
  if (method !== 'Text' && contact !== 'Home visit') noteInDiary(life, day, second, work, member.userName, 'Finished');
}

function ending(life: Life, day: Day, presentation: PresentationData): { readonly ProblemEndDate: string } | Record<never, never> {
  const ended = day + Math.round((presentation.lasts ?? 30) * (0.6 + 0.8 * life.random.next()));
  return ended < life.end ? { ProblemEndDate: life.text(ended) } : {};
}

function homeVisit(life: Life, day: Day, second: number): readonly [Method, string] {
  const care = life.conditions.some(({ data }) => data.name === 'care home');
  if (day >= life.anchor - 56 && day >= life.registered) {
    life.record.visits.push({ day, second, minutes: 30, visitor: life.usualGp.userName, status: 'Finished', comments: 'Home visit' });
  }
  return ['Face to face', care ? 'Seen in nursing home' : 'Home visit'];
}

/** An acute issue. */
export function issue(life: Life, day: Day, name: string, problem: Uid | undefined): ClinicalItem {
  const product = life.terms.product(name);
  const days = /\b(\d+) days/u.exec(product.dose);
  return {
    kind: 'Medication',
    value: {
      MedicationType: 'NHS medication',
      Drug: life.terms.drug(name),
      Dose: product.dose,
      Quantity: product.quantity,
      StartDate: life.text(day),
      EndDate: life.text(day + Number(days?.[1] ?? 14)),
      ...(problem === undefined ? {} : { LinkedProblemUID: problem }),
    },
  };
}

/** What a long-term condition is given when it is worse for a time. */
const flares: Readonly<Record<string, readonly string[]>> = {
  asthma: ['Prednisolone 5mg tablets'],
  COPD: ['Prednisolone 5mg tablets', 'Doxycycline 100mg capsules', 'Amoxicillin 500mg capsules'],
  gout: ['Colchicine 500microgram tablets', 'Naproxen 500mg tablets'],
  eczema: ['Hydrocortisone 1% cream', 'Betamethasone valerate 0.1% cream', 'Clobetasone 0.05% cream'],
  psoriasis: ['Betamethasone valerate 0.1% cream'],
  osteoarthritis: ['Ibuprofen 5% gel', 'Co-codamol 8mg/500mg tablets', 'Naproxen 250mg tablets'],
  'chronic pain': ['Co-codamol 30mg/500mg tablets', 'Tramadol 50mg capsules'],
  'irritable bowel': ['Hyoscine butylbromide 10mg tablets'],
  'diverticular disease': ['Co-amoxiclav 500mg/125mg tablets'],
  polymyalgia: ['Prednisolone 5mg tablets'],
  anxiety: ['Propranolol 10mg tablets'],
  migraine: ['Sumatriptan 50mg tablets'],
};

const referrals = [
  'Referral to cardiology service',
  'Referral to gynaecology service',
  'Referral to ophthalmology service',
  'Referral to mental health team',
  'Referral to psychologist',
  'Referral to audiology clinic',
  'Referral to social prescribing service',
  'Referral to pain management service',
  'Referral to smoking cessation advisor',
  'Emergency hospital admission',
];

const referralsOfStory: Readonly<Record<string, readonly string[]>> = {
  heart: ['Referral to cardiology service', 'Electrocardiographic procedure', 'Echocardiography'],
  chest: ['Plain X-ray of chest', 'Spirometry', 'Fast track referral for suspected lung cancer'],
  women: ['Referral to gynaecology service'],
  eye: ['Referral to ophthalmology service'],
  ear: ['Referral to audiology clinic'],
  mind: ['Referral to mental health team', 'Referral to psychologist', 'Referral to social prescribing service'],
  stomach: ['Colonoscopy', 'Quantitative faecal immunochemical test', 'Fast track referral for suspected colorectal cancer'],
  skin: ['Fast track referral for suspected skin cancer', 'Wound care'],
  joints: ['Intra-articular injection', 'Referral to pain management service'],
  kidney: ['Urine dipstick test', 'Urine culture', 'Urine protein test negative', 'Urine protein test = +'],
};

function referral(life: Life, follows: readonly string[] | undefined, problem: Uid | undefined): ClinicalItem {
  const term = life.random.pick(follows !== undefined && follows.length > 0 ? follows : referrals);
  return { kind: 'ClinicalCode', value: { Code: codeOf(life, term), ...(problem === undefined ? {} : { LinkedProblemUID: problem }) } };
}

const certificates = [
  'eMED3 (2010) new statement issued, not fit for work',
  'eMED3 (2010) new statement issued, may be fit for work',
  'MED3 (2010) issued by hand, not fit for work',
  'MED3 issued to patient',
];

/** What else is noted at a consultation: readings, a referral, a certificate. */
function extras(life: Life, day: Day, { story, term }: PresentationData, age: number): readonly ClinicalItem[] {
  const { random, body } = life;
  const items: ClinicalItem[] = [];
  if (story === 'child' || (story === 'chest' && random.chance(0.5))) {
    items.push(body.reading(random, 'Body temperature', day));
    if (random.chance(0.4)) items.push(body.reading(random, 'Respiratory rate', day));
  }
  if (story === 'chest' && random.chance(0.4)) {
    items.push(body.reading(random, 'Peripheral oxygen saturation', day));
    items.push({ kind: 'ClinicalCode', value: { Code: codeOf(life, 'Chest clear') } });
  }
  if (term === 'COVID-19') {
    items.push(
      coded(
        life,
        random.pick([
          'Coronavirus disease 19 caused by severe acute respiratory syndrome coronavirus 2 confirmed by laboratory test',
          'SARS-CoV-2 (severe acute respiratory syndrome coronavirus 2) RNA (ribonucleic acid) detection result positive',
        ]),
      ),
    );
  }
  if (term === 'Sore throat' && random.chance(0.3)) items.push(coded(life, 'Throat swab'));
  if (story === 'heart') items.push(body.reading(random, random.pick(['Pulse rate', 'Heart rate']), day));
  if (age > 16 && random.chance(story === 'heart' || story === 'women' ? 0.5 : 0.12)) items.push(...body.bloodPressure(random, day));
  if (random.chance(0.05)) items.push(referral(life, referralsOfStory[story], undefined));
  if (age > 18 && age < 66 && (story === 'joints' || story === 'mind') && random.chance(0.1)) {
    items.push({
      kind: 'ClinicalCode',
      value: { Code: codeOf(life, random.pick(certificates)), FreeText: `Until ${life.text(day + random.pick([7, 14, 28]))}` },
    });
  }
  return items;
}

/** Wound dressings, injections and the like, by nurses: an activity each, in short series. */
export function writeNursing(life: Life): void {
  const { random, record, person } = life;
  const age = (life.anchor - person.birthDay) / 365.2425;
  if (!random.chance(age > 60 ? 0.3 : 0.06)) return;
  const nurse = random.pick(staffDoing('nurse'));
  const begin = Math.max(life.start, life.registered, life.end - random.between(60, 900));
  const performed = random.pick(['Treatment', 'Assessment', 'Blood Pressure', 'Review Assessment']);
  for (let visit = 0; visit < random.between(2, 5); visit++) {
    const day = openDay(life, begin + visit * 4);
    if (begin + visit * 4 >= life.end) return;
    record.add({
      day,
      second: timeOfDay(random),
      author: authorFrom(nurse),
      method: 'Face to face',
      items: [
        { kind: 'Activity', value: { Performed: performed, With: 'Patient', Method: 'Face to face', Duration: random.pick([10, 15, 20, 30]) } },
        { kind: 'ClinicalCode', value: { Code: codeOf(life, performed === 'Treatment' ? 'Wound care' : 'Intramuscular injection') } },
        { kind: 'Narrative', value: { Line: ['Seen in treatment room. Healing well, dressing changed.'] } },
      ],
    });
  }
}
