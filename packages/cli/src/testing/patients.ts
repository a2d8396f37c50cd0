// Whom a test environment has to test with, by kind (docs/edge-cases.md).
import type { OutputOf } from '@s1kit/link';
import { TestKitError } from './test-kit-error.js';

type Listed = OutputOf<'data.patients'>[number];

/** A patient with an NHS number, as they are when the environment starts. Dates are `yyyy-MM-dd`. */
export type TestPatient = Listed & { readonly nhsNumber: string };

/** Those with a number below have it whatever the seed and the date; the ordinary ones are others for each seed. */
export interface TestPatients {
  /** An ordinary patient of 18 to 79 years, alive: of those the one with most events. @throws {TestKitError} `noSuchPatient` */
  readonly adult: TestPatient;
  /** An ordinary patient of 1 to 17 years, alive: of those the one with most events. @throws {TestKitError} `noSuchPatient` */
  readonly child: TestPatient;
  /** 999 999 9816, who died 75 days before the date. */
  readonly deceased: TestPatient;
  /** 999 999 9824, six days old. */
  readonly newborn: TestPatient;
  /** 999 999 9832, Zoë Émilie Łucja O'Brien-Núñez. */
  readonly accents: TestPatient;
  /** 999 999 9840 and 999 999 9859: of one name, birthday and sex. */
  readonly namesakes: readonly [TestPatient, TestPatient];
  /** 999 999 9867. */
  readonly temporaryResident: TestPatient;
  /** 999 999 9875: found by number alone. */
  readonly confidential: TestPatient;
  /** 999 999 9883: no event, appointment, visit or task. */
  readonly emptyRecord: TestPatient;
  /** 999 999 9905, 15,000 events. @throws {TestKitError} `noSuchPatient` without the option `largeRecord` */
  readonly largeRecord: TestPatient;
  /** 999 999 9913: events before birth and in the future. */
  readonly dirtyDates: TestPatient;
  /** P9990001. */
  readonly withoutNhsNumber: Listed & { readonly pseudoNumber: string };
  /** Those who are no edge case, in the order in which they were made. */
  readonly ordinary: readonly TestPatient[];
}

/** @param today `yyyy-MM-dd` */
export function testPatients(listed: readonly Listed[], today: string): TestPatients {
  const numbered = listed.filter((patient): patient is TestPatient => patient.nhsNumber !== null);
  const ordinary = numbered.filter(({ edgeCase }) => edgeCase === null);
  const called = (edgeCase: string): TestPatient => numbered.find((patient) => patient.edgeCase === edgeCase) ?? missing(edgeCase);
  const ofAge = (what: string, from: number, to: number): TestPatient => {
    const found = ordinary.filter(
      ({ dateOfBirth, dateOfDeath }) => dateOfDeath === null && ageOn(today, dateOfBirth) >= from && ageOn(today, dateOfBirth) <= to,
    );
    return found.sort((one, other) => other.events - one.events)[0] ?? missing(what);
  };
  return {
    ordinary,
    get adult() {
      return ofAge('ordinary adult', 18, 79);
    },
    get child() {
      return ofAge('ordinary child', 1, 17);
    },
    get largeRecord() {
      return called('large record');
    },
    deceased: called('deceased'),
    newborn: called('newborn'),
    accents: called('accents and apostrophe'),
    namesakes: [called('same name and birthday, one'), called('same name and birthday, other')],
    temporaryResident: called('temporary resident'),
    confidential: called('confidential'),
    emptyRecord: called('empty record'),
    dirtyDates: called('dirty dates'),
    withoutNhsNumber: listed.find((patient): patient is TestPatients['withoutNhsNumber'] => patient.pseudoNumber !== null) ?? missing('no NHS number'),
  };
}

/** In whole years. */
function ageOn(today: string, born: string): number {
  return Number(today.slice(0, 4)) - Number(born.slice(0, 4)) - (today.slice(5) < born.slice(5) ? 1 : 0);
}

function missing(what: string): never {
  throw new TestKitError('noSuchPatient', `The environment has no patient of this kind: ${what}. Start it with more patients, or another seed.`);
}
