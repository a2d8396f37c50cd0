// Reads the events of one record that are wanted: stored XML where it serves, encoded anew where it does not.
import { type ClinicalItem, defaultOutputScheme, EncodedXml, encodeEvent, encoderVersion } from '@s1kit/contract';
import { all, first, sql, type Work } from '../store/index.js';
import { withNamesOnly } from './document-names.js';
import { eventValue, type StoredEvent } from './event-value.js';
import { itemMatcher } from './item-matcher.js';
import { type Translation, translateItem } from './output-scheme.js';
import { kindsMask, type RecordSelection } from './record-filter.js';

export interface EventsWanted {
  readonly organisationId: string;
  readonly patientId: number;
  readonly selection: RecordSelection;
  readonly translation: Translation;
  /** Whether no more may be shown of documents than their names. */
  readonly namesOnly: boolean;
}

/** Some of the events, next to each other in the record's order. Events of which nothing is wanted count as read. */
export interface EventPortion {
  readonly events: readonly EncodedXml[];
  /** Where the next portion begins; `undefined` behind the last. */
  readonly end: EventPlace | undefined;
}

/** Where an event stands in the order of a record. */
type EventPlace = {
  readonly effective_at: string;
  readonly event_id: number;
};

export interface EventReader {
  /** All events in one go. */
  all(): Work<readonly EncodedXml[]>;
  /** The portion behind this one; the first if none is given. Each looks at so many events that it takes a millisecond or two. */
  portion(before: EventPortion | undefined): Work<EventPortion | undefined>;
}

/** How many events a portion looks at: joining what is stored is quick, encoding takes some microseconds each. */
const eventsInPortion = { stored: 256, encoded: 100 } as const;

/** A reader of the events that are wanted. */
export function eventReader(wanted: EventsWanted): EventReader {
  const { organisationId, patientId, selection } = wanted;
  const { from, until } = boundsOf(selection);
  const stored = servesStored(wanted);
  const encode = encoderFor(wanted);
  const filters = filterParameters(selection);

  function* encoded(after: EventPlace, last: EventPlace): Work<readonly EncodedXml[]> {
    const rows = yield* all<ItemsRow>(selectItems, organisationId, patientId, ...keyOf(after), ...keyOf(last), ...filters);
    return rows.map(encode).filter((event) => event !== undefined);
  }

  /** As `encoded`, by joining what is stored, if that serves for each of them. */
  function* joined(after: EventPlace, last: EventPlace): Work<readonly EncodedXml[]> {
    // All kinds are wanted.
    const limits = filters.slice(0, 4);
    const sums = yield* first<JoinedRow>(joinXml, encoderVersion, organisationId, patientId, ...keyOf(after), ...keyOf(last), ...limits);
    if (sums === undefined || sums.stale > 0) return yield* encoded(after, last);
    return sums.xml === null ? [] : [new EncodedXml(sums.xml)];
  }

  return {
    all: () => encoded(from, until),
    portion: function* (before) {
      const after = before === undefined ? from : before.end;
      if (after === undefined) return undefined;
      const size = stored ? eventsInPortion.stored : eventsInPortion.encoded;
      const end = yield* first<EventPlace>(selectPlace, organisationId, patientId, ...keyOf(after), ...keyOf(until), size - 1);
      return { events: yield* (stored ? joined : encoded)(after, end ?? until), end };
    },
  };
}

/** Whether stored XML serves as it is, so that nobody has to look into the items. */
function servesStored(wanted: EventsWanted): boolean {
  return wanted.selection.allItems && isAsStored(wanted);
}

/** Whether what is wanted of an event has the form in which its XML is stored. */
function isAsStored({ translation: { scheme }, namesOnly }: EventsWanted): boolean {
  return !namesOnly && scheme.codes === defaultOutputScheme.codes && scheme.drugs === defaultOutputScheme.drugs;
}

/** Makes what gives the XML of an event, `undefined` where nothing of it is wanted. */
function encoderFor(wanted: EventsWanted): (row: ItemsRow) => EncodedXml | undefined {
  const { selection, translation, namesOnly } = wanted;
  const asStored = isAsStored(wanted);
  const isWanted = itemMatcher(selection, translation.lists);
  return (row) => {
    const stored = asStored && row.xml !== null && row.xml_stamp === encoderVersion ? new EncodedXml(row.xml) : undefined;
    if (stored !== undefined && selection.allItems) return stored;
    // The column holds what was stored as the event's items.
    const items = JSON.parse(row.items) as readonly ClinicalItem[];
    const chosen = items.filter(isWanted);
    if (chosen.length === 0 && !selection.allItems) return undefined;
    if (stored !== undefined && chosen.length === items.length) return stored;
    const shown = namesOnly ? chosen.map(withNamesOnly) : chosen;
    const event = namesOnly ? { ...row, linked_problem_uid: null } : row;
    const translated = shown.map((item) => translateItem(item, translation));
    return new EncodedXml(encodeEvent(eventValue(event, translated)));
  };
}

type JoinedRow = {
  /** All of them, one behind the other; null where there are none. */
  readonly xml: string | Uint8Array | null;
  /** How many have no stored XML, or one of another stamp. */
  readonly stale: number;
};

type ItemsRow = StoredEvent & { readonly items: string; readonly xml: Uint8Array | null; readonly xml_stamp: number };

// The last event that a portion looks at: found in the key alone, whatever the filters make of the events before it.
const selectPlace = sql`SELECT effective_at, event_id FROM event
  WHERE organisation_id = ? AND patient_id = ? AND (effective_at, event_id) > (?, ?) AND (effective_at, event_id) <= (?, ?)
  ORDER BY effective_at, event_id LIMIT 1 OFFSET ?`;

// Joined by the engine: one value for some hundred events, in place of as many rows.
const joinXml = sql`SELECT STRING_AGG(xml, '' ORDER BY effective_at, event_id) AS xml,
    COALESCE(SUM(CASE WHEN xml IS NULL OR xml_stamp <> ? THEN 1 ELSE 0 END), 0) AS stale FROM event
  WHERE organisation_id = ? AND patient_id = ? AND (effective_at, event_id) > (?, ?) AND (effective_at, event_id) <= (?, ?)
    AND entry_at >= ? AND entry_at <= ? AND (? = '' OR user_name = ?)`;

const selectItems = sql`SELECT event_id, effective_at, user_name, done_by, done_at, software, method, linked_referral_uid, linked_problem_uid,
    items, xml, xml_stamp FROM event
  WHERE organisation_id = ? AND patient_id = ? AND (effective_at, event_id) > (?, ?) AND (effective_at, event_id) <= (?, ?)
    AND entry_at >= ? AND entry_at <= ? AND (? = '' OR user_name = ?) AND (? = 1 OR (kinds & ?) <> 0)
  ORDER BY effective_at, event_id`;

function keyOf({ effective_at, event_id }: EventPlace): readonly [string, number] {
  return [effective_at, event_id];
}

/** Before the first event that may be wanted, and the last. A time of the last day is less than the day with Z behind it: T stands before Z. */
function boundsOf({ limits: { minEffectiveDay = '', maxEffectiveDay = '9999-12-31' } }: RecordSelection): {
  readonly from: EventPlace;
  readonly until: EventPlace;
} {
  return { from: { effective_at: minEffectiveDay, event_id: 0 }, until: { effective_at: `${maxEffectiveDay}Z`, event_id: 0 } };
}

/** The parameters of a statement's filters, in its order: time of entry, user, kinds; what does not limit is wide open. */
function filterParameters(selection: RecordSelection): readonly (string | number)[] {
  const { minEntryAt = Number.MIN_SAFE_INTEGER, maxEntryAt = Number.MAX_SAFE_INTEGER, userName = '' } = selection.limits;
  return [minEntryAt, maxEntryAt, userName, userName, ...(selection.allItems ? [1, 0] : [0, kindsMask(selection)])];
}
