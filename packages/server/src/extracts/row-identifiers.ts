// The numbers of rows: the same thing has the same number in every extract, so that the next one can be laid over the last.
import { createHash } from 'node:crypto';

/** So many items can an event have, and so many registrations or addresses a patient; a document is too small for more. */
const each = 1_000_000;

/** The row of an item: the event's number, then six digits with the item's place in it, from 1. */
export function itemRow(eventId: number, index: number): number {
  return eventId * each + index + 1;
}

/** The row of one of a patient's registrations or addresses: the patient's number, then six digits with its place. */
export function historyRow(patientId: number, position: number): number {
  return patientId * each + position;
}

/** The row of one of a patient's ways to be reached: the patient's number, then one digit. */
export function contactRow(patientId: number, place: number): number {
  return patientId * 10 + place;
}

/** The row of what has a name alone: 48 bits of a digest of it, so it can be told without a list of all. */
export function namedRow(table: string, name: string): number {
  return createHash('sha256').update(`${table}\n${name}`).digest().readUIntBE(0, 6);
}
