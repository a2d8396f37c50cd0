import { dateTime, element, fromList, integer, many, one, oneOf, optional, type TypeOf, text } from '../shape/index.js';
import { uid } from './identifiers.js';

export const userNameList = fromList('UserName', "One of the organisation's user names.", 'userNames');
export const siteNameList = fromList('SiteName', "One of the organisation's sites.", 'siteNames');
export const clinicTypeList = fromList('ClinicType', "One of the organisation's clinic types.", 'clinicTypes');
export const slotTypeList = fromList('SlotType', "One of the organisation's slot types.", 'slotTypes');

/** In their usual order. */
export const appointmentStatuses = ['Booked', 'Arrived', 'In Progress', 'Finished', 'Did Not Attend', 'Cancelled'] as const;

export const appointmentStatus = oneOf('AppointmentStatus', 'Where an appointment stands.', appointmentStatuses);

export type AppointmentStatus = TypeOf<typeof appointmentStatus>;

/** A slot has no identifier: it is named by clinic, type, start and duration (WIRE-FORMAT §5.11). */
export const slot = element('Slot', 'A slot of a clinic.', {
  SlotType: one(slotTypeList, 'Its type.'),
  DateTimeStart: one(dateTime, 'When it begins.'),
  Duration: one(integer, 'For how many minutes.'),
});

export type Slot = TypeOf<typeof slot>;

/** The clinic of an appointment, with its slot. */
export const appointmentClinic = element('AppointmentClinic', 'The clinic of an appointment, with its slot.', {
  UserName: one(userNameList, 'Whose clinic it is.'),
  SiteName: one(siteNameList, 'Where it is held.'),
  ClinicType: one(clinicTypeList, 'Its type.'),
  Slot: optional(slot, 'The slot.', { inReply: 'one' }),
});

/** An appointment; in requests with a clinic and slot it books, with AppointmentUID it changes one. */
export const appointment = element(
  'Appointment',
  'An appointment. With Clinic and Slot a request books it, with AppointmentUID it changes one.',
  {
    Clinic: optional(appointmentClinic, 'The clinic and slot.', { inReply: 'one' }),
    Comments: optional(text, 'Words beside it.'),
    LinkedReferralUID: optional(uid, 'The referral that it belongs to.'),
    AppointmentUID: optional(uid, 'The identifier of the appointment.', { inReply: 'one' }),
    Status: optional(appointmentStatus, 'Where it stands.', { inReply: 'one' }),
    Flag: many(text, 'A word that staff pin to it.'),
  },
  { replyOrder: ['AppointmentUID', 'Status', 'Comments', 'Flag', 'Clinic'] },
);

export type Appointment = TypeOf<typeof appointment>;
