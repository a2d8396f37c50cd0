import { clinical, codeText, demographics, identity, nonClinical, recordState, replyIdentity, userNameList } from '../blocks/index.js';
import { boolean, content, date, element, flag, many, one, optional, optionalAttribute } from '../shape/index.js';
import { declareFunction } from './declare.js';

const codeFilter = element('CodeFilter', 'A clinical code to filter by.', {
  Code: content(codeText, 'The code.'),
  IncludeDescendants: optionalAttribute(boolean, 'Whether the codes below it in the hierarchy count too.'),
});

/** The categories of a filter; real clients also put them beside it (B3.5). */
const categories = {
  Demographics: optional(flag, 'Who the patient is.'),
  ClinicalCodes: optional(flag, 'All coded findings.'),
  Medication: optional(flag, 'Medication, and repeat medication.'),
  Results: optional(flag, 'Reports.'),
  Reminder: optional(flag, 'Reminders.'),
  Recall: optional(flag, 'Recalls.'),
  Vaccination: optional(flag, 'Vaccinations.'),
  Letter: optional(flag, 'Letters.'),
  PatientPlan: optional(flag, 'Plans made with the patient.'),
  CarePlan: optional(flag, 'Care plans.'),
  Relationship: optional(flag, 'Relationships.'),
  Attachment: optional(flag, 'Attachments.'),
  Activity: optional(flag, 'Activities.'),
  Narrative: optional(flag, 'Free text.'),
  DrugSensitivity: optional(flag, 'Allergies and intolerances.'),
  Appointments: optional(flag, 'Appointments.'),
  Visits: optional(flag, 'Visits.'),
  Tasks: optional(flag, 'Tasks.'),
  ClinicalCode: many(codeFilter, 'Coded findings with this code.'),
  Numeric: many(codeFilter, 'Numerics with this code.'),
};

export const recordFilter = element(
  'Filter',
  'What of the record is wanted. Categories and codes add up; dates and user limit the events. No category means all.',
  {
    ...categories,
    MinEffectiveDate: optional(date, 'The first day on which events took place.'),
    MaxEffectiveDate: optional(date, 'The last day on which events took place.'),
    MinEntryDate: optional(date, 'The first day on which events were entered.'),
    MaxEntryDate: optional(date, 'The last day on which events were entered.'),
    UserName: optional(userNameList, 'The user who recorded the events.'),
  },
);

/** A patient's record, whole or filtered (B7.7 to B7.9). */
export const getPatientRecord = declareFunction({
  name: 'GetPatientRecord',
  version: '1.0',
  available: true,
  summary: "A patient's record, whole or filtered.",
  throttle: 'record',
  right: 'demographics.read',
  writes: false,
  request: element('GetPatientRecordRequest', 'Whose record, and what of it.', {
    Identity: one(identity, 'The patient.'),
    Filter: optional(recordFilter, 'What is wanted; the whole record if left out.'),
    LeaveRecordOpen: optional(flag, "Opens the record on the desktop's screen."),
  }),
  reply: element('GetPatientRecordReply', 'The record.', {
    Identity: one(replyIdentity, 'The patient.'),
    Demographics: optional(demographics, 'Who the patient is.'),
    Clinical: optional(clinical, 'The clinical events.'),
    NonClinical: optional(nonClinical, 'Tasks, appointments and visits.'),
    RecordState: one(recordState, 'Whether the record is open on the desktop.'),
  }),
  misplaced: [{ names: Object.keys(categories), found: 'FunctionParameters', belongs: 'FunctionParameters/Filter' }],
  template: (values) => ({ Identity: { NHSNumber: values.nhsNumber }, Filter: { Demographics: true, ClinicalCodes: true, Medication: true } }) as const,
});
