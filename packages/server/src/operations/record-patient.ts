// The operations that show who the patient of the open record is.
import type { Demographics } from '@s1kit/contract';
import type { OperationHandlers, OutputOf } from '@s1kit/link';
import { ageText } from '../patients/age.js';
import { addressesOf, registrationsOf } from '../patients/past-places.js';
import { first, sql, type Work } from '../store/index.js';
import { ukDay } from '../uk-time.js';
import { openPatientOf, requireOpenPatient } from './open-patient.js';
import { isoTime, type OperationContext } from './operation-context.js';
import { nameOfUser } from './staff-names.js';

type Banner = NonNullable<OutputOf<'record.banner'>>;

export const recordPatientHandlers: Pick<OperationHandlers<OperationContext>, 'record.banner' | 'record.demographics'> = {
  'record.banner': (_input, context) => context.services.store.read(() => bannerOf(context)),

  'record.demographics': ({ patient: named }, context) =>
    context.services.store.read(function* () {
      const { directory, organisationId } = context.services;
      const { demographics, patientId } = yield* requireOpenPatient(context, named);
      const registrations = yield* registrationsOf(organisationId, patientId);
      const addresses = yield* addressesOf(organisationId, patientId);
      const usualGp = nameOfUser(yield* directory.current(), demographics.UsualGPUserName ?? '');
      return { demographics, usualGp, registrations: [...registrations], addresses: [...addresses] };
    }),
};

function* bannerOf(context: OperationContext): Work<Banner | null> {
  const { clock, directory, organisationId } = context.services;
  const open = yield* openPatientOf(context);
  if (open === undefined) return null;
  const { confidential, demographics, number, patientId } = open.patient;
  const { Title = '', FirstName = '', MiddleNames = '', Surname = '', KnownAs = '', DateOfBirth = '', DateOfDeath = null, Sex = 'U' } = demographics;
  const { EmailAddress = '', UsualGPUserName = '', Address = {} } = demographics;
  return {
    patient: String(patientId),
    version: (yield* first<{ version: number }>(selectVersion, organisationId, patientId))?.version ?? 0,
    number,
    title: Title,
    firstName: FirstName,
    middleNames: MiddleNames,
    surname: Surname,
    knownAs: KnownAs,
    dateOfBirth: DateOfBirth,
    dateOfDeath: DateOfDeath,
    age: ageText(DateOfBirth, DateOfDeath ?? ukDay(clock.now())),
    sex: Sex,
    confidential,
    address: Address,
    telephones: telephonesOf(demographics),
    email: EmailAddress,
    usualGp: nameOfUser(yield* directory.current(), UsualGPUserName),
    openedAt: isoTime(open.openedAt),
    openedBy: open.openedBy,
  };
}

function telephonesOf({ AlternateTelephone, HomeTelephone, MobileTelephone, WorkTelephone }: Demographics): Banner['telephones'] {
  const numbers = { Home: HomeTelephone, Mobile: MobileTelephone, Work: WorkTelephone, Other: AlternateTelephone };
  return Object.entries(numbers).flatMap(([kind, number = '']) => (number === '' ? [] : [{ kind, number }]));
}

const selectVersion = sql`SELECT version FROM patient WHERE organisation_id = ? AND patient_id = ?`;
