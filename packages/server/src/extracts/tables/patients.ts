// Who the patients are, where they live and how they are registered. A patient's rows follow the patient: where one changed, all of them are told.
import type { Address, Demographics } from '@s1kit/contract';
import { type PatientRow, patientOf } from '../../patients/patient.js';
import { type Row, sql } from '../../store/index.js';
import { mappingOf } from '../mappings.js';
import { contactRow, historyRow } from '../row-identifiers.js';
import { byNumber, type Cells, table } from '../table.js';
import { extractMinute, extractTime } from '../times.js';
import { head } from './event-columns.js';

const lastPatient = sql`SELECT MAX(patient_id) AS last FROM patient WHERE organisation_id = ?`;
const selectPatients = sql`SELECT patient_id, nhs_number, pseudo_number, confidential, date_of_birth, sex, date_of_death, demographics FROM patient
  WHERE organisation_id = ? AND patient_id > ? AND patient_id <= ? AND COALESCE(changed_at, 0) >= ? ORDER BY patient_id`;
const selectRegistrations = sql`SELECT registration.patient_id, position, type, status, start_date, end_date FROM registration
    JOIN patient ON patient.organisation_id = registration.organisation_id AND patient.patient_id = registration.patient_id
  WHERE registration.organisation_id = ? AND registration.patient_id > ? AND registration.patient_id <= ? AND COALESCE(patient.changed_at, 0) >= ?
  ORDER BY registration.patient_id, position`;
const selectAddresses = sql`SELECT address_history.patient_id, position, type, address, start_date, end_date FROM address_history
    JOIN patient ON patient.organisation_id = address_history.organisation_id AND patient.patient_id = address_history.patient_id
  WHERE address_history.organisation_id = ? AND address_history.patient_id > ? AND address_history.patient_id <= ? AND COALESCE(patient.changed_at, 0) >= ?
  ORDER BY address_history.patient_id, position`;

/** Nobody keeps whether a number was verified, and Demo patients are not marked as test patients: programs that load extracts drop those. */
export const patients = table(
  'SRPatient',
  [
    'RowIdentifier',
    'IDOrganisationVisibleTo',
    'Title',
    'FirstName',
    'MiddleNames',
    'Surname',
    'PreviousSurname',
    'NHSNumber',
    'DateBirth',
    'DateDeath',
    'BirthPlace',
    'Gender',
    'SpeaksEnglish',
    'EmailAddress',
    'TestPatient',
    'SSRef',
    'SpineMatched',
  ],
  byNumber(lastPatient, selectPatients, (row: PatientRow, { organisationId }) => {
    const { patientId, identity, demographics } = patientOf(row);
    return [
      {
        RowIdentifier: patientId,
        IDOrganisationVisibleTo: organisationId,
        Title: demographics.Title,
        FirstName: demographics.FirstName,
        MiddleNames: demographics.MiddleNames,
        Surname: demographics.Surname,
        NHSNumber: identity.NHSNumber,
        DateBirth: extractMinute(demographics.DateOfBirth),
        DateDeath: extractMinute(demographics.DateOfDeath),
        Gender: demographics.Sex,
        SpeaksEnglish: mappingOf('SpeaksEnglish', demographics.EnglishSpeaker ?? 'Unknown'),
        EmailAddress: demographics.EmailAddress,
        TestPatient: false,
        SpineMatched: false,
      },
    ];
  }),
);

interface HistoryRow extends Row {
  readonly patient_id: number;
  readonly position: number;
  readonly type: string;
  readonly start_date: string;
  readonly end_date: string | null;
}

export const registrations = table(
  'SRPatientRegistration',
  [
    'RowIdentifier',
    'IDOrganisationVisibleTo',
    'DateEventRecorded',
    'IDProfileEnteredBy',
    'DateRegistration',
    'DateDeRegistration',
    'RegistrationStatus',
    'PreferredPharmacy',
    'IDPatient',
    'IDOrganisation',
    'IDOrganisationRegisteredAt',
  ],
  byNumber(lastPatient, selectRegistrations, (row: HistoryRow & { readonly status: string }, { organisationId }) => [
    {
      RowIdentifier: historyRow(row.patient_id, row.position),
      IDOrganisationVisibleTo: organisationId,
      DateEventRecorded: extractTime(row.start_date),
      DateRegistration: extractTime(row.start_date),
      DateDeRegistration: extractTime(row.end_date),
      RegistrationStatus: row.status === 'Applied' ? 'Applied' : row.type,
      IDPatient: row.patient_id,
      IDOrganisation: organisationId,
      IDOrganisationRegisteredAt: organisationId,
    },
  ]),
);

export const addresses = table(
  'SRPatientAddressHistory',
  [
    ...head,
    'NameOfBuilding',
    'NumberOfBuilding',
    'NameOfRoad',
    'NameOfLocality',
    'NameOfTown',
    'NameOfCounty',
    'FullPostCode',
    'DateTo',
    'AddressType',
    'IDEvent',
    'IDPatient',
    'IDOrganisation',
    'CcgOfResidence',
  ],
  byNumber(lastPatient, selectAddresses, (row: HistoryRow & { readonly address: string }, { organisationId }) => {
    // The column holds what was stored as an Address.
    const { HouseName, HouseNumber, Road, Locality, Town, County, Postcode } = JSON.parse(row.address) as Address;
    return [
      {
        RowIdentifier: historyRow(row.patient_id, row.position),
        IDOrganisationVisibleTo: organisationId,
        DateEventRecorded: extractTime(row.start_date),
        DateEvent: extractTime(row.start_date),
        IDOrganisationDoneAt: organisationId,
        NameOfBuilding: HouseName,
        NumberOfBuilding: HouseNumber,
        NameOfRoad: Road,
        NameOfLocality: Locality,
        NameOfTown: Town,
        NameOfCounty: County,
        FullPostCode: Postcode,
        DateTo: extractTime(row.end_date),
        AddressType: mappingOf('AddressType', row.type === 'Correspondence' ? 'Correspondence only' : row.type),
        IDPatient: row.patient_id,
        IDOrganisation: organisationId,
      },
    ];
  }),
);

const contacts = [
  ['Home', 'HomeTelephone'],
  ['Work', 'WorkTelephone'],
  ['Mobile', 'MobileTelephone'],
  ['Alternate', 'AlternateTelephone'],
] as const satisfies readonly (readonly [string, keyof Demographics])[];

export const contactDetails = table(
  'SRPatientContactDetails',
  [...head, 'ContactType', 'ContactNumber', 'IDEvent', 'IDPatient', 'IDOrganisation', 'IDOrganisationRegisteredAt'],
  byNumber(lastPatient, selectPatients, (row: PatientRow, { organisationId, isDelta }) => {
    const { patientId, demographics } = patientOf(row);
    return contacts.flatMap(([type, name], index): readonly Cells[] => {
      const RowIdentifier = contactRow(patientId, index + 1);
      const number = demographics[name] ?? '';
      // Nothing is kept of a number that went: where the patient changed, each that is not there is said to be removed.
      if (number === '') return isDelta ? [{ RowIdentifier, IDOrganisationVisibleTo: organisationId, RemovedData: 1 }] : [];
      return [
        {
          RowIdentifier,
          IDOrganisationVisibleTo: organisationId,
          IDOrganisationDoneAt: organisationId,
          ContactType: mappingOf('ContactType', type),
          ContactNumber: number,
          IDPatient: patientId,
          IDOrganisation: organisationId,
          IDOrganisationRegisteredAt: organisationId,
        },
      ];
    });
  }),
);
