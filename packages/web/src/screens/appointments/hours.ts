// Slots under the hours that they begin in.
import type { Clinic, ClinicEntry, Entry } from './states.js';

/** The hours in which something begins, in order: `09`. */
export function hoursOf(entries: readonly Entry[]): readonly string[] {
  return [...new Set(entries.map(hourOf))].sort();
}

export function hourOf({ start }: Entry): string {
  return start.slice(11, 13);
}

/**
 * Entries with what React keeps them apart by: their place at their time. A slot that is booked stays the same button, which has the keyboard.
 */
export function keyed(entries: readonly ClinicEntry[]): readonly (readonly [key: string, entry: ClinicEntry])[] {
  const seen = new Map<string, number>();
  return entries.map((each) => {
    const slot = `${each.clinic.id} ${each.entry.start}`;
    const place = seen.get(slot) ?? 0;
    seen.set(slot, place + 1);
    return [`${slot} ${place}`, each];
  });
}

/** The entries of several clinics as one list, in order of time. */
export function inOrder(clinics: readonly Clinic[]): readonly ClinicEntry[] {
  return clinics
    .flatMap(({ entries, ...clinic }) => entries.map((entry) => ({ clinic, entry })))
    .sort((a, b) => a.entry.startAt.localeCompare(b.entry.startAt) || a.clinic.clinician.name.localeCompare(b.clinic.clinician.name));
}
