// The kinds of faults, and the errors that one can be: in words, and all that there are.
import type { ErrorCode } from '@s1kit/contract';
import type { OutputOf } from '@s1kit/link';

export type Fault = OutputOf<'faults.list'>[number];
export type FaultKind = Fault['kind'];

export const faultWords: Readonly<Record<FaultKind, string>> = {
  silence: 'No reply, the connection stays open',
  late: 'The reply comes late',
  'cut-before': 'The connection is cut before the reply',
  'cut-in': 'The connection is cut in the middle of the reply',
  'cut-after': 'The connection is cut after the reply',
  error: 'An error takes the place of the reply, and nothing is carried out',
};

/** In the order in which they are offered. */
export const faultKinds = Object.keys(faultWords).filter((kind): kind is FaultKind => Object.hasOwn(faultWords, kind));

/** A table, so that the compiler misses the one that is left out. */
const codes: Readonly<Record<ErrorCode, true>> = {
  NotWellFormed: true,
  DocumentTypeRefused: true,
  EncodingRefused: true,
  LimitExceeded: true,
  DocumentTimeout: true,
  EnvelopeInvalid: true,
  KeyRefused: true,
  NobodySignedIn: true,
  DeviceUnknown: true,
  DeviceBlocked: true,
  ApprovalPending: true,
  FunctionUnknown: true,
  VersionUnknown: true,
  FunctionUnavailable: true,
  RightMissing: true,
  SchemaInvalid: true,
  Throttled: true,
  IdentityInvalid: true,
  IdentifierRefused: true,
  PatientUnknown: true,
  ConstraintsMissing: true,
  TooManyMatches: true,
  ValueUnknown: true,
  ValueInvalid: true,
  SlotUnavailable: true,
  StatusRefused: true,
  PatientDeceased: true,
  DeletionRefused: true,
  PathRefused: true,
  RecordOpen: true,
  NotRecorded: true,
  Unexpected: true,
};

export const errorCodes: readonly string[] = Object.keys(codes);
