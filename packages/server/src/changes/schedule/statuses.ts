// What holds for the status of appointments and visits alike.
import { Refusal } from '@s1kit/contract';

/**
 * What is cancelled stays so: its slot may be somebody else's by now.
 * @throws {Refusal} StatusRefused
 */
export function requireNotCancelled(status: string, wanted: string | undefined, path: string): void {
  if (status !== 'Cancelled' || wanted === undefined || wanted === 'Cancelled') return;
  throw new Refusal('StatusRefused', 'What has been cancelled stays cancelled. Make a new one.', `${path}/Status`);
}

/** The refusal of an identifier that this patient's record does not have. */
export function unknownEntry(name: string, path: string): Refusal {
  return new Refusal('ValueUnknown', `The patient's record has nothing of that ${name}. GetPatientRecord gives what it has.`, `${path}/${name}`);
}
