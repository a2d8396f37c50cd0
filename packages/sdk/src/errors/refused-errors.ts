// Failures that a reply tells of: one class for each kind.
import type { ErrorCode } from '@s1kit/contract';
import { type ErrorOrigin, SystmOneError } from './systmone-error.js';

/** A reply told of a failure. What the peer said of it is not in the error, since it may name a patient: `peerMessage(error)` of the client has it. */
export class RefusedError extends SystmOneError {
  declare readonly code: ErrorCode | 'Unclassified';
}

/** The document was refused: the peer wants another form than this SDK sends. Codes: `NotWellFormed` … `SchemaInvalid`, `IdentityInvalid`, `IdentifierRefused`, `ConstraintsMissing`. */
export class RequestRefusedError extends RefusedError {}
/** The API key is wrong or revoked. */
export class KeyRefusedError extends RefusedError {}
/** Nobody is signed in at the SystmOne client. */
export class NobodySignedInError extends RefusedError {}
/** The DeviceID is not known: the approval was withdrawn, or it is another workstation's. */
export class DeviceUnknownError extends RefusedError {}
/** The user has blocked this application on this workstation. */
export class DeviceBlockedError extends RefusedError {}
/** The user has not approved this application yet. */
export class ApprovalPendingError extends RefusedError {}
/** The function, or its version, is missing or not for this application. */
export class FunctionMissingError extends RefusedError {}
/** The role of the signed-in user does not allow it. */
export class RightMissingError extends RefusedError {}
/** Too many requests of this function from this device. */
export class ThrottledError extends RefusedError {}
/** This organisation has no such patient. */
export class PatientUnknownError extends RefusedError {}
/** The search matches too many patients. */
export class TooManyMatchesError extends RefusedError {}
/** A value is not the organisation's, names nothing, or makes no sense. */
export class ValueRefusedError extends RefusedError {}
/** The slot is taken, has begun, or is not there. */
export class SlotUnavailableError extends RefusedError {}
/** The appointment or visit cannot have that status. */
export class StatusRefusedError extends RefusedError {}
/** The patient has died. */
export class PatientDeceasedError extends RefusedError {}
/** Something that was named cannot be deleted: nothing was. */
export class DeletionRefusedError extends RefusedError {}
/** The path cannot be used. */
export class PathRefusedError extends RefusedError {}
/** The record that is open has unsaved changes. */
export class RecordOpenError extends RefusedError {}
/** The peer failed. */
export class PeerFailedError extends RefusedError {}
/** A failure of which the reply gave no code, and `classify` made none of it: `permanent` is all that is known. */
export class UnclassifiedError extends RefusedError {}

type RefusedClass = new (code: ErrorCode, permanent: boolean, message: string, origin: ErrorOrigin) => RefusedError;

/** The class and the advice of every code. */
export const refusals: Readonly<Record<ErrorCode, readonly [kind: RefusedClass, message: string]>> = {
  NotWellFormed: [RequestRefusedError, 'The request was not understood as XML.'],
  DocumentTypeRefused: [RequestRefusedError, 'The request was refused for its document type.'],
  EncodingRefused: [RequestRefusedError, 'The request was refused for its encoding.'],
  LimitExceeded: [RequestRefusedError, 'The request is larger than the peer takes. Send less at a time.'],
  DocumentTimeout: [RequestRefusedError, 'The peer did not get the whole request in time.'],
  EnvelopeInvalid: [RequestRefusedError, 'The envelope of the request was refused.'],
  KeyRefused: [KeyRefusedError, 'The API key was refused. Check it; if it was revoked, ask for a new one.'],
  NobodySignedIn: [NobodySignedInError, 'Nobody is signed in at the SystmOne client. Ask the user to sign in, and try again.'],
  DeviceUnknown: [DeviceUnknownError, 'The DeviceID is not known here. Connect again to have this installation approved.'],
  DeviceBlocked: [DeviceBlockedError, 'This application is blocked on this workstation. Someone with the right to devices can lift the block.'],
  ApprovalPending: [ApprovalPendingError, 'The user has not approved this application yet. Ask them to approve it in SystmOne, and try again.'],
  FunctionUnknown: [FunctionMissingError, 'There is no such function for this application. Ask for it to be allowed.'],
  VersionUnknown: [FunctionMissingError, 'The function is not offered in the version that this SDK speaks. Update whichever is older.'],
  FunctionUnavailable: [FunctionMissingError, 'The function is not available here.'],
  RightMissing: [RightMissingError, 'The role of the signed-in user does not allow it. Ask for less, or have someone else sign in.'],
  SchemaInvalid: [RequestRefusedError, 'The request does not follow the schema of the peer. Compare with GetXSDFiles.'],
  Throttled: [ThrottledError, 'Too many requests of this function from this device. Another program may be using the same device.'],
  IdentityInvalid: [RequestRefusedError, 'The patient was not named by exactly one valid number.'],
  IdentifierRefused: [RequestRefusedError, 'A StrategicReportingIdentifier is for replies only.'],
  PatientUnknown: [PatientUnknownError, 'This organisation has no such patient.'],
  ConstraintsMissing: [RequestRefusedError, 'A search needs at least two constraints.'],
  TooManyMatches: [TooManyMatchesError, 'The search matches too many patients. Narrow it.'],
  ValueUnknown: [ValueRefusedError, "A value is not in the organisation's metadata, or an identifier names nothing in the record. Fetch both anew."],
  ValueInvalid: [ValueRefusedError, 'A value is of the right form, but makes no sense.'],
  SlotUnavailable: [SlotUnavailableError, 'The slot is taken, has begun, or is not there. Fetch the slots anew and choose another.'],
  StatusRefused: [StatusRefusedError, 'The appointment or visit cannot have that status: what is cancelled stays so.'],
  PatientDeceased: [PatientDeceasedError, 'The patient has died: there are no bookings and no new medication.'],
  DeletionRefused: [DeletionRefusedError, 'Nothing was deleted: something that was named was not written by this application, or other entries build on it.'],
  PathRefused: [PathRefusedError, 'A path lies outside the allowed folders, or cannot be used.'],
  RecordOpen: [RecordOpenError, 'The record that is open in SystmOne has unsaved changes. Ask the user to save or discard them, and try again.'],
  NotRecorded: [PeerFailedError, 'The peer could not record the request, and did not carry it out.'],
  Unexpected: [PeerFailedError, 'The peer failed.'],
};

/** What is known of a failure that a reply told of. */
export interface Refused {
  /** `undefined` where the reply gave none that is known. */
  readonly code: ErrorCode | undefined;
  readonly permanent: boolean;
}

/** The error of a failure that a reply told of. */
export function refusedError({ code, permanent }: Refused, origin: ErrorOrigin): RefusedError {
  if (code === undefined) {
    const message = permanent ? 'It was refused, and would be again as things are set up.' : 'It was refused, and may succeed later.';
    return new UnclassifiedError('Unclassified', permanent, message, origin);
  }
  const [Kind, message] = refusals[code];
  return new Kind(code, permanent, message, origin);
}
