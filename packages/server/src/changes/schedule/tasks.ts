// New tasks about a patient, and changes of those that are there, by TaskUID.
import { Refusal, type Task, type TaskStatus, taskTypesInReplies, type Uid } from '@s1kit/contract';
import { idOf, nextIds } from '../../identifiers.js';
import { first, run, sql, type Work } from '../../store/index.js';
import { changed, changesOf } from '../changed.js';
import type { PlannedChange, PlannedTask, TaskChange, TaskState } from '../planned.js';
import { type ChangeContext, parametersPath } from '../request.js';
import { unknownEntry } from './statuses.js';
import { instantOf } from './times.js';

/** A task without a time is due now. @throws {Refusal} ValueInvalid */
export function* planTask(sent: Task, { organisationId, now }: ChangeContext, path: string): Work<PlannedTask> {
  if (sent.TaskType === undefined) throw new Refusal('ValueInvalid', 'A new task needs TaskType.', `${path}/TaskType`);
  if (sent.Content === undefined || sent.Content.trim() === '') {
    throw new Refusal('ValueInvalid', 'A new task needs Content: what is to be done.', `${path}/Content`);
  }
  const state: TaskState = {
    dueAt: sent.Due === undefined ? Math.floor(now / 1000) * 1000 : instantOf(sent.Due, `${path}/Due`),
    type: taskTypesInReplies[sent.TaskType] ?? sent.TaskType,
    status: sent.Status ?? 'Not Started',
    content: sent.Content,
    userNameAssigned: sent.UserNameAssigned ?? null,
    groupNameAssigned: sent.GroupNameAssigned ?? null,
  };
  return { taskId: yield* nextIds(organisationId, 'task', 1), state };
}

/** @throws {Refusal} ValueUnknown, ValueInvalid */
export function* planTaskChange(organisationId: string, patientId: number, sent: Task & { readonly TaskUID: Uid }, path: string): Work<TaskChange> {
  const taskId = idOf(sent.TaskUID);
  const state = taskId === undefined ? undefined : yield* findTask(organisationId, patientId, taskId);
  if (taskId === undefined || state === undefined) throw unknownEntry('TaskUID', path);
  if (sent.Content?.trim() === '') throw new Refusal('ValueInvalid', 'A task has Content: it cannot be emptied.', `${path}/Content`);
  const changes = changesOf(state, {
    dueAt: sent.Due === undefined ? undefined : instantOf(sent.Due, `${path}/Due`),
    type: sent.TaskType === undefined ? undefined : (taskTypesInReplies[sent.TaskType] ?? sent.TaskType),
    status: sent.Status,
    content: sent.Content,
    userNameAssigned: sent.UserNameAssigned,
    groupNameAssigned: sent.GroupNameAssigned,
  });
  return { taskId, changes };
}

/** The task of that identifier, if it is about this patient. */
export function* findTask(organisationId: string, patientId: number, taskId: number): Work<TaskState | undefined> {
  const row = yield* first<Row>(selectTask, organisationId, patientId, taskId);
  if (row === undefined) return undefined;
  return {
    dueAt: row.due_at,
    type: row.type,
    // It was stored as one of the contract's.
    status: row.status as TaskStatus,
    content: row.content,
    userNameAssigned: row.user_name_assigned,
    groupNameAssigned: row.group_name_assigned,
  };
}

export function* writeTask(
  organisationId: string,
  change: Pick<PlannedChange, 'patientId' | 'applicationId' | 'userName'>,
  task: PlannedTask,
  now: number,
): Work<void> {
  const { patientId, applicationId, userName } = change;
  yield* run(insertTask, organisationId, task.taskId, patientId, ...valuesOf(task.state), applicationId, userName, now);
}

/**
 * Writes a change into the task as it now is.
 * @throws {Refusal} ValueUnknown: it was deleted since the change was planned
 */
export function* writeTaskChange(organisationId: string, patientId: number, { taskId, changes }: TaskChange, now: number): Work<void> {
  const before = yield* findTask(organisationId, patientId, taskId);
  if (before === undefined) throw unknownEntry('TaskUID', `${parametersPath}/NonClinical/Task`);
  yield* run(updateTask, ...valuesOf(changed(before, changes)), now, organisationId, taskId);
}

type Row = {
  readonly due_at: number;
  readonly type: string;
  readonly status: string;
  readonly content: string;
  readonly user_name_assigned: string | null;
  readonly group_name_assigned: string | null;
};

function valuesOf({ dueAt, type, status, content, userNameAssigned, groupNameAssigned }: TaskState) {
  return [dueAt, type, status, content, userNameAssigned, groupNameAssigned] as const;
}

const selectTask = sql`SELECT due_at, type, status, content, user_name_assigned, group_name_assigned FROM task
  WHERE organisation_id = ? AND patient_id = ? AND task_id = ?`;
const insertTask = sql`INSERT INTO task (organisation_id, task_id, patient_id, due_at, type, status, content, user_name_assigned, group_name_assigned,
    application_id, user_name, entry_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const updateTask = sql`UPDATE task SET due_at = ?, type = ?, status = ?, content = ?, user_name_assigned = ?, group_name_assigned = ?, changed_at = ?
  WHERE organisation_id = ? AND task_id = ?`;
