// The operations that show the clinical part of the open record.
import { type ItemName, itemNames } from '@s1kit/contract';
import { OperationError, type OperationHandlers } from '@s1kit/link';
import { codeLists } from '../directory/code-lists/index.js';
import {
  everything,
  hasWords,
  itemsThat,
  medicationState,
  type RecordStretch,
  readAllergies,
  readNumericGroups,
  readPage,
  readProblems,
  readSeries,
} from '../patients/journal/index.js';
import { ukDay } from '../uk-time.js';
import { requireOpenPatient } from './open-patient.js';
import type { OperationContext } from './operation-context.js';
import { entered, placeBefore, shownPage } from './record-views.js';

type Handlers = Pick<
  OperationHandlers<OperationContext>,
  'record.allergies' | 'record.journal' | 'record.problems' | 'record.medication' | 'record.results' | 'record.series'
>;

/** How many events a page has. */
const pageEvents = 100;
/** How many values a series gives: more would tell a reader no more. */
const seriesValues = 2_000;

export const recordHandlers: Handlers = {
  'record.allergies': async ({ patient }, context) => {
    const { some, noneKnown } = await readAllergies(context.services.store, await stretchOf(context, patient), codeLists());
    const state = some.length > 0 ? 'some' : noneKnown.length > 0 ? 'noneKnown' : 'notRecorded';
    const entries = (some.length > 0 ? some : noneKnown).map(({ event, place, words, reaction }) => ({ ...entered(event, place), words, reaction }));
    return { state, entries };
  },

  'record.journal': async ({ patient, before, from, kinds, limit = pageEvents, text = '', to }, context) => {
    const wanted = kinds === undefined ? undefined : kindsOf(kinds);
    const isFound = hasWords(text);
    const ofKinds = wanted === undefined ? everything : itemsThat(({ item }) => wanted.has(item.kind));
    const stretch = { ...(await stretchOf(context, patient)), from, to, before: placeBefore(before), ...(wanted === undefined ? {} : { kinds: [...wanted] }) };
    const page = await readPage(context.services.store, stretch, limit, (event) => {
      const items = ofKinds(event);
      return items !== undefined && isFound({ row: event.row, items }) ? items : undefined;
    });
    return shownPage(page);
  },

  'record.problems': async ({ patient }, context) => {
    const problems = await readProblems(context.services.store, await stretchOf(context, patient), today(context));
    return problems.map(({ event, place, value, ended, linked }) => ({
      ...entered(event, place),
      problemUid: value.ProblemUID ?? '',
      code: value.Code,
      severity: value.ProblemSeverity ?? '',
      endDate: value.ProblemEndDate ?? null,
      ended,
      freeText: value.FreeText ?? '',
      linked,
    }));
  },

  'record.medication': async ({ patient, before, limit = pageEvents, state }, context) => {
    const day = today(context);
    const kinds: readonly ItemName[] = ['Medication', 'RepeatMedication'];
    const stretch = { ...(await stretchOf(context, patient)), before: placeBefore(before), kinds };
    return shownPage(
      await readPage(
        context.services.store,
        stretch,
        limit,
        itemsThat((item) => medicationState(item, day) === state),
      ),
    );
  },

  'record.results': async ({ patient }, context) => {
    const groups = await readNumericGroups(context.services.store, await stretchOf(context, patient), codeLists());
    return groups.map(({ usual, ...group }) => ({ ...group, usual: usual ?? null }));
  },

  'record.series': async ({ patient, code, scheme, units = '' }, context) => {
    const values = [];
    const stretch = await stretchOf(context, patient);
    for await (const { event, place, value } of readSeries(context.services.store, stretch, codeLists(), { code: { Scheme: scheme, Code: code }, units })) {
      if (values.length === seriesValues) return { values, more: true };
      values.push({ ...entered(event, place), value: value.Value, comparator: value.Comparator ?? null, freeText: value.FreeText ?? '' });
    }
    return { values, more: false };
  },
};

async function stretchOf(context: OperationContext, named: string | undefined): Promise<RecordStretch> {
  const { organisationId, store } = context.services;
  const { patientId } = await store.read(() => requireOpenPatient(context, named));
  return { organisationId, patientId };
}

function today({ services }: OperationContext): string {
  return ukDay(services.clock.now());
}

/** @throws {OperationError} 400 */
function kindsOf(text: string): ReadonlySet<ItemName> {
  const named = text.split(',');
  const kinds = itemNames.filter((name) => named.includes(name));
  if (kinds.length < new Set(named).size) throw new OperationError(400, `There is no such kind of item; there are ${itemNames.join(', ')}.`);
  return new Set(kinds);
}
