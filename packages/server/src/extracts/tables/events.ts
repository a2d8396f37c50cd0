// Clinical events, and how tables of their items are read: event by event, in the order in which records are stored.
import { type ClinicalItem, type ItemName, itemNames } from '@s1kit/contract';
import { all, first, sql } from '../../store/index.js';
import type { Scope } from '../scope.js';
import { type Cells, type PortionReader, start, table } from '../table.js';
import { type EventRow, eventCells } from './event-columns.js';

/** So many events at most are in memory, of so many patients. */
const eventsAtOnce = 200;
const patientsAtOnce = 50;

const lastPatient = sql`SELECT MAX(patient_id) AS last FROM event WHERE organisation_id = ?`;
const selectEvents = sql`SELECT patient_id, event_id, effective_at, entry_at, user_name, done_by, done_at, kinds, items FROM event
  WHERE organisation_id = ? AND (patient_id, effective_at, event_id) > (?, ?, ?) AND patient_id <= ?
    AND (? = 0 OR (kinds & ?) <> 0) AND (entry_at >= ? OR changed_at >= ?)
  ORDER BY patient_id, effective_at, event_id LIMIT ?`;

/** After every event of a patient: no text of a time is greater. */
const afterAll = '~';

/**
 * A reader of rows that come of events.
 * @param kind of the items that events must hold; `undefined` for all events
 * @param cellsOf the rows of an event, and what later events need not tell again
 */
export function byEvent(kind: ItemName | undefined, cellsOf: (event: EventRow, scope: Scope, told: Set<string>) => readonly Cells[]): PortionReader {
  const mask = kind === undefined ? 0 : maskOf(kind);
  return function* (scope, after) {
    const { organisationId, since } = scope;
    const greatest = (yield* first<{ last: number | null }>(lastPatient, organisationId))?.last ?? 0;
    if (after.id > greatest || (after.id === greatest && after.effectiveAt === afterAll)) return undefined;
    const until = Math.min(after.id + patientsAtOnce, greatest);
    const key = [after.id, after.effectiveAt, after.eventId, until];
    const events = yield* all<EventRow>(selectEvents, organisationId, ...key, mask, mask, since, since, eventsAtOnce);
    const told = new Set(after.told);
    const rows = events.flatMap((event) => cellsOf(event, scope, told));
    const last = events.at(-1);
    const isFull = last !== undefined && events.length === eventsAtOnce;
    const place = isFull ? { id: last.patient_id, effectiveAt: last.effective_at, eventId: last.event_id } : { id: until, effectiveAt: afterAll, eventId: 0 };
    return { rows, after: { ...start, ...place, told } };
  };
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
    const { IDEvent: RowIdentifier, ...cells } = eventCells(event, scope);
    const isClinical = (event.kinds & ~administrative) !== 0;
    return [{ ...cells, RowIdentifier, EventIncomplete: false, ClinicalEvent: isClinical, IDBranch: scope.branchOf(event.done_at) }];
  }),
);

/** The columns that tables of items end with. */
export const tail = ['IDEvent', 'IDPatient', 'IDOrganisation', 'IDOrganisationRegisteredAt'] as const;
