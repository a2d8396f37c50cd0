// What each refusal means and what to do next, in plain words. A test proves that every code of the registry stands here.
import type { ErrorCode } from '@s1kit/contract';
import type { AuditOutcome } from './draft.js';

/** What whoever wrote the client can do about a refusal. */
export const adviceOnErrors: Readonly<Record<ErrorCode, string>> = {
  NotWellFormed: 'Build the document with an XML library and send it whole. The connection was closed after it: connect anew for the next request.',
  DocumentTypeRefused: 'Leave the document type declaration (<!DOCTYPE ...>) out, and write text instead of entities of your own.',
  EncodingRefused:
    'Send UTF-8, or declare the encoding that the bytes really have: utf-8, utf-16 with a byte-order mark, iso-8859-1, windows-1252 or us-ascii.',
  LimitExceeded: 'Send less in one request, or have the limit that the message names raised in the configuration.',
  DocumentTimeout: 'Send each document in one piece and without a pause. The environment waited for its root element to close: look whether that is ever sent.',
  EnvelopeInvalid: 'Compare the envelope with the template: s1kit template GetFunctions prints one that works.',
  KeyRefused: 'Look whether APIKey holds the key of an application that is registered here: s1kit apps list names them, s1kit apps rotate makes a new key.',
  NobodySignedIn: 'Have a user sign in at the desktop (s1kit session sign-in), then send the same request again.',
  DeviceUnknown:
    'Send an empty DeviceID once, have the user approve, and keep the DeviceID of that reply. A DeviceID belongs to one application on one workstation.',
  DeviceBlocked: 'Have someone lift the block at the workstation: s1kit devices unblock. Until then the application is refused without a question.',
  ApprovalPending: 'Have the user answer the question at the desktop (s1kit session prompts), then send the same request again with an empty DeviceID.',
  FunctionUnknown: 'Look at the spelling of Function, and at what this application may call: GetFunctions lists it.',
  VersionUnknown: 'Send a FunctionVersion that GetFunctions lists.',
  FunctionUnavailable: 'Leave this function out for now: GetFunctions lists the ones that answer.',
  RightMissing: 'Have somebody sign in whose role allows it, or ask for less: demographics instead of clinical content, for example.',
  SchemaInvalid: 'Correct the element that is named. s1kit template prints a request that is valid, s1kit xsd writes the schemas to check against.',
  Throttled:
    'Wait until the time that is given, then send it again. GetPatientRecord waits 30 seconds, all others one; asking meanwhile does not make it later.',
  IdentityInvalid: 'Name the patient by either NHSNumber (ten digits, the last one checks the others) or PseudoNumber, not by both.',
  IdentifierRefused: 'Leave StrategicReportingIdentifier out or empty: it is given in replies and accepted in no request.',
  PatientUnknown: 'Look for the patient with PatientSearch first. A number that is valid need not be registered here.',
  ConstraintsMissing: 'Give at least two constraints that are not empty, such as Surname and DateOfBirth.',
  TooManyMatches: 'Add a constraint, or make a name longer: more than 100 patients match.',
  ValueUnknown:
    "Take names of users, sites, clinic types and slot types from GetOrganisationMetaData, and identifiers from the patient's own record: the very ones.",
  ValueInvalid: 'Correct the value that is named: its form is right, what it says cannot be.',
  SlotUnavailable: 'Ask GetAppointmentSlots again and offer what is free now. The slot is named by all of clinic, user, site, type, start and duration.',
  StatusRefused: 'Read the status again with GetPatientRecord or GetDiary. For an appointment that was cancelled, book a new one.',
  PatientDeceased: 'Demographics has DateOfDeath: leave bookings and medication out. Other entries can still be written.',
  DeletionRefused: 'Delete only what this application wrote itself, and nothing that other entries are linked to. Everything else is corrected at the screens.',
  PathRefused: 'Name a folder that exists, can be written to, and lies in an allowed one: s1kit demo prints it, --files adds others.',
  RecordOpen: 'Have the user save or discard what is unsaved at the desktop, then send it again.',
  NotRecorded:
    'Look whether the disk of the data folder is full or read-only, or the data was replaced at that moment. Nothing was carried out: the same request can be sent again.',
  Unexpected: "Send it again once. If it fails again, it is a fault of the environment: its log has the place, and a report with this entry's number helps.",
};

/** What the outcomes mean where it is not a refusal that was sent. */
export const meaningOfOutcomes: Readonly<Record<AuditOutcome, { readonly why: string; readonly advice: string }>> = {
  success: { why: 'It was answered: nothing was refused.', advice: 'There is nothing to do.' },
  error: { why: 'It was refused.', advice: 'Correct what is named and send it again.' },
  throttled: {
    why: 'It came too soon after the one before it, and was not answered, as the throttle is set (--throttle silent): the connection stays open.',
    advice:
      'Wait until the time that is given, then send it again; give up waiting for this reply. For development --throttle error tells, --throttle off allows all.',
  },
  silent: { why: 'It was not answered, and was not meant to be.', advice: 'Give up waiting for the reply, and send it again when it is allowed.' },
  cutOff: {
    why: 'The connection ended before the document was complete: it was put on record, and nothing was carried out.',
    advice: 'Send the whole document before closing the connection or its sending half.',
  },
  interrupted: {
    why: 'Its reply was not sent to the end, or its end is not on record: the client closed the connection, the environment stopped, or it is still being sent.',
    advice: 'Read until the line feed that ends the reply. What the request changed stays: look before sending it again.',
  },
  fault: {
    why: 'A fault befell it that was set on purpose.',
    advice: 'Nothing is wrong with the request. s1kit fault list shows the faults, s1kit fault clear ends them.',
  },
  done: { why: 'It is on record what a person did: there was no request.', advice: 'There is nothing to do.' },
};
