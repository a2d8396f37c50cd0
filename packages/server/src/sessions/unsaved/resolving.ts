// What the user decides about conflicts: to keep what they want, or what the record has (B7.16).
import { type Changed, isEmpty } from '../../changes/index.js';
import type { PlannedChange } from '../../changes/planned.js';
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
function resolved(planned: PlannedChange, { field, theirs }: Conflict, choice: Choice): PlannedChange | undefined {
  if (field === '') return undefined;
  const { appointments, demographics, event, tasks, visits } = planned;
  if (event !== null) return { ...planned, event: { ...event, ends: event.ends.filter(({ problemUid }) => problemUid !== field) } };
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
