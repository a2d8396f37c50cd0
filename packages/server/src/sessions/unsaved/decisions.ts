// What the user decides about unsaved changes: saving or discarding all or some of them; both are on record (B7.16, B8.4).
import { record } from '../../audit/index.js';
import { applyChange, freeSlots } from '../../changes/index.js';
import { releaseContent, settleContent } from '../../documents/content.js';
import type { Place } from '../../place.js';
import { all, sql, type Work } from '../../store/index.js';
import { currentSession } from '../session.js';
import { type Conflict, conflictsOf } from './conflicts.js';
import { choose } from './resolving.js';
import { holderOf, removeUnsaved, type UnsavedChange, unsavedChanges } from './unsaved-changes.js';

/** Who decides, and when. */
export interface SavingContext {
  /** The user who is signed in. */
  readonly userName: string;
  /** Who decides, as the audit names them. */
  readonly by: string;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/**
 * Saves changes into the record, all that are given or none. What is not given stays unsaved.
 * @param chosen of this workstation's
 * @returns what somebody else has changed meanwhile; nothing was saved if that is not empty
 * @throws {Refusal} what a change builds on is no longer so; the unit must then be undone
 */
export function* saveChanges(place: Place, chosen: readonly UnsavedChange[], context: SavingContext): Work<readonly Conflict[]> {
  const conflicts = yield* conflictsOf(place, chosen);
  if (conflicts.length > 0 || chosen.length === 0) return conflicts;
  const chosenIds = new Set(chosen.map(({ changeId }) => changeId));
  const others = (yield* unsavedChanges(place)).filter(({ changeId }) => !chosenIds.has(changeId));
  const before = yield* conflictsOf(place, others);
  for (const { changeId, planned } of chosen) {
    yield* applyChange(place.organisationId, planned, context.now);
    yield* settleContent(place.organisationId, holderOf(changeId));
  }
  yield* removeUnsaved(place, chosen);
  yield* adoptOwnChanges(place, others, before);
  yield* record(place, {
    ...entryOf(chosen, context),
    kind: 'saveChanges',
    detail: `${counted(chosen)} saved by ${context.by}, ${others.length} left unsaved.`,
  });
  return [];
}

/** What the user has just saved themselves is no conflict for what they left unsaved. */
function* adoptOwnChanges(place: Place, others: readonly UnsavedChange[], before: readonly Conflict[]): Work<void> {
  const known = new Set(before.map(({ changeId, field }) => `${changeId} ${field}`));
  const own = (yield* conflictsOf(place, others)).filter(({ changeId, choices, field }) => choices.includes('mine') && !known.has(`${changeId} ${field}`));
  for (const change of others) {
    const ofChange = own.filter(({ changeId }) => changeId === change.changeId);
    if (ofChange.length > 0) yield* choose(place, change, ofChange, 'mine');
  }
}

/** Discards changes; the slots that they held are free again. @param chosen of this workstation's */
export function* discardChanges(place: Place, chosen: readonly UnsavedChange[], context: SavingContext): Work<void> {
  if (chosen.length === 0) return;
  for (const { changeId, planned } of chosen) {
    yield* freeSlots(place.organisationId, planned.bookings);
    yield* releaseContent(place.organisationId, holderOf(changeId));
  }
  yield* removeUnsaved(place, chosen);
  yield* record(place, { ...entryOf(chosen, context), kind: 'discardChanges', detail: `${counted(chosen)} discarded by ${context.by}.` });
}

function entryOf(chosen: readonly UnsavedChange[], { now, userName }: SavingContext) {
  return { at: now, outcome: 'done', userName, patient: chosen[0]?.planned.patientNumber } as const;
}

function counted({ length }: readonly UnsavedChange[]): string {
  return length === 1 ? '1 change' : `${length} changes`;
}

/** Discards what is unsaved at every workstation: the data that it was made to has been replaced. */
export function* discardEverywhere(organisationId: string, context: Omit<SavingContext, 'userName'>): Work<void> {
  const rows = yield* all<{ workstation_id: string }>(selectWorkstations, organisationId);
  for (const { workstation_id: workstationId } of rows) {
    const place = { organisationId, workstationId };
    const userName = (yield* currentSession(place))?.userName ?? '';
    yield* discardChanges(place, yield* unsavedChanges(place), { ...context, userName });
  }
}

const selectWorkstations = sql`SELECT DISTINCT workstation_id FROM unsaved_change WHERE organisation_id = ?`;
