// Consultations through the years: how often people come, and what about.
import type { Day } from './calendar.js';
import { type PresentationChoice, writeComplaint } from './complaints.js';
import { noteInDiary } from './diary-notes.js';
import { writeFollowUp } from './follow-ups.js';
import type { Sex } from './households.js';
import { authorOn, codeOf, type Life, openDay, timeOfDay } from './life.js';

/** Consultations of a year that are not annual reviews, by age and sex: about five for the average patient. */
function yearlyRate(age: number, sex: Sex): number {
  if (age < 5) return 5.5;
  if (age < 16) return 2.3;
  if (age < 45) return sex === 'F' ? 6.1 : 3.6;
  if (age < 65) return sex === 'F' ? 7 : 5.8;
  if (age < 75) return 8;
  return age < 85 ? 9.5 : 10.5;
}

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
