// Pregnancies of those who have children, contraception, and the screening programmes of men and women.
import type { ClinicalItem } from '@s1kit/contract';
import type { Day } from './calendar.js';
import { issue } from './issue.js';
import { authorOn, codeOf, type Life, openDay, timeOfDay } from './life.js';
import type { Work } from './practice.js';
import { give } from './vaccinations.js';

function note(life: Life, at: Day, work: Work, line: string, items: readonly ClinicalItem[]): void {
  if (at < life.start || at >= life.end) return;
  const day = openDay(life, at);
  const { author, enteredOn } = authorOn(life, day, work);
  life.record.add({
    day,
    second: timeOfDay(life.random),
    author,
    enteredOn,
    method: 'Face to face',
    items: [{ kind: 'Narrative', value: { Line: [line] } }, ...items],
  });
}

/** Writes the pregnancies that the children of the household came from. */
export function writePregnancies(life: Life): void {
  const { random, record, person, text } = life;
  for (const birth of person.births) {
    // A pregnancy is told whole or not at all.
    if (birth - 220 < life.start) continue;
    const problem = record.problem();
    const coded = (term: string): ClinicalItem => ({ kind: 'ClinicalCode', value: { Code: codeOf(life, term), LinkedProblemUID: problem } });
    note(life, birth - 220, 'gp', 'H: test positive, due date worked out. P: referred, folic acid, leaflet.', [
      {
        kind: 'ClinicalCode',
        value: {
          Code: codeOf(life, 'Pregnant'),
          Episodicity: 'New',
          ProblemUID: problem,
          ProblemSeverity: 'Minor',
          ...(birth < life.end ? { ProblemEndDate: text(birth) } : {}),
        },
      },
      coded('Urine pregnancy test positive'),
      coded('Referral to antenatal clinic'),
      issue(life, birth - 220, 'Folic acid 400microgram tablets', problem),
    ]);
    if (random.chance(0.2))
      note(life, birth - 200, 'gp', 'H: sick all day for two weeks. P: tablets, fluids, call if worse.', [coded('Excessive pregnancy vomiting')]);
    note(life, birth - 120, 'nurse', 'Antenatal check. Well, movements felt.', [
      coded('Seen in antenatal clinic'),
      ...life.body.bloodPressure(random, birth - 120),
    ]);
    give(life, birth - 90, [{ term: 'Pertussis vaccination in pregnancy', name: 'Pertussis', part: 'Single' }], 'nurse');
    note(life, birth + 3, 'gp', 'Discharge information from maternity unit filed.', [coded(random.chance(0.3) ? 'Caesarean section' : 'Normal delivery')]);
    note(life, birth + 45, 'gp', 'Six weeks after birth. Well, feeding goes well, mood good.', [coded('Postnatal care')]);
    if (random.chance(0.3))
      note(life, birth + 60, 'gp', 'Coil fitted after counselling, no problems.', [coded('Introduction of intrauterine contraceptive device')]);
  }
}

const pills = [
  'Microgynon 30 tablets (Bayer Plc)',
  'Desogestrel 75microgram tablets',
  'Medroxyprogesterone 150mg/1ml suspension for injection pre-filled syringes',
];

/** Opens a course of contraception for some. */
export function drawContraception(life: Life): void {
  const { random, person, terms } = life;
  const age = (life.end - person.birthDay) / 365.2425;
  if (person.sex !== 'F' || age < 16 || age > 48 || !random.chance(0.22)) return;
  const name = random.pick(pills);
  const product = terms.product(name);
  const from = Math.max(person.birthDay + 15 * 366, life.end - random.between(100, 2500));
  life.courses.push({ drug: terms.drug(name), dose: product.dose, quantity: product.quantity, problem: undefined, from, until: undefined, every: 3 });
  if (random.chance(0.1))
    note(life, from - 40, 'gp', 'Emergency contraception after counselling.', [issue(life, from - 40, 'Levonorgestrel 1.5mg tablets', undefined)]);
}

/** Writes cervical, breast and bowel screening at the ages of the programmes. */
export function writeScreening(life: Life): void {
  const { random, person } = life;
  const each = (from: number, to: number, step: number, uptake: number, write: (day: Day) => void): void => {
    for (let age = from + random.next() * step; age < to; age += step) {
      const day = person.birthDay + Math.floor(age * 365.2425);
      if (day >= life.start && day < life.end && random.chance(uptake)) write(day);
    }
  };
  const report = (day: Day, header: string, terms: readonly string[], comment: string): void => {
    note(life, day, 'nurse', comment, [
      {
        kind: 'Report',
        value: {
          BatteryHeaders: header,
          IssueDate: life.text(day),
          Result: random.chance(0.95) ? 'Negative' : 'Not responded to invitation',
          Type: 'Screening',
          CollectionDate: life.text(day),
        },
      },
      ...terms.map((term): ClinicalItem => ({ kind: 'ClinicalCode', value: { Code: codeOf(life, term) } })),
    ]);
  };
  if (person.sex === 'F') {
    each(25, 50, 3, 0.68, (day) => report(day, 'Cervical screening', ['Cervical smear', 'Cervical smear - negative'], 'Sample taken without difficulty.'));
    each(50, 65, 5, 0.7, (day) => report(day, 'Cervical screening', ['Cervical smear - negative'], 'Sample taken without difficulty.'));
    each(50, 71, 3, 0.65, (day) => report(day, 'Breast screening', ['Mammography'], 'Result from the breast screening service filed.'));
  }
  each(60, 75, 2, 0.62, (day) =>
    report(day, 'Bowel screening', ['Bowel cancer screening programme faecal occult blood test normal'], 'Result from the bowel screening programme filed.'),
  );
}
