// Patients as they are rare but real, with fixed NHS numbers (docs/edge-cases.md): what integrations stumble over.
import type { Day } from './calendar.js';
import { dayOf } from './calendar.js';
import type { Person } from './households.js';
import { largeRecord } from './large-record.js';
import { authorFrom, staffDoing } from './life.js';
import { edgeNhsNumber } from './nhs-numbers.js';
import { type FictitiousPatient, makePatient, type Particulars, type Workshop } from './patient.js';
import { county, postcodeArea, town } from './places.js';
import { randomOf } from './random.js';
import type { NextIds } from './record.js';

export interface EdgeCase {
  /** What it is called in docs/edge-cases.md. */
  readonly name: string;
  readonly make: (workshop: Workshop, seed: number, ids: NextIds) => FictitiousPatient;
  /** The record of 15,000 events, which tests may leave out. */
  readonly large?: boolean;
}

/** The number of the patient who has no NHS number. */
export const edgePseudoNumber = 'P9990001';

const year = 365.2425;

interface Described {
  readonly sex: 'M' | 'F';
  /** In years at the anchor date. */
  readonly age: number;
  readonly title: string;
  readonly firstName: string;
  readonly middleNames?: string;
  readonly surname: string;
  readonly birthDay?: (anchor: Day) => Day;
}

function personOf(anchor: Day, described: Described, place: number): Person {
  return {
    sex: described.sex,
    birthDay: described.birthDay?.(anchor) ?? anchor - Math.floor(described.age * year) - 100,
    title: described.title,
    firstName: described.firstName,
    middleNames: described.middleNames ?? '',
    surname: described.surname,
    people: {
      origin: 'british',
      ethnicity: 'White:Eng/Welsh/Scot/NI/Brit - England and Wales 2011 census',
      language: 'Main spoken language English',
      interpreters: false,
    },
    address: { HouseNumber: String(10 + place), Road: 'Lanternby Close', Town: town, County: county, Postcode: `${postcodeArea}9 9AB` },
    homeTelephone: `01632 9609${String(10 + place)}`,
    relatives: [],
    births: [],
    widowed: false,
  };
}

function edgeCase(
  name: string,
  place: number,
  described: Described,
  particulars: (anchor: Day) => Omit<Particulars, 'nhsNumber'> & { readonly nhsNumber?: undefined },
): EdgeCase {
  return {
    name,
    make: (workshop, seed, ids) => {
      const { anchor } = workshop;
      const details = particulars(anchor);
      const numbered = details.pseudoNumber === undefined ? { nhsNumber: edgeNhsNumber(place) } : { nhsNumber: undefined };
      return makePatient(workshop, personOf(anchor, described, place), randomOf(seed, 'edge case', place), ids, { ...details, ...numbered });
    },
  };
}

const dirty: EdgeCase = {
  name: 'dirty dates',
  make: (workshop, seed, ids) => {
    const { anchor, calendar } = workshop;
    const person = personOf(anchor, { sex: 'M', age: 61, title: 'Mr', firstName: 'Dustin', surname: 'Datesworth' }, 10);
    const patient = makePatient(workshop, person, randomOf(seed, 'edge case', 10), ids, { nhsNumber: edgeNhsNumber(10), registered: anchor - 4000 });
    const [gp] = staffDoing('gp');
    const code = workshop.terms.code('H/O: asthma');
    const days = [dayOf('1900-01-01'), person.birthDay - 400, anchor + 800];
    for (const day of days) {
      patient.record.events.push({
        day,
        second: 0,
        author: authorFrom(gp ?? never('a doctor')),
        enteredOn: anchor - 3990,
        items: [{ kind: 'ClinicalCode', value: { Code: code, FreeText: 'Date as it came with the paper record' } }],
      });
    }
    return {
      ...patient,
      registrations: [
        { type: 'GMS', status: 'Ended: left', from: calendar.text(anchor - 6000), until: calendar.text(anchor - 3000) },
        { type: 'GMS', status: 'Current', from: calendar.text(anchor - 4000), until: undefined },
        { type: 'Temporary Resident', status: 'Ended: left', from: calendar.text(anchor - 3900), until: calendar.text(anchor - 3850) },
      ],
    };
  },
};

function never(what: string): never {
  throw new Error(`The practice has not got ${what}.`);
}

const large: EdgeCase = {
  name: 'large record',
  large: true,
  make: (workshop, seed, ids) => {
    const person = personOf(workshop.anchor, { sex: 'F', age: 84, title: 'Mrs', firstName: 'Philippa', middleNames: 'Constance', surname: 'Fullerton' }, 9);
    return largeRecord(workshop, person, randomOf(seed, 'edge case', 9), ids, edgeNhsNumber(9));
  },
};

const twin = { sex: 'F', age: 45, title: 'Mrs', surname: 'Jones', firstName: 'Margaret' } as const;

/** Every edge case, in the order of their NHS numbers. */
export const edgeCases: readonly EdgeCase[] = [
  edgeCase('no NHS number', 0, { sex: 'M', age: 29, title: 'Mr', firstName: 'Novak', surname: 'Ungerby' }, (anchor) => ({
    pseudoNumber: edgePseudoNumber,
    registered: anchor - 300,
  })),
  edgeCase('deceased', 1, { sex: 'M', age: 81, title: 'Mr', firstName: 'Desmond', surname: 'Latewood' }, (anchor) => ({ died: anchor - 75 })),
  edgeCase('newborn', 2, { sex: 'F', age: 0, title: 'Miss', firstName: 'Nova', surname: 'Cradlewell', birthDay: (anchor) => anchor - 6 }, (anchor) => ({
    registered: anchor - 3,
  })),
  edgeCase(
    'accents and apostrophe',
    3,
    { sex: 'F', age: 38, title: 'Ms', firstName: 'Zoë', middleNames: 'Émilie Łucja', surname: "O'Brien-Núñez" },
    () => ({}),
  ),
  edgeCase('same name and birthday, one', 4, twin, () => ({})),
  edgeCase('same name and birthday, other', 5, twin, () => ({})),
  edgeCase('temporary resident', 6, { sex: 'M', age: 52, title: 'Mr', firstName: 'Travis', surname: 'Passingham' }, (anchor) => ({
    registered: anchor - 10,
    registrationType: 'Temporary Resident',
    detailYears: 1,
  })),
  edgeCase('confidential', 7, { sex: 'F', age: 34, title: 'Ms', firstName: 'Connie', surname: 'Hiddlestone' }, () => ({ confidential: true })),
  edgeCase('empty record', 8, { sex: 'M', age: 23, title: 'Mr', firstName: 'Blanke', surname: 'Vacantby' }, (anchor) => ({
    empty: true,
    registered: anchor - 4,
  })),
  large,
  dirty,
];

/**
 * Which edge case somebody is.
 * @param number NHS number or pseudo-number
 */
export function edgeCaseOf(number: string): string | undefined {
  return edgeCases.find((_, place) => number === edgeNhsNumber(place) || (place === 0 && number === edgePseudoNumber))?.name;
}
