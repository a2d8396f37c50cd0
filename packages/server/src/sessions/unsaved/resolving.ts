// What the user decides about conflicts: to keep what they want, or what the record has (B7.16).
import type { ClinicalCode, ClinicalItem } from '@s1kit/contract';
import { type Changed, isEmpty, isEnding } from '../../changes/index.js';
import type { PlannedChange, PlannedEvent } from '../../changes/planned.js';
import type { Place } from '../../place.js';
import type { Work } from '../../store/index.js';
import type { Conflict } from './conflicts.js';
import { removeUnsaved, rewriteUnsaved, type UnsavedChange } from './unsaved-changes.js';

export type Choice = 'mine' | 'theirs';

/**
 * Carries out what the user decided: with `mine` the change is as if it had been made to what the record has now; with `theirs` it leaves that part alone, and
 * goes where nothing of it is left.
 * @param conflicts of one change
 */
export function* choose(place: Place, change: UnsavedChange, conflicts: readonly Conflict[], choice: Choice): Work<void> {
  const planned = conflicts.reduce<PlannedChange | undefined>((left, conflict) => left && resolved(left, conflict, choice), change.planned);
  if (planned === undefined) yield* removeUnsaved(place, [change]);
  else yield* rewriteUnsaved(place, change.changeId, planned);
}

/** `undefined` where nothing of the change is left. */
function resolved(planned: PlannedChange, conflict: Conflict, choice: Choice): PlannedChange | undefined {
  const { field, theirs } = conflict;
  if (field === '') return undefined;
  const { appointments, demographics, event, tasks, visits } = planned;
  if (event !== null) return { ...planned, event: withoutEnd(event, conflict) };
  const decide = <C extends object>(changes: C): C => (choice === 'mine' ? rebased(changes, field, theirs) : without(changes, field));
  const left = {
    ...planned,
    demographics: demographics && nothingIfEmpty(decide(demographics)),
    appointments: appointments.map((each) => ({ ...each, changes: decide(each.changes) })).filter(({ changes }) => !isEmpty(changes)),
    visits: visits.map((each) => ({ ...each, changes: decide(each.changes) })).filter(({ changes }) => !isEmpty(changes)),
    tasks: tasks.map((each) => ({ ...each, changes: decide(each.changes) })).filter(({ changes }) => !isEmpty(changes)),
  };
  return left.demographics === null && left.appointments.length + left.visits.length + left.tasks.length === 0 ? undefined : left;
}

/** An event that does not end a problem any more does not say so either; nor that it belongs to a problem which has gone. */
function withoutEnd(event: PlannedEvent, { field: problemUid, reason }: Conflict): PlannedEvent {
  const unlinked = reason === 'gone';
  const items = event.items.map((item): ClinicalItem => {
    if (item.value.LinkedProblemUID !== problemUid) return item;
    const { LinkedProblemUID, ...value } = item.kind === 'ClinicalCode' && isEnding(item.value) ? withoutEndDate(item.value) : item.value;
    // What is left out of an item may be left out of every kind.
    return { kind: item.kind, value: unlinked ? value : { ...value, LinkedProblemUID } } as ClinicalItem;
  });
  const linkedProblemUid = unlinked && event.linkedProblemUid === problemUid ? null : event.linkedProblemUid;
  return { ...event, items, linkedProblemUid, ends: event.ends.filter((end) => end.problemUid !== problemUid) };
}

function withoutEndDate({ ProblemEndDate: _, ...value }: ClinicalCode): ClinicalCode {
  return value;
}

function rebased<C extends object>(changes: C, field: string, before: unknown): C {
  const { after } = changes[field as keyof C] as Changed<unknown>; // A conflict's field is one of the change's, and each of those is a Changed.
  return { ...changes, [field]: before === null ? { after } : { before, after } };
}

function without<C extends object>(changes: C, field: string): C {
  // Every part of Changes may be left out.
  return Object.fromEntries(Object.entries(changes).filter(([name]) => name !== field)) as C;
}

function nothingIfEmpty<C extends object>(changes: C): C | null {
  return isEmpty(changes) ? null : changes;
}
