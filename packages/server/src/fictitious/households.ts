// Who lives with whom: twelve people at a time, of the ages of England's patients, put into families.
import type { Address } from '@s1kit/contract';
import { type Day, yearsBetween } from './calendar.js';
import { firstNameOf, surnameOf } from './names.js';
import { type People, peopleOf } from './peoples.js';
import { inventAddress, inventHomeTelephone } from './places.js';
import { type Random, randomOf, weightsOf } from './random.js';

export type Sex = 'M' | 'F';

/** Someone a patient is related to, whether a patient here or not. */
export interface Relative {
  /** A value of the organisation's list of relationship types: what they are to the patient. */
  readonly type: string;
  readonly title: string;
  readonly firstName: string;
  readonly surname: string;
  readonly birthDay?: Day;
  readonly livesWith: boolean;
}

export interface Person {
  readonly sex: Sex;
  readonly birthDay: Day;
  readonly title: string;
  readonly firstName: string;
  readonly middleNames: string;
  readonly surname: string;
  readonly people: People;
  readonly address: Address;
  readonly homeTelephone: string;
  readonly relatives: readonly Relative[];
  /** Days of birth of the children of a woman who live with her. */
  readonly births: readonly Day[];
  readonly widowed: boolean;
}

/** How many people are made up together. */
export const blockSize = 12;

/** The first year of life of each group, and its share of registered patients in percent (prevalence.csv, POPULATION; finer steps after the ONS). */
export const agePyramid: readonly (readonly [from: number, to: number, percent: number])[] = [
  [0, 4, 5.1],
  [5, 9, 5.8],
  [10, 14, 6.0],
  [15, 15, 1.25],
  [16, 17, 2.15],
  [18, 19, 2.2],
  [20, 24, 6.3],
  [25, 29, 7.0],
  [30, 34, 7.3],
  [35, 39, 7.2],
  [40, 44, 6.6],
  [45, 49, 6.7],
  [50, 54, 6.9],
  [55, 59, 6.5],
  [60, 64, 5.49],
  [65, 69, 4.9],
  [70, 74, 4.9],
  [75, 79, 3.4],
  [80, 84, 2.4],
  [85, 89, 1.3],
  [90, 99, 0.62],
];

const shares = weightsOf(agePyramid.map(([, , percent]) => percent));

interface Member {
  readonly sex: Sex;
  readonly birthDay: Day;
  readonly age: number;
  household: Household | undefined;
}

interface Household {
  readonly people: People;
  readonly surname: string;
  readonly address: Address;
  readonly homeTelephone: string;
  readonly adults: Member[];
  readonly children: Member[];
}

/**
 * The people of a block, the same whichever others are made.
 * @param block from 0
 */
export function peopleOfBlock(seed: number, anchor: Day, block: number): readonly Person[] {
  const random = randomOf(seed, 'block', block);
  const members = Array.from({ length: blockSize }, () => makeMember(random, anchor));
  pairUp(
    random,
    members.filter((member) => member.age >= 20),
  );
  for (const adult of members) if (adult.household === undefined && adult.age >= 18) adult.household = makeHousehold(random, [adult]);
  for (const child of members) if (child.household === undefined) child.household = parentsOf(child, members) ?? makeHousehold(random, []);
  for (const child of members) if (child.age < 18) child.household?.children.push(child);
  const named = new Map(members.map((member) => [member, nameOf(random, member, anchor)]));
  return members.map((member) => describe(random, member, named, anchor));
}

function makeMember(random: Random, anchor: Day): Member {
  const [from, to] = agePyramid[random.weighted(shares)] ?? [40, 44];
  const birthDay = anchor - 1 - Math.floor((from + random.next() * (to - from + 1)) * 365.2425);
  return { sex: random.chance(0.502) ? 'F' : 'M', birthDay, age: yearsBetween(birthDay, anchor), household: undefined };
}

/** Makes couples of those who are near in age, more than half of all. */
function pairUp(random: Random, adults: readonly Member[]): void {
  for (const one of adults) {
    if (one.household !== undefined || one.age > 88 || !random.chance(0.72)) continue;
    const other = adults.find((each) => each !== one && each.household === undefined && each.sex !== one.sex && Math.abs(each.age - one.age) <= 9);
    if (other === undefined) continue;
    const household = makeHousehold(random, [one, other]);
    one.household = household;
    other.household = household;
  }
}

function makeHousehold(random: Random, adults: readonly Member[]): Household {
  const people = peopleOf(random);
  return {
    people,
    surname: surnameOf(random, people.origin),
    address: inventAddress(random),
    homeTelephone: inventHomeTelephone(random),
    adults: [...adults],
    children: [],
  };
}

/** The home of someone who was between 19 and 43 when the child was born. */
function parentsOf(child: Member, members: readonly Member[]): Household | undefined {
  const fitting = members.filter((member) => {
    const gap = member.age - child.age;
    return member.household !== undefined && member.age >= 18 && gap >= 19 && gap <= 43;
  });
  const mother = fitting.find((member) => member.sex === 'F');
  return (mother ?? fitting[0])?.household;
}

interface Name {
  readonly title: string;
  readonly firstName: string;
  readonly middleNames: string;
  readonly surname: string;
}

function nameOf(random: Random, { sex, birthDay, age, household }: Member, anchor: Day): Name {
  const { people, surname, adults } = household ?? makeHousehold(random, []);
  const birthYear = new Date(birthDay * 86_400_000).getUTCFullYear();
  const coupled = adults.length === 2;
  const keepsOwn = coupled && sex === 'F' && random.chance(0.25);
  return {
    title: titleOf(random, sex, age, coupled),
    firstName: firstNameOf(random, sex, people.origin, birthYear),
    middleNames: random.chance(0.55) ? firstNameOf(random, sex, people.origin, birthYear - (anchor > birthDay ? 25 : 0)) : '',
    surname: keepsOwn ? surnameOf(random, people.origin) : surname,
  };
}

function titleOf(random: Random, sex: Sex, age: number, coupled: boolean): string {
  if (age >= 24 && random.chance(0.015)) return 'Dr';
  if (sex === 'M') return age < 14 ? 'Master' : 'Mr';
  if (age < 18) return 'Miss';
  return random.pick(coupled || age > 60 ? ['Mrs', 'Mrs', 'Mrs', 'Ms'] : ['Miss', 'Ms', 'Ms', 'Mrs']);
}

function describe(random: Random, member: Member, named: ReadonlyMap<Member, Name>, anchor: Day): Person {
  const household = member.household ?? makeHousehold(random, []);
  const name = named.get(member) ?? nameOf(random, member, anchor);
  const isChild = member.age < 18;
  const related = (other: Member, type: string): Relative[] => {
    const theirs = named.get(other);
    if (theirs === undefined || other === member) return [];
    return [{ type, title: theirs.title, firstName: theirs.firstName, surname: theirs.surname, birthDay: other.birthDay, livesWith: true }];
  };
  const relatives = isChild
    ? [
        ...household.adults.flatMap((adult) => related(adult, adult.sex === 'F' ? 'Mother' : 'Father')),
        ...household.children.flatMap((sibling) => related(sibling, sibling.sex === 'F' ? 'Sister' : 'Brother')),
      ]
    : [
        ...household.adults.flatMap((adult) => related(adult, 'Spouse/Partner')),
        ...household.children.flatMap((child) => related(child, child.sex === 'F' ? 'Daughter' : 'Son')),
      ];
  return {
    sex: member.sex,
    birthDay: member.birthDay,
    ...name,
    people: household.people,
    address: household.address,
    homeTelephone: household.homeTelephone,
    relatives: relatives.length > 0 ? relatives : outsideRelatives(random, member, household),
    births: member.sex === 'F' && !isChild ? household.children.map((child) => child.birthDay).sort((a, b) => a - b) : [],
    widowed: member.age > 60 && household.adults.length === 1 && random.chance((member.age - 55) / 60),
  };
}

/** Whoever lives alone names someone elsewhere. */
function outsideRelatives(random: Random, member: Member, { people, surname }: Household): readonly Relative[] {
  if (random.chance(0.3)) return [];
  const sex: Sex = random.chance(0.5) ? 'F' : 'M';
  const types =
    member.age < 18
      ? ['Guardian']
      : member.age > 60
        ? [sex === 'F' ? 'Daughter' : 'Son', 'Neighbour', 'Friend']
        : [sex === 'F' ? 'Mother' : 'Father', 'Friend'];
  return [
    {
      type: random.pick(types),
      title: sex === 'F' ? 'Ms' : 'Mr',
      firstName: firstNameOf(random, sex, people.origin, 1975),
      surname: random.chance(0.6) ? surname : surnameOf(random, people.origin),
      livesWith: false,
    },
  ];
}
