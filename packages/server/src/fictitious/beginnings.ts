// What a record begins with: the summary made at registration, history, allergies, family, birth.
import type { ClinicalItem } from '@s1kit/contract';
import type { ListedCode } from '../directory/code-lists/index.js';
import { conditions } from './data/conditions.js';
import { presentations } from './data/presentations.js';
import { issue } from './issue.js';
import { authorFrom, authorOn, codeOf, type Life, openDay, staffDoing, timeOfDay } from './life.js';
import { weightsOf } from './random.js';
import { alcohol, smokingCode } from './reviews.js';
import { storedCode, type Terms } from './terms.js';

/** Problems of the lists that no condition and no presentation names: each is rare. */
export interface RareProblem {
  readonly listed: ListedCode;
  readonly sex: 'M' | 'F' | undefined;
  /** The years of life in which it may begin. */
  readonly from: number;
  readonly to: number;
}

const ofWomen = /pregnan|partum|postnatal|delivery|caesarean|miscarriage|ectopic|eclampsia|uterine|ovar|cervix|menopaus|vagin|endometr|hysterectomy|breast/iu;
const ofMen = /prostat|testis|erectile|vasectomy/iu;
const ofChildbearing = /pregnan|partum|postnatal|delivery|caesarean|miscarriage|ectopic|eclampsia|gestational|hypertelorism|termination/iu;
const ofOldAge = /parkinson|aortic|femur|cataract|macular|monoclonal|temporal|lacunar|parapro/iu;
const fromBirth = /cystic fibrosis|cerebral palsy|sickle|thalass|haemoph|hemoph|down|polycystic kidney|g6pd/iu;

/** Told by other parts, or not fit to be drawn at random. */
const toldElsewhere = new Set([
  'Pregnant',
  'Normal delivery',
  'Caesarean section',
  'Excessive pregnancy vomiting',
  'Diabetes mellitus',
  'Diabetic retinopathy',
  'Chronic kidney disease stage 1',
  'Chronic kidney disease stage 2',
]);

/** Operations that stand in a record's history. */
const operations = new Set(['Excision of appendix', 'Cholecystectomy', 'Total abdominal hysterectomy', 'Vasectomy']);

export function rareProblems(terms: Terms): readonly RareProblem[] {
  const named = new Set([...conditions.flatMap((each) => each.terms.map(([term]) => term)), ...presentations.map(({ term }) => term)]);
  return terms.codes
    .filter((listed) => listed.kind === 'problem' || listed.kind === 'history' || operations.has(storedCode(listed).Term ?? ''))
    .flatMap((listed): RareProblem[] => {
      const term = storedCode(listed).Term ?? '';
      if (named.has(term) || toldElsewhere.has(term)) return [];
      const childbearing = ofChildbearing.test(term);
      return [
        {
          listed,
          sex: ofWomen.test(term) || childbearing ? 'F' : ofMen.test(term) ? 'M' : undefined,
          from: fromBirth.test(term) ? 0 : ofOldAge.test(term) ? 60 : childbearing ? 18 : 12,
          to: fromBirth.test(term) ? 1 : childbearing ? 43 : 95,
        },
      ];
    });
}

/** Writes a few rare problems, most of them old and ended. */
export function writeRareProblems(life: Life, rare: readonly RareProblem[]): void {
  const { random, person, record, text } = life;
  const age = (life.end - person.birthDay) / 365.2425;
  for (let left = random.below(1 + Math.floor(age / 22)); left > 0; left--) {
    const problem = random.pick(rare);
    if (problem.sex !== undefined && problem.sex !== person.sex) continue;
    if (problem.listed.kind === 'history' && life.conditions.some(({ data }) => hasWordOf(data.name, problem.listed))) continue;
    const latest = Math.min(age - 0.1, problem.to);
    if (latest <= problem.from) continue;
    const onset = person.birthDay + 5 + Math.floor((problem.from + random.next() * (latest - problem.from)) * 365.2425);
    if (onset >= life.end) continue;
    const history = problem.listed.kind !== 'problem';
    const ended = onset + random.between(30, 900);
    const { author, enteredOn } = authorOn(life, onset, 'gp');
    record.add({
      day: onset,
      second: timeOfDay(random),
      author,
      enteredOn,
      items: [
        {
          kind: 'ClinicalCode',
          value: history
            ? { Code: storedCode(problem.listed) }
            : {
                Code: storedCode(problem.listed),
                Episodicity: 'New',
                ProblemUID: record.problem(),
                ProblemSeverity: random.pick(['Major', 'Minor'] as const),
                ...(ended < life.end && random.chance(0.7) ? { ProblemEndDate: text(ended) } : {}),
              },
        },
      ],
    });
  }
}

/** Whether a history tells of a condition by its name: nobody has asthma and is over it. */
function hasWordOf(name: string, listed: ListedCode): boolean {
  const term = storedCode(listed).Term?.toLowerCase() ?? '';
  return term.includes(name) || (name.includes('cancer') && term.includes('malignant')) || (name.includes('coronary') && term.includes('myocardial'));
}

const allergies: readonly (readonly [term: string, avoided: readonly string[], product: string | undefined, weight: number])[] = [
  ['Penicillin allergy', ['Amoxicillin', 'Flucloxacillin', 'Phenoxymethylpenicillin', 'Co-amoxiclav'], 'Phenoxymethylpenicillin 250mg tablets', 30],
  ['Penicillin adverse reaction', ['Amoxicillin', 'Flucloxacillin', 'Phenoxymethylpenicillin', 'Co-amoxiclav'], undefined, 4],
  ['Amoxycillin allergy', ['Amoxicillin', 'Flucloxacillin', 'Phenoxymethylpenicillin', 'Co-amoxiclav'], 'Amoxicillin 500mg capsules', 5],
  ['Erythromycin allergy', ['Erythromycin', 'Clarithromycin'], 'Erythromycin 250mg gastro-resistant tablets', 5],
  ['Trimethoprim allergy', ['Trimethoprim'], 'Trimethoprim 200mg tablets', 7],
  ['Nitrofurantoin allergy', ['Nitrofurantoin'], 'Nitrofurantoin 50mg capsules', 2],
  ['Tetracycline allergy', ['Doxycycline', 'Lymecycline'], undefined, 2],
  ['Co-trimoxazole allergy', ['Trimethoprim'], undefined, 2],
  ['Cephalosporin allergy', ['Cefalexin'], 'Cefalexin 500mg capsules', 2],
  ['Aspirin allergy', ['Aspirin', 'Ibuprofen', 'Naproxen', 'Diclofenac', 'Mefenamic'], 'Aspirin 75mg dispersible tablets', 5],
  ['Non-steroidal anti-inflammatory drug allergy', ['Ibuprofen', 'Naproxen', 'Diclofenac', 'Mefenamic', 'Aspirin'], undefined, 4],
  ['Ibuprofen allergy', ['Ibuprofen', 'Naproxen', 'Diclofenac', 'Mefenamic'], 'Ibuprofen 400mg tablets', 3],
  ['Codeine allergy', ['Co-codamol', 'Codeine', 'Dihydrocodeine'], 'Codeine 30mg tablets', 4],
  ['Codeine adverse reaction', ['Co-codamol', 'Codeine', 'Dihydrocodeine'], undefined, 2],
  ['Morphine allergy', ['Morphine'], undefined, 1],
  ['Tramadol allergy', ['Tramadol'], 'Tramadol 50mg capsules', 2],
  ['Angiotensin-converting-enzyme inhibitor allergy', ['Ramipril', 'Lisinopril', 'Perindopril'], undefined, 2],
  ['Ramipril allergy', ['Ramipril', 'Lisinopril', 'Perindopril'], 'Ramipril 5mg capsules', 2],
  ['Adverse reaction to ramipril', ['Ramipril', 'Lisinopril', 'Perindopril'], undefined, 1],
  ['Simvastatin allergy', ['Simvastatin', 'Atorvastatin'], 'Simvastatin 40mg tablets', 2],
  ['Adverse reaction to simvastatin', ['Simvastatin'], undefined, 1],
  ['Metformin adverse reaction', ['Metformin'], 'Metformin 500mg tablets', 2],
  ['Influenza vaccine allergy', [], undefined, 0.5],
  ['Peanut allergy', [], undefined, 4],
  ['Nut allergy', [], undefined, 4],
  ['Egg allergy', [], undefined, 3],
  ["Cow's milk allergy", [], undefined, 3],
  ['Shellfish allergy', [], undefined, 2],
  ['Wheat allergy', [], undefined, 1],
  ['Latex allergy', [], undefined, 2],
  ['Allergy to bee venom', [], undefined, 1],
  ['House dust mite allergy', [], undefined, 2],
  ['Cat allergy', [], undefined, 2],
  ['Anaphylaxis', [], undefined, 0.5],
];
const allergyWeights = weightsOf(allergies.map(([, , , weight]) => weight));

/** Who has one of these carries an auto-injector. */
const shocking = new Set(['Anaphylaxis', 'Peanut allergy', 'Nut allergy', 'Allergy to bee venom']);

export interface DrawnAllergy {
  readonly term: string;
  readonly avoided: readonly string[];
  readonly product: string | undefined;
}

/** One in six is allergic to something. */
export function drawAllergies(life: Pick<Life, 'random'>): readonly DrawnAllergy[] {
  const { random } = life;
  if (!random.chance(0.16)) return [];
  return Array.from({ length: random.chance(0.2) ? 2 : 1 }, () => {
    const [term, avoided, product] = allergies[random.weighted(allergyWeights)] ?? ['Peanut allergy', [], undefined];
    return { term, avoided, product };
  }).filter((allergy, index, all) => all.findIndex((other) => other.term === allergy.term) === index);
}

/** Writes what the practice asks and files when someone registers. */
export function writeRegistration(life: Life, drawn: readonly DrawnAllergy[]): void {
  const { random, record, person, registered } = life;
  const nurse = random.pick([...staffDoing('nurse'), ...staffDoing('assistant')]);
  const age = (registered - person.birthDay) / 365.2425;
  const day = openDay(life, Math.max(registered + random.below(5), person.birthDay));
  if (day >= life.end) return;
  const items: ClinicalItem[] = [{ kind: 'ClinicalCode', value: { Code: codeOf(life, person.people.language) } }];
  if (person.people.ethnicity !== undefined) items.push({ kind: 'ClinicalCode', value: { Code: codeOf(life, person.people.ethnicity) } });
  if (age > 16) items.push(smokingCode(life, day), ...alcohol(life, day), ...life.body.bloodPressure(random, day), ...life.body.measures(random, day));
  for (const { term, product } of drawn) {
    items.push({ kind: 'ClinicalCode', value: { Code: codeOf(life, term) } });
    items.push({
      kind: 'DrugSensitivity',
      value: {
        Type: product === undefined ? 'Ingredient' : 'Drug',
        ...(product === undefined ? {} : { Drug: life.terms.drug(product) }),
        FreeText: `${term}: ${random.pick(['rash', 'swelling of the lips', 'vomiting', 'not known', 'wheeze'])}`,
      },
    });
  }
  const shock = drawn.some(({ term }) => shocking.has(term));
  if (shock)
    items.push(issue(life, day, 'EpiPen 300micrograms/0.3ml (1 in 1,000) solution for injection auto-injectors (Viatris UK Healthcare Ltd)', undefined));
  if (drawn.length === 0) items.push({ kind: 'ClinicalCode', value: { Code: codeOf(life, 'No known drug allergy') } });
  record.add({ day, second: timeOfDay(random), author: authorFrom(nurse), items, method: age > 16 ? 'Face to face' : undefined });
  writeFamily(life, day);
}

function writeFamily(life: Life, day: number): void {
  const { random, record, person, text } = life;
  if (person.relatives.length === 0) return;
  const items = person.relatives.map(
    ({ type, title, firstName, surname, birthDay, livesWith }): ClinicalItem => ({
      kind: 'Relationship',
      value: {
        Title: title,
        FirstName: firstName,
        Surname: surname,
        Type: type,
        ...(livesWith ? { Address: person.address, Telephone: person.homeTelephone } : {}),
        ...(birthDay === undefined || !livesWith ? {} : { DateOfBirth: text(birthDay) }),
      },
    }),
  );
  record.add({ day, second: timeOfDay(random), author: authorFrom(random.pick(staffDoing('reception'))), items });
}

/** Writes a birth: blood spot, checks of the first weeks and years. */
export function writeInfancy(life: Life): void {
  const { random, record, person, text } = life;
  if (person.birthDay + 5 >= life.end || person.birthDay < life.start - 5) return;
  const spot = person.birthDay + 5;
  const { author, enteredOn } = authorOn(life, spot, 'nurse');
  record.add({
    day: spot,
    second: timeOfDay(random),
    author,
    enteredOn,
    items: [
      {
        kind: 'Report',
        value: {
          BatteryHeaders: 'Newborn blood spot',
          IssueDate: text(spot),
          Result: 'Normal',
          CollectionDate: text(spot - 1),
          Type: 'Blood Spot',
        },
      },
    ],
  });
  for (const age of [50, 400, 900]) {
    const day = person.birthDay + age + random.below(20);
    if (day >= life.end) return;
    const held = openDay(life, day);
    const who = authorOn(life, held, 'gp');
    record.add({
      day: held,
      second: timeOfDay(random),
      author: who.author,
      enteredOn: who.enteredOn,
      method: 'Face to face',
      items: [
        { kind: 'ClinicalCode', value: { Code: codeOf(life, 'Child health surveillance') } },
        ...life.body.measures(random, held),
        ...(age < 100 ? [life.body.reading(random, 'Head circumference', held)] : []),
        ...(age > 800 ? [life.body.reading(random, 'Body mass index centile', held)] : []),
        { kind: 'Narrative', value: { Line: ['Growing well. Hips, heart and eyes normal. Parents have no worries.'] } },
      ],
    });
  }
}
