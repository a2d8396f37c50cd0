// Consultations about something new: what people come with, what is found, given and arranged.
import type { ClinicalItem } from '@s1kit/contract';
import { usualTests } from './batteries.js';
import { type Day, isSummer } from './calendar.js';
import { contacts, contactWeights } from './contacts.js';
import { type PresentationData, presentations } from './data/presentations.js';
import { stories } from './data/stories.js';
import { noteInDiary } from './diary-notes.js';
import { extras } from './extras.js';
import type { Sex } from './households.js';
import { issue } from './issue.js';
import { authorOn, codeOf, isAvoided, type Life, timeOfDay } from './life.js';
import type { Work } from './practice.js';
import { type Weights, weightsOf } from './random.js';
import type { Method } from './record.js';
import { writeReport } from './reports.js';
import { tell } from './telling.js';

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

/** Writes one. */
export function writeComplaint(life: Life, day: Day, { fitting, weights }: ReturnType<PresentationChoice>, age: number): void {
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
