// Appointments and visits. When a patient arrived, was seen, or cancelled is not kept: those columns are empty.
import { type Row, sql } from '../../store/index.js';
import { mappingOf } from '../mappings.js';
import { byNumber, table } from '../table.js';
import { extractInstant } from '../times.js';

const lastAppointment = sql`SELECT MAX(appointment_id) AS last FROM appointment WHERE organisation_id = ?`;
const selectAppointments = sql`SELECT appointment_id, patient_id, slot_type, start_at, duration, status, entry_at, clinic.user_name, site_name, clinic_type
  FROM appointment JOIN clinic ON clinic.organisation_id = appointment.organisation_id AND clinic.clinic_id = appointment.clinic_id
  WHERE appointment.organisation_id = ? AND appointment_id > ? AND appointment_id <= ? AND COALESCE(changed_at, entry_at) >= ?
  ORDER BY appointment_id`;
const lastVisit = sql`SELECT MAX(visit_id) AS last FROM visit WHERE organisation_id = ?`;
const selectVisits = sql`SELECT visit_id, patient_id, start_at, duration, visitor, status, user_name, entry_at FROM visit
  WHERE organisation_id = ? AND visit_id > ? AND visit_id <= ? AND COALESCE(changed_at, entry_at) >= ?
  ORDER BY visit_id`;

interface AppointmentRow extends Row {
  readonly appointment_id: number;
  readonly patient_id: number;
  readonly slot_type: string;
  readonly start_at: number;
  readonly duration: number;
  readonly status: string;
  readonly entry_at: number;
  readonly user_name: string;
  readonly site_name: string;
  readonly clinic_type: string;
}

interface VisitRow extends Row {
  readonly visit_id: number;
  readonly patient_id: number;
  readonly start_at: number;
  readonly duration: number;
  readonly visitor: string;
  readonly status: string;
  readonly user_name: string;
  readonly entry_at: number;
}

const minute = 60_000;

export const appointments = table(
  'SRAppointment',
  [
    'RowIdentifier',
    'IDOrganisationVisibleTo',
    'DateStart',
    'DateEnd',
    'AppointmentStatus',
    'DateAppointmentBooked',
    'DatePatientArrival',
    'DatePatientSeen',
    'FollowUpAppointment',
    'TelephoneAppointment',
    'IDClinician',
    'IDProfileClinician',
    'RotaName',
    'RotaType',
    'RotaLocation',
    'RotaCode',
    'IDRotaOwner',
    'IDProfileRotaOwner',
    'AllowsOverbooking',
    'BookingContactNumber',
    'DateAppointmentCancelled',
    'IDRota',
    'IDReferralIn',
    'IDPatient',
    'IDOrganisation',
    'IDOrganisationRegisteredAt',
  ],
  byNumber(lastAppointment, selectAppointments, (row: AppointmentRow, { organisationId, staffOf }) => {
    const clinician = staffOf(row.user_name);
    return [
      {
        RowIdentifier: row.appointment_id,
        IDOrganisationVisibleTo: organisationId,
        DateStart: extractInstant(row.start_at),
        DateEnd: extractInstant(row.start_at + row.duration * minute),
        AppointmentStatus: mappingOf('AppointmentStatus', row.status),
        DateAppointmentBooked: extractInstant(row.entry_at),
        TelephoneAppointment: /telephone/i.test(`${row.slot_type} ${row.clinic_type}`),
        IDClinician: clinician?.memberId,
        IDProfileClinician: clinician?.profileId,
        RotaName: `${row.clinic_type}, ${row.site_name}`,
        RotaType: row.clinic_type,
        RotaLocation: row.site_name,
        IDRotaOwner: clinician?.memberId,
        IDProfileRotaOwner: clinician?.profileId,
        AllowsOverbooking: false,
        IDPatient: row.patient_id,
        IDOrganisation: organisationId,
        IDOrganisationRegisteredAt: organisationId,
      },
    ];
  }),
);

export const visits = table(
  'SRVisit',
  [
    'RowIdentifier',
    'IDOrganisationVisibleTo',
    'DateEventRecorded',
    'IDProfileEnteredBy',
    'DateBooked',
    'DateRequested',
    'CurrentStatus',
    'IDProfileRequested',
    'IDProfileAssigned',
    'FollowUpDetails',
    'IDReferralIn',
    'IDPatient',
    'IDOrganisation',
    'Duration',
    'IDOrganisationRegisteredAt',
  ],
  byNumber(lastVisit, selectVisits, (row: VisitRow, { organisationId, staffOf }) => {
    const enteredBy = staffOf(row.user_name)?.profileId;
    return [
      {
        RowIdentifier: row.visit_id,
        IDOrganisationVisibleTo: organisationId,
        DateEventRecorded: extractInstant(row.entry_at),
        IDProfileEnteredBy: enteredBy,
        DateBooked: extractInstant(row.entry_at),
        DateRequested: extractInstant(row.start_at),
        CurrentStatus: mappingOf('VisitStatus', row.status),
        IDProfileRequested: enteredBy,
        IDProfileAssigned: staffOf(row.visitor)?.profileId,
        IDPatient: row.patient_id,
        IDOrganisation: organisationId,
        Duration: row.duration,
        IDOrganisationRegisteredAt: organisationId,
      },
    ];
  }),
);
