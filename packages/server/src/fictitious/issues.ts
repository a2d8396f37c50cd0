// Repeat medication: the template, its issues at intervals, and the review once a year.
import type { ClinicalItem } from '@s1kit/contract';
import type { Day } from './calendar.js';
import { authorOn, codeOf, type Life, openDay, type RepeatCourse, timeOfDay } from './life.js';

/** Writes templates and issues of all courses that the conditions opened. */
export function writeIssues(life: Life): void {
  const { courses, random } = life;
  if (courses.length === 0) return;
  for (const course of courses) writeTemplate(life, course);
  const cycle = courses.length > 2 ? 28 : random.pick([28, 28, 56, 56, 84]);
  // Some prescribers issue everything at once, most one by one.
  const together = random.chance(0.3);
  const earliest = Math.min(...courses.map(({ from }) => from));
  let count = 0;
  for (let day = Math.max(life.start, earliest) + random.below(cycle); day < life.end; day += cycle) {
    count++;
    const due = courses.filter((course) => course.from <= day && (course.until ?? day + 1) > day && count % course.every === 0);
    // Now and then someone forgets to ask.
    if (due.length === 0 || random.chance(0.04)) continue;
    if (together) writeIssue(life, openDay(life, day), due, cycle);
    else for (const course of due) writeIssue(life, openDay(life, day), [course], cycle);
    if (count % Math.ceil(365 / cycle) === 0) writeMedicationReview(life, openDay(life, day + 3));
  }
  if (courses.some(({ drug }) => drug.Name?.startsWith('Warfarin'))) writeAnticoagulation(life);
}

function writeTemplate(life: Life, { drug, dose, quantity, problem, from, until, every }: RepeatCourse): void {
  const { random, record, text } = life;
  if (from >= life.end) return;
  const day = openDay(life, Math.max(from, life.person.birthDay + 1));
  const { author, enteredOn } = authorOn(life, day, 'gp');
  const item: ClinicalItem = {
    kind: 'RepeatMedication',
    value: {
      Drug: drug,
      Dose: dose,
      Quantity: quantity,
      StartDate: text(day),
      ...(until === undefined ? {} : { EndDate: text(until) }),
      MaxIssues: random.pick([6, 12, 13]),
      ReviewDate: text(life.anchor + random.between(-30, 330)),
      IssueDurationDays: 28 * every,
      MedicationType: 'NHS medication',
      ...(problem === undefined ? {} : { LinkedProblemUID: problem }),
    },
  };
  record.add({ day, second: timeOfDay(random), author, enteredOn, items: [item] });
}

function writeIssue(life: Life, day: Day, due: readonly RepeatCourse[], cycle: number): void {
  const { random, record, text } = life;
  const { author, enteredOn } = authorOn(life, day, random.chance(0.2) ? 'pharmacist' : 'gp');
  const start = text(day);
  const end = text(day + cycle);
  const items = due.map(
    ({ drug, dose, quantity, problem }): ClinicalItem => ({
      kind: 'Medication',
      value: {
        MedicationType: 'NHS medication',
        Drug: drug,
        Dose: dose,
        Quantity: quantity,
        StartDate: start,
        EndDate: end,
        RepeatIssue: true,
        ...(problem === undefined ? {} : { LinkedProblemUID: problem }),
      },
    }),
  );
  record.add({ day, second: timeOfDay(random), author, enteredOn, items });
}

function writeMedicationReview(life: Life, day: Day): void {
  const { random, record } = life;
  const { author, enteredOn } = authorOn(life, day, 'pharmacist');
  const structured = life.courses.length > 4 && random.chance(0.5);
  record.add({
    day,
    second: timeOfDay(random),
    author,
    enteredOn,
    items: [
      { kind: 'ClinicalCode', value: { Code: codeOf(life, structured ? 'Structured medication review' : 'Medication review') } },
      { kind: 'Narrative', value: { Line: ['Repeats checked against conditions and tests. No change.'] } },
    ],
  });
}

function writeAnticoagulation(life: Life): void {
  const { random, record, body } = life;
  const from = Math.max(life.start, life.end - 800);
  for (let day = from + random.below(40); day < life.end; day += random.between(28, 56)) {
    const { author, enteredOn } = authorOn(life, openDay(life, day), 'nurse');
    record.add({ day: openDay(life, day), second: timeOfDay(random), author, enteredOn, items: [body.reading(random, 'International normalised ratio', day)] });
  }
}
