import { date, element, flag, many, oneOf, optional, type TypeOf, text } from '../../shape/index.js';
import { uid } from '../identifiers.js';

export const reportResult = oneOf('ReportResult', 'What a report found.', [
  'Normal',
  'Normal, but unexpected',
  'Satisfactory',
  'Borderline',
  'Abnormal, but expected',
  'Abnormal',
  'Specimen lost / unusable',
  'Positive',
  'Negative',
  'Unknown',
  'Not responded to invitation',
]);

export const reportType = oneOf('ReportType', 'What kind of report.', ['Pathology', 'Radiology', 'Blood Spot', 'Screening']);

export const followUp = oneOf('FollowUp', 'What is to follow from a report.', [
  'No Further Action',
  'Make an appointment to see doctor',
  'Make an appointment to see nurse',
  'Need to speak to doctor',
  'Need to repeat test',
  'Request Notes',
  'Patient To Pick Up Script',
  'Communicate Patient',
  'Need to speak to nurse',
  'Other',
]);

export const followUpAction = element('FollowUpAction', 'What is to follow from a report.', {
  Action: optional(followUp, 'What to do.'),
  Comments: optional(text, 'Words beside it.'),
});

export const followUpActions = element('FollowUpActions', 'What is to follow from a report.', {
  FollowUpAction: many(followUpAction, 'One action.'),
});

/** A report from a laboratory, radiology or screening. */
export const report = element('Report', 'A report from a laboratory, radiology or screening.', {
  BatteryHeaders: optional(text, 'The tests that were asked for.'),
  IssueDate: optional(date, 'The day on which it was issued.'),
  Result: optional(reportResult, 'What it found.'),
  Comments: optional(text, 'Words beside it.'),
  PatientToBeInformed: optional(flag, 'The patient is to be told.'),
  CollectionDate: optional(date, 'The day on which the specimen was taken.'),
  Type: optional(reportType, 'What kind of report.'),
  FollowUpActions: optional(followUpActions, 'What is to follow.'),
  LinkedProblemUID: optional(uid, 'The problem that it belongs to.'),
});

export type Report = TypeOf<typeof report>;
