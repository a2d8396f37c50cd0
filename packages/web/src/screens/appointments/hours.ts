// Slots under the hours that they begin in.
import type { Clinic, ClinicEntry, Entry } from './states.js';

/** The hours in which something begins, in order: `09`. */
export function hoursOf(entries: readonly Entry[]): readonly string[] {
  return [...new Set(entries.map(hourOf))].sort();
}

export function hourOf({ start }: Entry): string {
  return start.slice(11, 13);
}

/** The entries of several clinics as one list, in order of time. */
export function inOrder(clinics: readonly Clinic[]): readonly ClinicEntry[] {
  return clinics
    .flatMap(({ entries, ...clinic }) => entries.map((entry) => ({ clinic, entry })))
    .sort((a, b) => a.entry.startAt.localeCompare(b.entry.startAt) || a.clinic.clinician.name.localeCompare(b.clinic.clinician.name));
}
