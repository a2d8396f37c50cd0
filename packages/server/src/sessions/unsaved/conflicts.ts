// What somebody else has changed meanwhile, of that which an unsaved change changes too: the user is asked about it, part by part (B7.16).
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import {
  appointmentState,
  type Changed,
  findAppointment,
  findProblem,
  findTask,
  findVisit,
  lastSavedBy,
  partOf,
  type SavedBy,
  type SavedPart,
} from '../../changes/index.js';
import type { PlannedChange, PlannedEvent } from '../../changes/planned.js';
import { loadPatient } from '../../patients/patient.js';
import type { Place } from '../../place.js';
import { first, sql, type Work } from '../../store/index.js';
import type { UnsavedChange } from './unsaved-changes.js';

export interface Conflict {
  /** Names it; another one once what the record has changes again, so that nobody decides about what they have not seen. */
  readonly conflictId: string;
  readonly changeId: number;
  /** Which part: its name in a planned change; the ProblemUID of a problem that has been ended; empty where all of the entry is meant. */
  readonly field: string;
  readonly reason: 'changed' | 'cancelled' | 'ended' | 'gone';
  /** What was read when the change was made. `null` is nothing, here and below. */
  readonly before: unknown;
  /** What the unsaved change wants. */
  readonly mine: unknown;
  /** What the record has now. */
  readonly theirs: unknown;
  /** `theirs` alone where what the change builds on has gone for good. */
  readonly choices: readonly ('mine' | 'theirs')[];
  /** Who saved what the record has now. */
  readonly savedBy: SavedBy | undefined;
}

type Difference = Omit<Conflict, 'conflictId' | 'changeId' | 'savedBy'>;

/**
 * Compares versions, and where they differ every part of the changes with the record as it is. A clinical event that is added conflicts with nothing, but
 * for a problem that it ends.
 */
export function* conflictsOf({ organisationId }: Place, changes: readonly UnsavedChange[]): Work<readonly Conflict[]> {
  const conflicts: Conflict[] = [];
  for (const change of changes) {
    const { changeId, patientId, planned } = change;
    const version = (yield* first<{ version: number }>(selectVersion, organisationId, patientId))?.version;
    if (version === planned.patientVersion) continue;
    for (const difference of yield* differencesOf(organisationId, change)) {
      const savedBy = yield* lastSavedBy(organisationId, patientId, planned.patientVersion, partsMeant(planned, difference.field));
      conflicts.push({ ...difference, changeId, conflictId: conflictIdOf(changeId, difference), savedBy });
    }
  }
  return conflicts;
}

/** The part of the record that a conflict is about, and all of its entry, which may have been deleted. */
function partsMeant({ appointments, event, tasks, visits }: PlannedChange, field: string): readonly SavedPart[] {
  if (event !== null) return [partOf('Problem', field)];
  const entries = [
    ...appointments.map(({ appointmentId }) => `Appointment/${appointmentId}`),
    ...visits.map(({ visitId }) => `Visit/${visitId}`),
    ...tasks.map(({ taskId }) => `Task/${taskId}`),
  ];
  const [entry = 'Demographics'] = entries;
  return [entry, partOf(entry, field)];
}

function conflictIdOf(changeId: number, { field, reason, theirs }: Difference): string {
  const seen = createHash('sha256')
    .update(JSON.stringify([reason, theirs]))
    .digest('hex')
    .slice(0, 8);
  return [changeId, ...(field === '' ? [] : [field]), seen].join('-');
}

function* differencesOf(organisationId: string, { patientId, planned }: UnsavedChange): Work<readonly Difference[]> {
  const found: Difference[] = [];
  if (planned.demographics !== null) {
    const current = (yield* loadPatient(organisationId, patientId))?.demographics;
    found.push(...compared(planned.demographics, current));
  }
  if (planned.event !== null) found.push(...(yield* endedProblems(organisationId, patientId, planned.event)));
  for (const { appointmentId, changes } of planned.appointments) {
    const current = yield* findAppointment(organisationId, patientId, appointmentId);
    found.push(...compared(changes, current && appointmentState(current)));
  }
  for (const { visitId, changes } of planned.visits) found.push(...compared(changes, yield* findVisit(organisationId, patientId, visitId)));
  for (const { taskId, changes } of planned.tasks) found.push(...compared(changes, yield* findTask(organisationId, patientId, taskId)));
  return found;
}

/** @param current what is changed, as it now is; `undefined` where it has gone */
function compared(changes: object, current: object | undefined): readonly Difference[] {
  if (current === undefined) return [{ field: '', reason: 'gone', before: null, mine: null, theirs: null, choices: ['theirs'] }];
  return Object.entries(changes).flatMap(([field, change]) => {
    const { before = null, after } = change as Changed<unknown>; // Every value of Changes is a Changed.
    const theirs: unknown = current[field as keyof typeof current] ?? null; // A change has the names of what it changes.
    if (isDeepStrictEqual(theirs, before) || isDeepStrictEqual(theirs, after)) return [];
    // What has been cancelled stays so (B7.13).
    const isCancelled = field === 'status' && theirs === 'Cancelled';
    const reason = isCancelled ? ('cancelled' as const) : ('changed' as const);
    return [{ field, reason, before, mine: after, theirs, choices: isCancelled ? (['theirs'] as const) : (['mine', 'theirs'] as const) }];
  });
}

function* endedProblems(organisationId: string, patientId: number, { ends }: PlannedEvent): Work<readonly Difference[]> {
  const found: Difference[] = [];
  for (const { problemUid, endDate } of ends) {
    const problem = yield* findProblem(organisationId, patientId, problemUid);
    const theirs = problem?.value.ProblemEndDate ?? null;
    if (problem !== undefined && theirs === null) continue;
    found.push({ field: problemUid, reason: problem === undefined ? 'gone' : 'ended', before: null, mine: endDate, theirs, choices: ['theirs'] });
  }
  return found;
}

const selectVersion = sql`SELECT version FROM patient WHERE organisation_id = ? AND patient_id = ?`;
