// One fictitious patient: who it is, how it is registered, and the whole record.
import type { Address, Demographics } from '@s1kit/contract';
import { drawAllergies, type RareProblem, writeInfancy, writeRareProblems, writeRegistration } from './beginnings.js';
import { type Calendar, type Day, yearsBetween } from './calendar.js';
import type { PresentationChoice } from './complaints.js';
import { writeConsultations } from './consultations.js';
import { drawConditions, type Risk, shiftsOf, writeConditions } from './course.js';
import { writeDiary } from './diary.js';
import type { DocumentContent, DocumentKind } from './documents/index.js';
import type { Person } from './households.js';
import { writeIssues } from './issues.js';
import { type Life, staffDoing } from './life.js';
import { makeBody } from './numerics.js';
import { writeNursing } from './nursing.js';
import { writeAttachments, writeLetters, writeMessages } from './papers.js';
import { inventAddress, inventMobile, inventWorkTelephone } from './places.js';
import type { Random } from './random.js';
import { beginRecord, type NextIds, type RecordBuilder } from './record.js';
import { writeHealthChecks, writeReviews } from './reviews.js';
import type { Terms } from './terms.js';
import { writeVaccinations } from './vaccinations.js';
import { drawContraception, writePregnancies, writeScreening } from './women.js';

export interface Registration {
  readonly type: string;
  readonly status: string;
  readonly from: string;
  readonly until: string | undefined;
}

export interface HomeAt {
  readonly type: string;
  readonly address: Address;
  readonly from: string;
  readonly until: string | undefined;
}

export interface FictitiousPatient {
  readonly nhsNumber: string | undefined;
  readonly pseudoNumber: string | undefined;
  readonly confidential: boolean;
  readonly demographics: Demographics;
  readonly registrations: readonly Registration[];
  readonly addresses: readonly HomeAt[];
  readonly record: RecordBuilder;
}

/** What lives are made with, worked out once for all of them. */
export interface Workshop {
  readonly anchor: Day;
  readonly calendar: Calendar;
  readonly terms: Terms;
  readonly risks: readonly Risk[];
  readonly choice: PresentationChoice;
  readonly rare: readonly RareProblem[];
  readonly documents: ReadonlyMap<DocumentKind, DocumentContent>;
}

/** Where a life departs from what chance would give it. */
export interface Particulars {
  readonly nhsNumber: string | undefined;
  readonly pseudoNumber?: string | undefined;
  readonly confidential?: boolean;
  readonly died?: Day;
  readonly registered?: Day;
  readonly registrationType?: string;
  /** More years of detailed entries, and more of them in a year. */
  readonly detailYears?: number;
  readonly demand?: number;
  /** Leaves the record empty. */
  readonly empty?: boolean;
}

/** Makes up a patient. `random` is the patient's own stream. */
export function makePatient(workshop: Workshop, person: Person, random: Random, ids: NextIds, particulars: Particulars): FictitiousPatient {
  const record = beginRecord(ids);
  const life = beginLife(workshop, person, random, record, particulars);
  if (particulars.empty !== true) writeLife(life, workshop);
  return {
    nhsNumber: particulars.nhsNumber,
    pseudoNumber: particulars.pseudoNumber,
    confidential: particulars.confidential ?? false,
    demographics: demographicsOf(life, particulars),
    registrations: registrationsOf(life, particulars),
    addresses: addressesOf(life),
    record,
  };
}

function beginLife(workshop: Workshop, person: Person, random: Random, record: RecordBuilder, particulars: Particulars): Life {
  const { anchor, terms, calendar, documents } = workshop;
  const age = (anchor - person.birthDay) / 365.2425;
  const died = particulars.died ?? (age > 78 && random.chance(0.025) ? anchor - random.between(20, 700) : undefined);
  const end = died ?? anchor;
  // Squared chances: most were here a long time, some came lately.
  const registered = particulars.registered ?? Math.max(person.birthDay, end - 3 - Math.floor(30 * 365 * random.next() * random.next()));
  const disposition = 0.25 + 1.5 * random.next();
  const conditions =
    particulars.empty === true ? [] : drawConditions(workshop.risks, random, record, { sex: person.sex, birthDay: person.birthDay, anchor: end, disposition });
  // Whose illnesses are many has a longer record.
  const years = particulars.detailYears ?? 8.4 + 8 * random.next() + Math.max(0, Math.min(9, (conditions.length - 3) * 2.4));
  const spread = 0.45 + random.next() * 0.6 + (random.chance(0.06) ? random.next() * 1.6 : 0);
  return {
    person,
    random,
    terms,
    text: calendar.text,
    documents,
    record,
    body: makeBody(
      terms,
      random,
      person.sex,
      person.birthDay,
      anchor,
      shiftsOf(conditions, random),
      conditions.some(({ data }) => data.name === 'obesity'),
    ),
    anchor,
    start: Math.max(person.birthDay, end - Math.floor(years * 365.2425)),
    registered: Math.min(registered, end - 3),
    end,
    usualGp: random.pick(staffDoing('gp')),
    conditions,
    courses: [],
    demand: particulars.demand ?? spread * (0.9 + conditions.length * 0.07),
    avoided: [],
    smoker: age < 16 ? 'never' : random.pick(smokers),
  };
}

/** About one in eight smokes (prevalence.csv). */
const smokers = ['current', 'ex', 'ex', 'never', 'never', 'never', 'never', 'never'] as const;

function writeLife(begun: Life, workshop: Workshop): void {
  const allergies = drawAllergies(begun);
  const life: Life = { ...begun, avoided: allergies.flatMap(({ avoided }) => avoided) };
  writeRegistration(life, allergies);
  writeConditions(life);
  drawContraception(life);
  writeInfancy(life);
  writePregnancies(life);
  writeConsultations(life, workshop.choice);
  writeReviews(life);
  writeHealthChecks(life);
  writeIssues(life);
  writeVaccinations(life);
  writeScreening(life);
  writeRareProblems(life, workshop.rare);
  writeNursing(life);
  writeLetters(life);
  writeAttachments(life);
  writeMessages(life);
  writeDiary(life);
}

function demographicsOf(life: Life, particulars: Particulars): Demographics {
  const { person, random, terms, text } = life;
  const age = yearsBetween(person.birthDay, life.end);
  const mobile = age > 11 && random.chance(age > 80 ? 0.55 : 0.93);
  const email = age > 15 && random.chance(age > 75 ? 0.3 : 0.75);
  const interpreter = person.people.interpreters && random.chance(age > 55 ? 0.4 : 0.08);
  const word = (name: string): string =>
    name
      .toLowerCase()
      .normalize('NFD')
      .replace(/[^a-z]/gu, '');
  return {
    Title: person.title,
    FirstName: person.firstName,
    MiddleNames: person.middleNames,
    Surname: person.surname,
    ...(random.chance(0.06) ? { KnownAs: person.firstName.slice(0, 3) } : {}),
    DateOfBirth: text(person.birthDay),
    ...(life.end < life.anchor ? { DateOfDeath: text(life.end) } : {}),
    Sex: person.sex,
    // The code lists have a code for the widowed alone.
    ...(person.widowed ? { MaritalStatus: { Code: terms.code('Widowed') } } : {}),
    ...(person.people.ethnicity === undefined ? {} : { Ethnicity: { Code: terms.code(person.people.ethnicity) } }),
    MainLanguage: { Code: terms.code(person.people.language) },
    EnglishSpeaker: interpreter ? 'No' : random.chance(0.1) ? 'Unknown' : 'Yes',
    Address: person.address,
    HomeTelephone: random.chance(0.7) ? person.homeTelephone : '',
    WorkTelephone: age > 17 && age < 67 && random.chance(0.2) ? inventWorkTelephone(random) : '',
    MobileTelephone: mobile ? inventMobile(random) : '',
    AlternateTelephone: '',
    EmailAddress: email ? `${word(person.firstName)}.${word(person.surname)}${random.below(100)}@example.org` : '',
    SMSConsent: mobile && random.chance(0.8) ? 'Yes' : 'No',
    UsualGPUserName: life.usualGp.userName,
    CareStartDate: text(life.registered),
    RegistrationType: particulars.registrationType ?? (life.anchor - life.registered < 14 ? 'Applied' : 'GMS'),
  };
}

function registrationsOf(life: Life, particulars: Particulars): readonly Registration[] {
  const { random, text, registered, person } = life;
  const type = particulars.registrationType ?? 'GMS';
  const current: Registration = {
    type,
    status: life.end < life.anchor ? 'Ended: died' : life.anchor - registered < 14 ? 'Applied' : 'Current',
    from: text(registered),
    until: life.end < life.anchor ? text(life.end) : undefined,
  };
  // Some were patients here before, left and came back.
  const left = registered - random.between(200, 2000);
  if (!random.chance(0.06) || left - 400 < person.birthDay) return [current];
  return [{ type: 'GMS', status: 'Ended: left', from: text(left - random.between(200, 400)), until: text(left) }, current];
}

function addressesOf(life: Life): readonly HomeAt[] {
  const { random, text, person } = life;
  const homes: HomeAt[] = [];
  let until: string | undefined;
  let address = person.address;
  let from = Math.max(person.birthDay, life.end - random.between(100, 5000));
  homes.push({ type: 'Home', address, from: text(from), until });
  for (let before = random.below(3); before > 0 && from > person.birthDay + 800; before--) {
    until = text(from);
    from = Math.max(person.birthDay, from - random.between(300, 3000));
    address = inventAddress(random);
    homes.unshift({ type: 'Home', address, from: text(from), until });
  }
  if (random.chance(0.03)) homes.push({ type: 'Correspondence', address: inventAddress(random), from: text(life.registered), until: undefined });
  return homes;
}
