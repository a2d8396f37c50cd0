// Tasks as stored, and as replies carry them.
import type { Task } from '@s1kit/contract';
import { uidOf } from '../identifiers.js';
import { all, sql, type Work } from '../store/index.js';
import { ukDateTime } from '../uk-time.js';
import { type EntryLimits, limitParameters } from './entry-limits.js';

/** The tasks about a patient, in the order in which they are due. */
export function* tasksOf(organisationId: string, patientId: number, limits: EntryLimits): Work<readonly Task[]> {
  const rows = yield* all<TaskRow>(selectOfPatient, organisationId, patientId, ...limitParameters(limits));
  return rows.map(taskOf);
}

type TaskRow = {
  readonly task_id: number;
  readonly due_at: number;
  readonly type: string;
  readonly status: string;
  readonly content: string;
  readonly user_name_assigned: string | null;
  readonly group_name_assigned: string | null;
};

function taskOf(row: TaskRow): Task {
  const value = {
    TaskUID: uidOf(row.task_id),
    DateTime: ukDateTime(row.due_at),
    TaskType: row.type,
    Status: row.status,
    Content: row.content,
    ...(row.user_name_assigned === null ? {} : { UserNameAssigned: row.user_name_assigned }),
    ...(row.group_name_assigned === null ? {} : { GroupNameAssigned: row.group_name_assigned }),
  };
  // The status was stored as one of the contract's.
  return value as Task;
}

// Plus nothing: so that an engine goes by the patient, not by the time.
const selectOfPatient = sql`SELECT task_id, due_at, type, status, content, user_name_assigned, group_name_assigned FROM task
  WHERE organisation_id = ? AND patient_id = ?
    AND due_at + 0 >= ? AND due_at + 0 <= ? AND entry_at >= ? AND entry_at <= ? AND (? = '' OR user_name = ?)
  ORDER BY due_at, task_id`;
