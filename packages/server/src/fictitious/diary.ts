// What is still to come, or has just been: booked appointments, visits, tasks.
import { weekdayOfDay } from './calendar.js';
import { type Life, staffDoing, timeOfDay } from './life.js';
import type { Work } from './practice.js';

const reasons = [
  '',
  '',
  '',
  'Results',
  'Review of tablets',
  'Blood pressure',
  'Ongoing pain',
  'Smear',
  'Blood test',
  'Certificate',
  'Baby check',
  'New problem',
];
const flags = ['Interpreter needed', 'Longer appointment', 'Bring urine sample', 'Wheelchair', 'First appointment'];

/** Writes the coming appointments, visits and tasks of a patient who is alive. */
export function writeDiary(life: Life): void {
  const { random, record, anchor, usualGp, demand, conditions } = life;
  if (life.end < anchor) return;
  const wanted = Math.min(0.75, 0.2 * demand + conditions.length * 0.06);
  for (let left = 2; left > 0; left--) {
    if (!random.chance(left === 2 ? wanted : wanted / 4)) continue;
    const work: Work = random.pick(['gp', 'gp', 'gp', 'nurse', 'assistant', 'pharmacist', 'physiotherapist']);
    const ahead = Math.floor(28 * random.next() * random.next());
    record.appointments.push({
      day: anchor + ahead,
      second: timeOfDay(random),
      ...(work === 'gp' && random.chance(0.6) ? { userName: usualGp.userName } : {}),
      work,
      status: random.chance(0.05) ? 'Cancelled' : 'Booked',
      comments: random.pick(reasons),
      flags: random.chance(0.12) ? [random.pick(flags)] : [],
      bookedDaysBefore: ahead + random.between(0, 20),
      movable: true,
    });
  }
  writeVisits(life);
  writeTasks(life);
}

function writeVisits(life: Life): void {
  const { random, record, anchor, conditions } = life;
  const housebound = conditions.some(({ data }) => data.name === 'housebound' || data.name === 'care home' || data.name === 'palliative care');
  if (!random.chance(housebound ? 0.7 : 0.008)) return;
  const count = random.between(1, 2);
  for (let visit = 0; visit < count; visit++) {
    let day = anchor + random.between(visit === 0 ? 0 : -20, 27);
    while (weekdayOfDay(day) > 5) day++;
    const status =
      day < anchor ? 'Finished' : day === anchor ? random.pick(['Booked', 'In Progress', 'Finished'] as const) : random.chance(0.1) ? 'Cancelled' : 'Booked';
    record.visits.push({
      day,
      second: 39_600 + random.below(18_000),
      minutes: random.pick([20, 30, 40]),
      visitor: random.chance(0.7) ? life.usualGp.userName : random.pick(staffDoing('nurse')).userName,
      status,
      comments: random.pick(['Home visit', 'Flu vaccination at home', 'Check after discharge', 'Chest review']),
    });
  }
}

const errands: readonly (readonly [type: string, words: string, group: string])[] = [
  ['Miscellaneous', 'Please scan the letter that came by post.', 'Administration'],
  ['Miscellaneous', 'Repeat request outside of the usual date, please check.', 'REPEAT PRESCRIBERS'],
  ['Call Patient', 'Please call about results, nothing urgent.', 'Doctors'],
  ['Call Patient', 'Has a question about tablets.', 'Medical'],
  ['Appointment', 'Please book a review with the nurse.', 'Appointment Admin'],
  ['Appointment', 'Blood test in two weeks.', 'Reception'],
];

function writeTasks(life: Life): void {
  const { random, record, anchor, text } = life;
  if (!random.chance(0.22)) return;
  const [type, words, group] = random.pick(errands);
  const enteredOn = anchor - random.between(0, 30);
  const author = random.pick([...staffDoing('reception'), ...staffDoing('gp')]);
  const due = enteredOn + random.between(0, 14);
  const [year, month, day] = text(enteredOn).split('-');
  record.tasks.push({
    day: due,
    second: 61_200,
    type,
    status: due < anchor - 7 ? 'Complete' : random.pick(['Not Started', 'Not Started', 'In Progress', 'Cancelled'] as const),
    // As the product builds it: a first line with time and author.
    content: `${day}/${month}/${year} ${author.surname.toUpperCase()}, ${author.firstName}\n${words}`,
    ...(random.chance(0.5) ? { userNameAssigned: life.usualGp.userName } : { groupNameAssigned: group }),
    author: author.userName,
    enteredOn,
  });
}
