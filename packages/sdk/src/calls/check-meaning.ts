// What a request must mean, as far as it can be known before it leaves.
import { type FunctionMap, type FunctionName, isNhsNumber, type RequestOf } from '@s1kit/contract';
import { RequestInvalidError } from '../errors/index.js';

type Parameters<N extends FunctionName> = RequestOf<FunctionMap[N]>;
type Check<N extends FunctionName> = (parameters: Parameters<N>) => void;

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === '';

/** Exactly one number names a patient (published). */
function checkIdentity({ NHSNumber, PseudoNumber, StrategicReportingIdentifier }: NonNullable<Parameters<'IsPatientRetrieved'>['Identity']>): void {
  if (StrategicReportingIdentifier !== undefined) throw new RequestInvalidError('Identity/StrategicReportingIdentifier', 'stands in replies only.');
  if ((NHSNumber === undefined) === isBlank(PseudoNumber)) throw new RequestInvalidError('Identity', 'exactly one of NHSNumber and PseudoNumber is expected.');
  if (NHSNumber !== undefined && !isNhsNumber(NHSNumber))
    throw new RequestInvalidError('Identity/NHSNumber', 'is not an NHS number: its check digit does not fit.');
}

function checkRange(from: string | undefined, to: string | undefined, path: string): void {
  // Texts of one form compare as the times they stand for; those with an offset are left to the peer.
  if (from !== undefined && to !== undefined && from.length === to.length && from > to)
    throw new RequestInvalidError(path, 'lies before the beginning of the range.');
}

const search: Check<'PatientSearch'> = (parameters) => {
  const constraints = Object.values(parameters).filter((value) => !isBlank(value));
  if (constraints.length < 2) throw new RequestInvalidError('', 'a search needs at least two constraints that are not empty.');
};

const update: Check<'UpdatePatientRecord'> = ({ Demographics, Clinical, NonClinical }) => {
  const changes = [...Object.values(Demographics ?? {}), ...Object.values(NonClinical ?? {}).flat(), Clinical].filter((change) => change !== undefined);
  if (changes.length === 0) throw new RequestInvalidError('', 'nothing is to be changed: give Demographics, Clinical or NonClinical.');
};

const deletion: Check<'DeleteFromPatientRecord'> = ({ Reason, EventUID, AppointmentUID, TaskUID, VisitUID }) => {
  if (isBlank(Reason)) throw new RequestInvalidError('Reason', 'must not be blank: say why.');
  const named = [EventUID, AppointmentUID, TaskUID, VisitUID].flatMap((uids) => uids ?? []);
  if (named.length === 0) throw new RequestInvalidError('', 'nothing is to be deleted: name an event, appointment, task or visit.');
};

const launch: Check<'LaunchFunctionality'> = ({ Identity: _, ...dialogs }) => {
  if (Object.values(dialogs).filter((dialog) => dialog !== undefined).length !== 1) {
    throw new RequestInvalidError('', `exactly one dialog is expected: Medication, ClinicalCode, Attachment, Letter, Appointment or Task.`);
  }
};

const record: Check<'GetPatientRecord'> = ({ Filter: filter }) => {
  checkRange(filter?.MinEffectiveDate, filter?.MaxEffectiveDate, 'Filter/MaxEffectiveDate');
  checkRange(filter?.MinEntryDate, filter?.MaxEntryDate, 'Filter/MaxEntryDate');
};

const range: Check<'GetDiary' | 'GetAppointmentSlots'> = ({ MinDateTime, MaxDateTime }) => checkRange(MinDateTime, MaxDateTime, 'MaxDateTime');

const checks: { readonly [N in FunctionName]?: Check<N> } = {
  PatientSearch: search,
  UpdatePatientRecord: update,
  DeleteFromPatientRecord: deletion,
  LaunchFunctionality: launch,
  GetPatientRecord: record,
  GetDiary: range,
  GetAppointmentSlots: range,
};

/**
 * Looks at what a request of the right form means.
 * @throws {RequestInvalidError} with the path and the rule, never a value
 */
export function checkMeaning<N extends FunctionName>(name: N, parameters: Parameters<N>): void {
  if ('Identity' in parameters && parameters.Identity !== undefined) checkIdentity(parameters.Identity);
  // The table has each function's own check under its name.
  (checks[name] as Check<N> | undefined)?.(parameters);
}
