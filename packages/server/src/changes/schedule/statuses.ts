// What holds for the status of appointments and visits alike.
import { Refusal } from '@s1kit/contract';

/**
 * What a status may become: any other, but what is cancelled stays so, since its slot may be somebody else's by now (B7.13).
 * @param statuses all that there are
 * @example statusesAfter('Arrived', appointmentStatuses)
 */
export function statusesAfter<S extends string>(status: S, statuses: readonly S[]): readonly S[] {
  return status === 'Cancelled' ? [] : statuses.filter((other) => other !== status);
}

/** @throws {Refusal} StatusRefused: it may not become that */
export function requireNotCancelled(status: string, wanted: string | undefined, path: string): void {
  if (wanted === undefined || wanted === status || statusesAfter(status, [wanted]).length > 0) return;
  throw new Refusal('StatusRefused', 'What has been cancelled stays cancelled. Make a new one.', `${path}/Status`);
}

/** The refusal of an identifier that this patient's record does not have. */
export function unknownEntry(name: string, path: string): Refusal {
  return new Refusal('ValueUnknown', `The patient's record has nothing of that ${name}. GetPatientRecord gives what it has.`, `${path}/${name}`);
}
