// Consultations about a condition that somebody has had for long.
import type { ClinicalItem } from '@s1kit/contract';
import { usualTests } from './batteries.js';
import type { Day } from './calendar.js';
import { contacts, contactWeights } from './contacts.js';
import { flares } from './data/flares.js';
import { stories } from './data/stories.js';
import { noteInDiary } from './diary-notes.js';
import { issue } from './issue.js';
import { type ActiveCondition, authorOn, codedItem, codeOf, isAvoided, type Life, timeOfDay } from './life.js';
import { referral } from './referrals.js';
import { writeReport } from './reports.js';
import { tell } from './telling.js';

/** Writes one. */
export function writeFollowUp(life: Life, day: Day, condition: ActiveCondition): void {
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
  if (data.name === 'atrial fibrillation' && random.chance(0.3)) items.push(codedItem(life, 'On examination - pulse irregularly irregular'));
  if (data.name === 'heart failure' && random.chance(0.3)) items.push(codedItem(life, 'Edema'));
  if (method === 'Face to face' && random.chance(0.5)) items.push(...body.bloodPressure(random, day));
  if (random.chance(0.12)) items.push(referral(life, data.follows, problem));
  record.add({ day, second, author, items, method, enteredOn });
  if (random.chance(0.25)) writeReport(life, day + random.between(1, 9), data.tests ?? usualTests[data.story] ?? ['blood count']);
  if (method !== 'Text') noteInDiary(life, day, second, 'gp', member.userName, 'Finished');
}
