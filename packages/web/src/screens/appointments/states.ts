// The states of slots and appointments in words; each has a look of its own as well (`styles/_ledger.scss`).
import type { OutputOf } from '@s1kit/link';

export type Clinic = OutputOf<'appointments.ledger'>['clinics'][number];
export type Entry = Clinic['entries'][number];
export type Appointment = NonNullable<Entry['appointment']>;
export type Status = Appointment['status'];

/** An entry with the clinic that it is of. */
export interface ClinicEntry {
  readonly clinic: Omit<Clinic, 'entries'>;
  readonly entry: Entry;
}

const words: Readonly<Record<Exclude<Entry['state'], 'appointment'>, string>> = {
  free: 'Free',
  past: 'Not used',
  held: 'Held for an unsaved booking',
};

export const statusWords: Readonly<Record<Status, string>> = {
  Booked: 'Booked',
  Arrived: 'Arrived',
  'In Progress': 'In progress',
  Finished: 'Finished',
  'Did Not Attend': 'Did not attend',
  Cancelled: 'Cancelled',
};

export function stateWord({ appointment, state }: Entry): string {
  return state === 'appointment' ? statusWords[appointment?.status ?? 'Booked'] : words[state];
}

/** @example stateClass(entry) // 'did-not-attend' */
export function stateClass({ appointment, state }: Entry): string {
  return (state === 'appointment' ? (appointment?.status ?? 'Booked') : state).toLowerCase().replaceAll(' ', '-');
}

/** What an entry is kept apart from others by. */
export function entryKey({ appointment, start }: Entry): string {
  return appointment?.uid ?? start;
}
