import { dateTime, element, fromList, oneOf, optional, type TypeOf, text } from '../shape/index.js';
import { userNameList } from './appointment.js';
import { uid } from './identifiers.js';

export const taskType = fromList('TaskType', "One of the organisation's task types.", 'taskTypes');
export const groupName = fromList('GroupName', "One of the organisation's user groups.", 'groupNames');
export const taskStatus = oneOf('TaskStatus', 'How far a task has come.', ['Not Started', 'In Progress', 'Complete', 'Cancelled']);

export type TaskStatus = TypeOf<typeof taskStatus>;

/** A task for a member of staff or a group. `Due` in requests is `DateTime` in replies (WIRE-FORMAT §5.8). */
export const task = element('Task', 'A task for a member of staff or a group. Due in requests is DateTime in replies.', {
  TaskUID: optional(uid, 'The identifier of the task.', { inReply: 'one' }),
  DateTime: optional(dateTime, 'When it is due.', { only: 'reply', inReply: 'one' }),
  TaskType: optional(taskType, 'Its type. Misc in requests is Miscellaneous in replies.', { inReply: 'one' }),
  Due: optional(dateTime, 'When it is due.', { only: 'request' }),
  Status: optional(taskStatus, 'How far it has come.', { inReply: 'one' }),
  Content: optional(text, 'What is to be done.', { inReply: 'one' }),
  UserNameAssigned: optional(userNameList, 'Whose task it is.'),
  GroupNameAssigned: optional(groupName, "Which group's task it is."),
});

export type Task = TypeOf<typeof task>;
