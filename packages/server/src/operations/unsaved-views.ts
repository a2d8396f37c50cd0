// Unsaved changes and conflicts as the screens show them, under the names that messages have.
import type { OutputOf } from '@s1kit/link';
import type { Changed } from '../changes/index.js';
import type { PlannedChange } from '../changes/planned.js';
import { uidOf } from '../identifiers.js';
import type { Conflict, UnsavedChange } from '../sessions/index.js';
import type { Work } from '../store/index.js';
import { ukDateTime } from '../uk-time.js';
import { isoTime, type OperationContext } from './operation-context.js';
import { aboutEntry } from './unsaved-about.js';

type ShownChange = OutputOf<'session.changes'>['changes'][number];
type ShownConflict = OutputOf<'session.changes'>['conflicts'][number];
type Field = ShownChange['fields'][number];
type Element = ShownChange['element'];

interface Part {
  readonly element: Element;
  readonly uid: string | null;
  readonly isNew: boolean;
  readonly fields: readonly Field[];
}

export function* shownChange(
  { changeId, madeAt, patientId, planned }: UnsavedChange,
  { may, services }: Pick<OperationContext, 'may' | 'services'>,
): Work<ShownChange> {
  const { requestUid, software, userName } = planned;
  const { element, uid, isNew, fields } = partOf(planned);
  const items = may('clinical.read') ? (planned.event?.items ?? []).map(({ kind, value }) => ({ kind, value })) : [];
  const about = yield* aboutEntry(services.organisationId, patientId, planned);
  const shown = { id: String(changeId), element, uid, isNew, madeAt: isoTime(madeAt), userName, application: software, requestUid };
  return { ...shown, about: [...about], fields: [...fields], items };
}

export function shownConflict(conflict: Conflict, changes: readonly UnsavedChange[], { may }: Pick<OperationContext, 'may'>): ShownConflict {
  const { before, changeId, choices, conflictId, field, mine, reason, savedBy, theirs } = conflict;
  const planned = changes.find((change) => change.changeId === changeId)?.planned;
  const { element, uid }: Pick<Part, 'element' | 'uid'> = planned === undefined ? { element: 'Event', uid: null } : partOf(planned);
  const isEnd = element === 'Event';
  const isShown = !isEnd || may('clinical.read');
  const show = (value: unknown): unknown => (isShown ? shownValue(field, value) : null);
  return {
    id: conflictId,
    changeId: String(changeId),
    element,
    uid: isEnd ? field : uid,
    field: field === '' ? null : isEnd ? 'ProblemEndDate' : nameOf(element, field),
    reason,
    before: show(before),
    mine: show(mine),
    theirs: show(theirs),
    choices: [...choices],
    savedBy: savedBy === undefined ? null : { userName: savedBy.userName, application: savedBy.software, at: isoTime(savedBy.savedAt) },
  };
}

/** The one part of an unsaved change. */
function partOf({ appointments, bookings, demographics, event, newTasks, newVisits, tasks, visits }: PlannedChange): Part {
  const [appointment] = appointments;
  const [booking] = bookings;
  const [newVisit] = newVisits;
  const [visit] = visits;
  const [newTask] = newTasks;
  const [task] = tasks;
  if (event !== null) {
    const { doneAt, doneBy, effectiveAt, eventId, linkedProblemUid, linkedReferralUid, method, userName } = event;
    const names = { DateTime: effectiveAt, UserName: userName, DoneBy: doneBy, DoneAt: doneAt, Method: method };
    return added('Event', eventId, { ...names, LinkedReferralUID: linkedReferralUid, LinkedProblemUID: linkedProblemUid });
  }
  if (booking !== undefined) {
    const { appointmentId, comments, duration, flags, slotType, startAt } = booking;
    return added('Appointment', appointmentId, { slotType, startAt, duration, comments, flags });
  }
  if (newVisit !== undefined) return added('Visit', newVisit.visitId, newVisit.state);
  if (newTask !== undefined) return added('Task', newTask.taskId, newTask.state);
  if (appointment !== undefined) return changing('Appointment', appointment.appointmentId, appointment.changes);
  if (visit !== undefined) return changing('Visit', visit.visitId, visit.changes);
  if (task !== undefined) return changing('Task', task.taskId, task.changes);
  return changing('Demographics', null, demographics ?? {});
}

function added(element: Element, id: number, state: object): Part {
  const filled = Object.entries(state).filter(([, value]) => value !== null && value !== '');
  const fields = filled.map(([name, after]) => ({ name: nameOf(element, name), before: null, after: shownValue(name, after) }));
  return { element, uid: uidOf(id), isNew: true, fields };
}

function changing(element: Element, id: number | null, changes: object): Part {
  const fields = Object.entries(changes).map(([name, change]) => {
    const { before = null, after } = change as Changed<unknown>; // Every value of Changes is a Changed.
    return { name: nameOf(element, name), before: shownValue(name, before), after: shownValue(name, after) };
  });
  return { element, uid: id === null ? null : uidOf(id), isNew: false, fields };
}

const commonNames: Readonly<Record<string, string>> = {
  status: 'Status',
  comments: 'Comments',
  flags: 'Flag',
  linkedReferralUid: 'LinkedReferralUID',
  slotType: 'SlotType',
  duration: 'Duration',
  visitor: 'UserName',
  dueAt: 'Due',
  type: 'TaskType',
  content: 'Content',
  userNameAssigned: 'UserNameAssigned',
  groupNameAssigned: 'GroupNameAssigned',
};

/** The name in messages; what has none of its own is named so already. */
function nameOf(element: Element, name: string): string {
  if (name === 'startAt') return element === 'Appointment' ? 'DateTimeStart' : 'DateTime';
  return commonNames[name] ?? name;
}

function shownValue(name: string, value: unknown): unknown {
  return (name === 'startAt' || name === 'dueAt') && typeof value === 'number' ? ukDateTime(value) : value;
}
