// The operations on the demographics of the open record: shown for a form, and changed by hand.
import { isDeepStrictEqual } from 'node:util';
import type { Demographics } from '@s1kit/contract';
import type { OperationHandlers, OutputOf } from '@s1kit/link';
import { record } from '../audit/index.js';
import { editedDemographics } from './dialog-content.js';
import { type OperationContext, placeOf, tellAll } from './operation-context.js';
import { changeAsUser, openPatientAs, openPatientAt } from './own-acts.js';

type Updated = OutputOf<'demographics.update'>;
type Values = Readonly<Record<string, unknown>>;

export const demographicsHandlers: Pick<OperationHandlers<OperationContext>, 'demographics.get' | 'demographics.update'> = {
  'demographics.get': (_input, context) =>
    context.services.store.read(function* () {
      const patient = yield* openPatientAt(context);
      return patient === undefined ? null : { nhsNumber: patient.number, demographics: { ...patient.demographics } };
    }),

  'demographics.update': async ({ nhsNumber, changes, read }, context) => {
    const { services } = context;
    const done = await services.store.write<Updated>(function* () {
      const patient = yield* openPatientAs(context, nhsNumber);
      const current: Values = patient.demographics;
      const sent = editedDemographics(changes, (yield* services.directory.current()).lists);
      const differing = Object.entries(sent).filter(([name, mine]) => !isSame(mine, current[name]));
      const answered = (outcome: Updated['outcome'], conflicts: Updated['conflicts'] = []): Updated => ({ outcome, conflicts, current: { ...current } });
      if (differing.length === 0) return answered('unchanged');
      // What the user has not seen they have not decided about.
      const unseen = differing.filter(([name]) => !isSame(read[name], current[name]));
      if (unseen.length > 0) {
        return answered(
          'conflicts',
          unseen.map(([name, mine]) => ({ field: name, before: read[name] ?? null, mine, theirs: current[name] ?? null })),
        );
      }
      // The names and values are those of the request that was judged.
      const request = Object.fromEntries(differing) as Demographics;
      const { unsaved, userName } = yield* changeAsUser(context, patient, { Demographics: request });
      if (!unsaved) {
        const detail = `Demographics changed by hand: ${differing.map(([name]) => name).join(', ')}.`;
        yield* record(placeOf(context), { kind: 'saveChanges', at: services.clock.now(), outcome: 'done', userName, patient: patient.number, detail });
      }
      return answered(unsaved ? 'unsaved' : 'saved');
    });
    if (done.outcome === 'saved' || done.outcome === 'unsaved') tellAll(services, 'record');
    return done;
  },
};

/** Whether two values are the same; an empty one is nothing. */
function isSame(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(one, other) || (isNothing(one) && isNothing(other));
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
}
