// What all parts of a life are told from: who it is, from when on there are entries, and with whom.
import type { ClinicalItem, Code, Drug, Uid } from '@s1kit/contract';
import { type Day, weekdayOfDay, workingDay } from './calendar.js';
import type { ConditionData } from './data/conditions.js';
import type { DocumentContent, DocumentKind } from './documents/index.js';
import type { Person } from './households.js';
import type { Body } from './numerics.js';
import { type FictitiousStaff, formerPractice, staff, type Work } from './practice.js';
import type { Random } from './random.js';
import type { Author, RecordBuilder } from './record.js';
import type { Terms } from './terms.js';

/** A course of repeat medication. */
export interface RepeatCourse {
  readonly drug: Drug;
  readonly dose: string;
  readonly quantity: string;
  readonly problem: Uid | undefined;
  readonly from: Day;
  readonly until: Day | undefined;
  /** Issued every time, or every so many times where it is taken when required. */
  readonly every: number;
}

export interface ActiveCondition {
  readonly data: ConditionData;
  readonly term: string;
  readonly onset: Day;
  readonly ended: Day | undefined;
  readonly problem: Uid;
}

export interface Life {
  readonly person: Person;
  readonly random: Random;
  readonly terms: Terms;
  readonly text: (day: Day) => string;
  readonly documents: ReadonlyMap<DocumentKind, DocumentContent>;
  readonly record: RecordBuilder;
  readonly body: Body;
  /** The day that everything is told up to. */
  readonly anchor: Day;
  /** From here on there are detailed entries. */
  readonly start: Day;
  /** The day of registration here. */
  readonly registered: Day;
  /** The last day: of death, or the anchor. */
  readonly end: Day;
  readonly usualGp: FictitiousStaff;
  readonly conditions: readonly ActiveCondition[];
  readonly courses: RepeatCourse[];
  /** How much this person is seen, around 1. */
  readonly demand: number;
  /** What must not be given: the beginnings of products' names. */
  readonly avoided: readonly string[];
  readonly smoker: 'never' | 'ex' | 'current';
}

/** Members of staff by what they do. A function, so that nothing stands at module level but data. */
export function staffDoing(work: Work): readonly FictitiousStaff[] {
  return staff.filter((member) => member.work === work);
}

const byWork: Readonly<Record<Work, readonly FictitiousStaff[]>> = {
  gp: staffDoing('gp'),
  nurse: staffDoing('nurse'),
  assistant: staffDoing('assistant'),
  pharmacist: staffDoing('pharmacist'),
  physiotherapist: staffDoing('physiotherapist'),
  reception: staffDoing('reception'),
  office: staffDoing('office'),
  governance: staffDoing('governance'),
};

const formerColleagues = ['HARTWELL, Priscilla', 'BLACKMOOR, Edwin', 'SANDOVAL, Inez', 'TREGARTHEN, Morwenna'];

/**
 * Who did something on a day: someone of that work here, most often the usual doctor; before registration someone at the former practice,
 * entered here by the office.
 */
export function authorOn(life: Life, day: Day, work: Work): { readonly author: Author; readonly member: FictitiousStaff; readonly enteredOn: Day | undefined } {
  const { random, usualGp, registered } = life;
  const member = work === 'gp' && random.chance(0.6) ? usualGp : random.pick(byWork[work]);
  if (day >= registered) return { member, author: authorFrom(member), enteredOn: undefined };
  const job = work === 'gp' ? 'General Medical Practitioner' : member.jobTitle;
  const doneBy = `${random.pick(formerColleagues)} (${job}) `;
  const clerk = byWork.office[0] ?? member;
  return { member, author: { userName: clerk.userName, doneBy, doneAt: formerPractice }, enteredOn: registered + 6 };
}

/** A member of staff as the author of an event at their own site. */
export function authorFrom(member: FictitiousStaff): Author {
  return { userName: member.userName, doneBy: member.doneBy, doneAt: member.siteName };
}

/** A working day on or after a day, but not after the end. */
export function openDay(life: Life, day: Day): Day {
  const working = workingDay(day);
  if (working < life.end) return working;
  let before = Math.min(day, life.end - 1);
  while (weekdayOfDay(before) > 5 && before > life.person.birthDay) before--;
  return before;
}

/** A time in the practice's day, in seconds since midnight. */
export function timeOfDay(random: Random): number {
  return 30_600 + random.below(34_200);
}

/** Whether a product must not be given. */
export function isAvoided(life: Life, product: string): boolean {
  return life.avoided.some((beginning) => product.startsWith(beginning));
}

/** A problem's code in an event, as the terms have it. */
export function codeOf(life: Life, term: string): Code {
  return life.terms.code(term);
}

/** A term as an item of its own. */
export function codedItem(life: Life, term: string): ClinicalItem {
  return { kind: 'ClinicalCode', value: { Code: codeOf(life, term) } };
}
