// Reads a record newest first, in portions that others can come between: a long one holds nobody up.
import { type ItemName, itemNames } from '@s1kit/contract';
import { all, first, type Store, sql, type Work } from '../../store/index.js';
import { type EventRow, type RecordedEvent, recordedEvent } from './recorded-event.js';

/** Where an event stands in the order of a record. */
export interface EventPlace {
  readonly effectiveAt: string;
  readonly eventId: number;
}

export interface RecordStretch {
  readonly organisationId: string;
  readonly patientId: number;
  /** Only events that have an item of these kinds; all, if left out. */
  readonly kinds?: readonly ItemName[];
  /** Civil days, inclusive. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Only what stands behind this, in the order newest first. */
  readonly before?: EventPlace | undefined;
}

/** How many events a portion looks at: reading and parsing them takes a millisecond or two. */
const eventsInPortion = 200;

interface Portion {
  readonly events: readonly RecordedEvent[];
  /** Where the next portion begins; `undefined` behind the last. */
  readonly end: EventPlace | undefined;
}

/** The events of a stretch of a record, newest first; of the same time, those recorded last come first. */
export async function* eventsNewestFirst(store: Pick<Store, 'readPortions'>, stretch: RecordStretch): AsyncGenerator<RecordedEvent> {
  for await (const { events } of store.readPortions<Portion>((last) => portionOf(stretch, last))) yield* events;
}

/** One portion; `undefined` behind the last. */
export function* portionOf(stretch: RecordStretch, last: Portion | undefined): Work<Portion | undefined> {
  const { organisationId, patientId, kinds, from = '', to = '9999-12-31' } = stretch;
  const start = last === undefined ? (stretch.before ?? { effectiveAt: `${to}Z`, eventId: 0 }) : last.end;
  if (start === undefined) return undefined;
  // A time of the last day is less than the day with Z behind it: T stands before Z.
  const until = [from, 0] as const;
  const behind = [start.effectiveAt, start.eventId] as const;
  const end = yield* first<{ effective_at: string; event_id: number }>(selectPlace, organisationId, patientId, ...behind, ...until, eventsInPortion - 1);
  const lowest = end === undefined ? until : ([end.effective_at, end.event_id] as const);
  const mask = kinds === undefined ? 0 : maskOf(kinds);
  const rows = yield* all<EventRow>(selectEvents, organisationId, patientId, ...behind, ...lowest, kinds === undefined ? 1 : 0, mask);
  return { events: rows.map(recordedEvent), end: end && { effectiveAt: end.effective_at, eventId: end.event_id } };
}

/** The bits of `event.kinds`. */
function maskOf(kinds: readonly ItemName[]): number {
  return kinds.reduce((mask, kind) => mask | (1 << itemNames.indexOf(kind)), 0);
}

// The last event that a portion looks at: found in the key alone.
const selectPlace = sql`SELECT effective_at, event_id FROM event
  WHERE organisation_id = ? AND patient_id = ? AND (effective_at, event_id) < (?, ?) AND (effective_at, event_id) >= (?, ?)
  ORDER BY effective_at DESC, event_id DESC LIMIT 1 OFFSET ?`;

const selectEvents = sql`SELECT event_id, effective_at, entry_at, user_name, done_by, done_at, software, method, linked_referral_uid, linked_problem_uid, items
  FROM event
  WHERE organisation_id = ? AND patient_id = ? AND (effective_at, event_id) < (?, ?) AND (effective_at, event_id) >= (?, ?) AND (? = 1 OR (kinds & ?) <> 0)
  ORDER BY effective_at DESC, event_id DESC`;
