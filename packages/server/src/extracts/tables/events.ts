// Clinical events, and how tables of their items are read: event by event, in the order in which records are stored.
import { type ClinicalItem, type ItemName, itemNames } from '@s1kit/contract';
import { all, first, sql } from '../../store/index.js';
import type { Scope } from '../scope.js';
import { type PortionReader, start, type TableRow, table } from '../table.js';
import { type EventRow, eventCells } from './event-columns.js';

/** So many events are looked at together, however few of them have what the table is of. */
const eventsAtOnce = 100;

type EventPlace = { readonly patient_id: number; readonly effective_at: string; readonly event_id: number };

// Found in the key alone.
const selectPlace = sql`SELECT patient_id, effective_at, event_id FROM event
  WHERE organisation_id = ? AND (patient_id, effective_at, event_id) > (?, ?, ?)
  ORDER BY patient_id, effective_at, event_id LIMIT 1 OFFSET ?`;
const selectEvents = sql`SELECT patient_id, event_id, effective_at, entry_at, user_name, done_by, done_at, kinds, items FROM event
  WHERE organisation_id = ? AND (patient_id, effective_at, event_id) > (?, ?, ?) AND (patient_id, effective_at, event_id) <= (?, ?, ?)
    AND (? = 0 OR (kinds & ?) <> 0) AND (entry_at >= ? OR changed_at >= ?)
  ORDER BY patient_id, effective_at, event_id`;

/** Behind every event. */
const theEnd: EventPlace = { patient_id: Number.MAX_SAFE_INTEGER, effective_at: '', event_id: 0 };

/**
 * A reader of rows that come of events.
 * @param kind of the items that events must hold; `undefined` for all events
 * @param cellsOf the rows of an event, and what later events need not tell again
 */
export function byEvent(kind: ItemName | undefined, cellsOf: (event: EventRow, scope: Scope, told: Set<string>) => Iterable<TableRow>): PortionReader {
  const mask = kind === undefined ? 0 : maskOf(kind);
  return function* (scope, after) {
    const { organisationId, since } = scope;
    if (after.id === theEnd.patient_id) return undefined;
    const from = [after.id, after.effectiveAt, after.eventId];
    const place = (yield* first<EventPlace>(selectPlace, organisationId, ...from, eventsAtOnce - 1)) ?? theEnd;
    const until = [place.patient_id, place.effective_at, place.event_id];
    const events = yield* all<EventRow>(selectEvents, organisationId, ...from, ...until, mask, mask, since, since);
    const told = new Set(after.told);
    return {
      rows: eachRow(events, (event) => cellsOf(event, scope, told)),
      after: { ...start, id: place.patient_id, effectiveAt: place.effective_at, eventId: place.event_id, told },
    };
  };
}

function* eachRow(events: readonly EventRow[], rowsOf: (event: EventRow) => Iterable<TableRow>): Generator<TableRow> {
  for (const event of events) yield* rowsOf(event);
}

/** Bit n of `event.kinds` stands for the kind at place n of `itemNames`. */
function maskOf(kind: ItemName): number {
  return 1 << itemNames.indexOf(kind);
}

/** The items of an event, each with its place among all of them. */
export function* itemsOf<K extends ItemName>(event: EventRow, kind: K): Generator<{ readonly index: number; readonly value: Value<K> }> {
  // The column holds what was stored as the event's items.
  const items = JSON.parse(event.items) as readonly ClinicalItem[];
  // An item's value is that of its kind.
  for (const [index, item] of items.entries()) if (item.kind === kind) yield { index, value: item.value as Value<K> };
}

type Value<K extends ItemName> = Extract<ClinicalItem, { kind: K }>['value'];

/** The kinds that do not make an event a clinical one, as `event.kinds` has them. */
const administrative = (['Letter', 'Attachment', 'Relationship', 'Reminder'] as const).reduce((mask, kind) => mask | maskOf(kind), 0);

export const events = table(
  'SREvent',
  [
    'RowIdentifier',
    'IDOrganisationVisibleTo',
    'DateEventRecorded',
    'DateEvent',
    'IDProfileEnteredBy',
    'IDDoneBy',
    'IDStaffMemberProfileRole',
    'TextualEventDoneBy',
    'IDOrganisationDoneAt',
    'IDAuthorisedBy',
    'IDProfileAuthorisedBy',
    'ContactEventLocation',
    'ContactMethod',
    'EventIncomplete',
    'ClinicalEvent',
    'IDReferralIn',
    'IDPatient',
    'IDOrganisation',
    'IDTeam',
    'IDBranch',
    'IDOrganisationRegisteredAt',
  ],
  byEvent(undefined, (event, scope) => {
    const isClinical = (event.kinds & ~administrative) !== 0;
    const own = { RowIdentifier: event.event_id, EventIncomplete: false, ClinicalEvent: isClinical, IDBranch: scope.branchOf(event.done_at) };
    return [{ own, common: eventCells(event, scope) }];
  }),
);

/** The columns that tables of items end with. */
export const tail = ['IDEvent', 'IDPatient', 'IDOrganisation', 'IDOrganisationRegisteredAt'] as const;
