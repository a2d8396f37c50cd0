// The operations on what stands unsaved in the open record: shown, saved, discarded, conflicts decided (B7.16).
import type { Right } from '@s1kit/contract';
import { type InputOf, OperationError, type OperationHandlers, type OutputOf } from '@s1kit/link';
import { record } from '../audit/index.js';
import { choose, conflictsOf, currentSession, discardChanges, type SavingContext, saveChanges, type UnsavedChange, unsavedChanges } from '../sessions/index.js';
import type { Work } from '../store/index.js';
import { requireOwnSession, rightsNow } from './acting-user.js';
import { actorName, type OperationContext, placeOf, tellAll } from './operation-context.js';
import { requireMeant } from './own-acts.js';
import { shownChange, shownConflict } from './unsaved-views.js';

type Handlers = Pick<OperationHandlers<OperationContext>, 'session.changes' | 'session.save' | 'session.discard' | 'session.resolve'>;

type ShownChange = OutputOf<'session.changes'>['changes'][number];

export const unsavedChangeHandlers: Handlers = {
  'session.changes': (_input, context) => context.services.store.read(() => stateOf(context)),

  'session.save': async (input, context) => {
    const { services } = context;
    const done = await services.store.write(function* () {
      yield* requireMeant(context, input.nhsNumber);
      const chosen = chosenOf(yield* unsavedChanges(placeOf(context)), input);
      yield* requireRights(context, chosen);
      const conflicts = yield* saveChanges(placeOf(context), chosen, yield* savingContext(context));
      const shown = conflicts.map((conflict) => shownConflict(conflict, chosen, context));
      return { saved: conflicts.length === 0 ? chosen.length : 0, conflicts: shown, left: yield* stateOf(context) };
    });
    // Another desktop may have the same record open, or the same diary before it.
    tellAll(services, 'record');
    return done;
  },

  'session.discard': async (input, context) => {
    const { services } = context;
    const done = await services.store.write(function* () {
      yield* requireMeant(context, input.nhsNumber);
      const chosen = chosenOf(yield* unsavedChanges(placeOf(context)), input);
      yield* discardChanges(placeOf(context), chosen, yield* savingContext(context));
      return { discarded: chosen.length, left: yield* stateOf(context) };
    });
    tellAll(services, 'record');
    return done;
  },

  'session.resolve': async ({ choice, conflicts: ids, nhsNumber }, context) => {
    const { services, workstation } = context;
    const done = await services.store.write(function* () {
      const place = placeOf(context);
      yield* requireMeant(context, nhsNumber);
      const changes = yield* unsavedChanges(place);
      const all = yield* conflictsOf(place, changes);
      const decided = ids === undefined ? all : ids.map((id) => all.find(({ conflictId }) => conflictId === id) ?? unknownConflict(id));
      if (decided.some(({ choices }) => !choices.includes(choice))) {
        throw new OperationError(409, 'What one of the changes builds on has gone, been cancelled or ended: it can only give way (theirs).');
      }
      for (const change of changes) {
        const ofChange = decided.filter(({ changeId }) => changeId === change.changeId);
        if (ofChange.length > 0) yield* choose(place, change, ofChange, choice);
      }
      const { by, now, userName } = yield* savingContext(context);
      const detail = `Decided by ${by} about ${decided.length} of ${all.length} conflicts: ${choice}.`;
      if (decided.length > 0) yield* record(place, { kind: 'resolveConflicts', at: now, outcome: 'done', userName, patient: numberOf(changes), detail });
      return yield* stateOf(context);
    });
    workstation.desktop.notify({ event: 'record' });
    return done;
  },
};

function* stateOf(context: OperationContext): Work<OutputOf<'session.changes'>> {
  const changes = yield* unsavedChanges(placeOf(context));
  const conflicts = yield* conflictsOf(placeOf(context), changes);
  const shown: ShownChange[] = [];
  for (const change of changes) shown.push(yield* shownChange(change, context));
  return {
    nhsNumber: numberOf(changes) ?? null,
    changes: shown,
    conflicts: conflicts.map((conflict) => shownConflict(conflict, changes, context)),
  };
}

function numberOf(changes: readonly UnsavedChange[]): string | undefined {
  return changes[0]?.planned.patientNumber;
}

/** @throws {OperationError} 404 for one that is not unsaved */
function chosenOf(changes: readonly UnsavedChange[], { changes: only, except = [] }: InputOf<'session.save'>): readonly UnsavedChange[] {
  const known = new Set(changes.map(({ changeId }) => String(changeId)));
  const unknown = [...(only ?? []), ...except].find((id) => !known.has(id));
  if (unknown !== undefined) throw new OperationError(404, `There is no unsaved change ${unknown} at this workstation.`);
  return changes.filter(({ changeId }) => (only === undefined || only.includes(String(changeId))) && !except.includes(String(changeId)));
}

function unknownConflict(id: string): never {
  throw new OperationError(404, `There is no conflict ${id}: it is resolved, or the record has changed again. Look at the conflicts as they are now.`);
}

/** Whoever saves makes the entries: they need the rights that the entries need (B4.7). @throws {OperationError} 403 */
function* requireRights(context: OperationContext, chosen: readonly UnsavedChange[]): Work<void> {
  const may = yield* rightsNow(context);
  const needed = chosen.map(({ planned }): Right => {
    if (planned.event !== null) return 'clinical.write';
    return planned.demographics === null ? 'schedule.write' : 'demographics.write';
  });
  const missing = needed.find((right) => !may(right));
  if (missing !== undefined) throw new OperationError(403, `Your role does not have the right ${missing}, which a change needs: leave it out, or discard it.`);
}

/** @throws {OperationError} 403 */
function* savingContext(context: OperationContext): Work<SavingContext> {
  yield* requireOwnSession(context);
  const session = yield* currentSession(placeOf(context));
  return { userName: session?.userName ?? '', by: actorName(context.actor), now: context.services.clock.now() };
}
