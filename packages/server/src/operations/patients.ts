// The operation that finds patients for whoever sits at the screens.
import type { Address } from '@s1kit/contract';
import type { OperationHandlers, OutputOf } from '@s1kit/link';
import { ageText } from '../patients/age.js';
import { findPatients } from '../patients/find.js';
import { parseSearch } from '../patients/find-text.js';
import type { Patient } from '../patients/patient.js';
import { ukDay } from '../uk-time.js';
import type { OperationContext } from './operation-context.js';

type FoundPatient = OutputOf<'patients.find'>['patients'][number];

export const patientHandlers: Pick<OperationHandlers<OperationContext>, 'patients.find'> = {
  'patients.find': async ({ text }, { services }) => {
    const today = ukDay(services.clock.now());
    const meant = parseSearch(text, today);
    if (meant.kind === 'hint') return { patients: [], more: false, hint: meant.hint };
    const { patients, more } = await services.store.read(() => findPatients(services.organisationId, meant));
    return { patients: patients.map((patient) => shown(patient, today)), more, hint: null };
  },
};

function shown({ confidential, demographics, number }: Patient, today: string): FoundPatient {
  const {
    Title = '',
    FirstName = '',
    MiddleNames = '',
    Surname = '',
    KnownAs = '',
    DateOfBirth = '',
    DateOfDeath = null,
    Sex = 'U',
    Address = {},
  } = demographics;
  return {
    number,
    title: Title,
    firstName: FirstName,
    middleNames: MiddleNames,
    surname: Surname,
    knownAs: KnownAs,
    dateOfBirth: DateOfBirth,
    dateOfDeath: DateOfDeath,
    age: ageText(DateOfBirth, DateOfDeath ?? today),
    sex: Sex,
    confidential,
    address: addressLine(Address),
    postcode: Address.Postcode ?? '',
  };
}

/** In one line, as on an envelope, without the postcode. */
function addressLine({ HouseName, HouseNumber, Road, Locality, Town, County }: Address): string {
  const street = [HouseNumber, Road].filter((part) => isGiven(part)).join(' ');
  return [HouseName, street, Locality, Town, County].filter((part) => isGiven(part)).join(', ');
}

function isGiven(part: string | undefined): part is string {
  return part !== undefined && part.trim() !== '';
}
