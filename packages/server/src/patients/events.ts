// The clinical events of a record, as a reply wants them: stored XML where it serves, encoded anew where it does not.
import { type ClinicalItem, defaultOutputScheme, EncodedXml, encodeEvent, encoderVersion, LaterXml } from '@s1kit/contract';
import { all, first, type Store, sql, type Work } from '../store/index.js';
import { withNamesOnly } from './document-names.js';
import { eventValue, type StoredEvent } from './event-value.js';
import { itemMatcher } from './item-matcher.js';
import { type Translation, translateItem } from './output-scheme.js';
import { kindsMask, type RecordLimits, type RecordSelection } from './record-filter.js';

/** If more events than this have to be looked into, they are read in portions while the reply is sent, so that nobody else has to wait for them. */
export const eventsAtOnce = 500;
/** If the stored XML of the events is longer than this, it is read in portions too. */
export const bytesAtOnce = 1_000_000;
/** How many events are read before others have their turn. */
const eventsInPortion = 100;

export interface EventsWanted {
  readonly organisationId: string;
  readonly patientId: number;
  readonly selection: RecordSelection;
  readonly translation: Translation;
  /** Whether no more may be shown of documents than their names. */
  readonly namesOnly: boolean;
}

/** The events that are wanted, in the order in which they took place; of the same time, in the order in which they were recorded. */
export function* readEvents(wanted: EventsWanted, store: Pick<Store, 'readPortions'>): Work<readonly EncodedXml[] | LaterXml> {
  const { fromItems, fromStoredXml } = portionReaders(wanted);
  const { organisationId, patientId } = wanted;
  const counted = yield* first<{ events: number }>(countEvents, organisationId, patientId);
  // Short records have no stored XML as a rule (ADR 0010).
  if ((counted?.events ?? 0) <= eventsAtOnce) return (yield* fromItems(start, eventsAtOnce))?.events ?? [];
  const read = servesStored(wanted) ? fromStoredXml : fromItems;
  if (yield* isLong(wanted)) return new LaterXml(laterEvents(read, store));
  return (yield* read(start, Number.MAX_SAFE_INTEGER))?.events ?? [];
}

/** Whether so much has to be read of a record of many events that others would have to wait. */
function* isLong(wanted: EventsWanted): Work<boolean> {
  const { organisationId, patientId, selection } = wanted;
  const parameters = [...limitParameters(selection.limits), ...kindParameters(selection)];
  const measured = yield* first<Measure>(measureEvents, encoderVersion, organisationId, patientId, ...parameters);
  if (measured === undefined) return false;
  return (servesStored(wanted) ? measured.stale : measured.events) > eventsAtOnce || measured.bytes > bytesAtOnce;
}

/** Whether stored XML serves as it is, so that nobody has to look into the items. */
function servesStored({ selection, translation: { scheme }, namesOnly }: EventsWanted): boolean {
  return selection.allItems && !namesOnly && scheme.codes === defaultOutputScheme.codes && scheme.drugs === defaultOutputScheme.drugs;
}

interface Portion {
  readonly events: readonly EncodedXml[];
  readonly last: Place;
}

/** Where an event stands in the order of a record. */
interface Place {
  readonly effective_at: string;
  readonly event_id: number;
}

/** Reads so many events that lie behind a place; `undefined` where there are none. Events of which nothing is wanted count as read. */
type PortionReader = (after: Place, count: number) => Work<Portion | undefined>;

/** Before the first event. */
const start: Place = { effective_at: '', event_id: 0 };

async function* laterEvents(read: PortionReader, store: Pick<Store, 'readPortions'>): AsyncGenerator<EncodedXml> {
  const portions = store.readPortions<Portion>((before) => read(before?.last ?? start, eventsInPortion));
  for await (const { events } of portions) yield new EncodedXml(Buffer.concat(events.map(bytesOf)));
}

function portionReaders(wanted: EventsWanted): { readonly fromItems: PortionReader; readonly fromStoredXml: PortionReader } {
  const { organisationId, patientId, selection, translation, namesOnly } = wanted;
  const inDefaultForm = !namesOnly && translation.scheme.codes === defaultOutputScheme.codes && translation.scheme.drugs === defaultOutputScheme.drugs;
  const isWanted = itemMatcher(selection, translation.lists);
  const limits = limitParameters(selection.limits);

  const encode = (row: ItemsRow): EncodedXml | undefined => {
    const stored = inDefaultForm ? storedXml(row) : undefined;
    if (stored !== undefined && selection.allItems) return stored;
    // The column holds what was stored as the event's items.
    const items = JSON.parse(row.items) as readonly ClinicalItem[];
    const chosen = items.filter(isWanted);
    if (chosen.length === 0 && !selection.allItems) return undefined;
    if (stored !== undefined && chosen.length === items.length) return stored;
    const shown = namesOnly ? chosen.map(withNamesOnly) : chosen;
    const event = namesOnly ? { ...row, linked_problem_uid: null } : row;
    return new EncodedXml(
      encodeEvent(
        eventValue(
          event,
          shown.map((item) => translateItem(item, translation)),
        ),
      ),
    );
  };

  function* fromStoredXml(after: Place, count: number): Work<Portion | undefined> {
    const rows = yield* all<XmlRow>(selectXml, organisationId, patientId, after.effective_at, after.event_id, ...limits, count);
    const events: EncodedXml[] = [];
    for (const row of rows) {
      const stored = storedXml(row);
      if (stored !== undefined) events.push(stored);
      else events.push(...(yield* encodeOne(row)));
    }
    return portionOf(rows, events);
  }

  function* encodeOne(place: Place): Work<readonly EncodedXml[]> {
    const row = yield* first<ItemsRow>(selectEvent, organisationId, patientId, place.effective_at, place.event_id);
    const encoded = row === undefined ? undefined : encode(row);
    return encoded === undefined ? [] : [encoded];
  }

  function* fromItems(after: Place, count: number): Work<Portion | undefined> {
    const kinds = kindParameters(selection);
    const rows = yield* all<ItemsRow>(selectItems, organisationId, patientId, after.effective_at, after.event_id, ...limits, ...kinds, count);
    return portionOf(
      rows,
      rows.map(encode).filter((event) => event !== undefined),
    );
  }

  return { fromItems, fromStoredXml };
}

/** The stored XML of an event, if it is there and of today's encoder. */
function storedXml({ xml, xml_stamp }: Pick<XmlRow, 'xml' | 'xml_stamp'>): EncodedXml | undefined {
  return xml !== null && xml_stamp === encoderVersion ? new EncodedXml(xml) : undefined;
}

function portionOf(rows: readonly Place[], events: readonly EncodedXml[]): Portion | undefined {
  const last = rows.at(-1);
  return last === undefined ? undefined : { events, last: { effective_at: last.effective_at, event_id: last.event_id } };
}

function bytesOf({ encoded }: EncodedXml): Uint8Array {
  return typeof encoded === 'string' ? Buffer.from(encoded, 'latin1') : encoded;
}

type XmlRow = {
  readonly event_id: number;
  readonly effective_at: string;
  readonly xml: Uint8Array | null;
  readonly xml_stamp: number;
};

type Measure = {
  readonly events: number;
  /** Bytes of their stored XML. */
  readonly bytes: number;
  /** How many have none, or one of another stamp. */
  readonly stale: number;
};

type ItemsRow = StoredEvent & XmlRow & { readonly items: string };

const countEvents = sql`SELECT COUNT(*) AS events FROM event WHERE organisation_id = ? AND patient_id = ?`;

const measureEvents = sql`SELECT COUNT(*) AS events, COALESCE(SUM(LENGTH(xml)), 0) AS bytes,
    COALESCE(SUM(CASE WHEN xml IS NULL OR xml_stamp <> ? THEN 1 ELSE 0 END), 0) AS stale FROM event
  WHERE organisation_id = ? AND patient_id = ?
    AND effective_at >= ? AND effective_at <= ? AND entry_at >= ? AND entry_at <= ? AND (? = '' OR user_name = ?)
    AND (? = 1 OR (kinds & ?) <> 0)`;

const selectXml = sql`SELECT event_id, effective_at, xml, xml_stamp FROM event
  WHERE organisation_id = ? AND patient_id = ? AND (effective_at, event_id) > (?, ?)
    AND effective_at >= ? AND effective_at <= ? AND entry_at >= ? AND entry_at <= ? AND (? = '' OR user_name = ?)
  ORDER BY effective_at, event_id LIMIT ?`;

const selectItems = sql`SELECT event_id, effective_at, user_name, done_by, done_at, software, method, linked_referral_uid, linked_problem_uid,
    items, xml, xml_stamp FROM event
  WHERE organisation_id = ? AND patient_id = ? AND (effective_at, event_id) > (?, ?)
    AND effective_at >= ? AND effective_at <= ? AND entry_at >= ? AND entry_at <= ? AND (? = '' OR user_name = ?)
    AND (? = 1 OR (kinds & ?) <> 0)
  ORDER BY effective_at, event_id LIMIT ?`;

const selectEvent = sql`SELECT event_id, effective_at, user_name, done_by, done_at, software, method, linked_referral_uid, linked_problem_uid,
    items, xml, xml_stamp FROM event
  WHERE organisation_id = ? AND patient_id = ? AND effective_at = ? AND event_id = ?`;

/** The parameters of what a statement asks of an event's kinds. */
function kindParameters(selection: RecordSelection): readonly [number, number] {
  return selection.allItems ? [1, 0] : [0, kindsMask(selection)];
}

/** The parameters of a statement's limits, in its order; what does not limit is wide open. */
function limitParameters(limits: RecordLimits): readonly (string | number)[] {
  const {
    minEffectiveDay = '',
    maxEffectiveDay = '9999-12-31',
    minEntryAt = Number.MIN_SAFE_INTEGER,
    maxEntryAt = Number.MAX_SAFE_INTEGER,
    userName = '',
  } = limits;
  // A time of the last day is less than the day with Z behind it: T stands before Z.
  return [minEffectiveDay, `${maxEffectiveDay}Z`, minEntryAt, maxEntryAt, userName, userName];
}
