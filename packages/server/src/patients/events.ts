// The clinical events of a record, as a reply wants them: at once where they are few, in portions while the reply is sent where they are many.
import { type EncodedXml, LaterXml } from '@s1kit/contract';
import { first, type Store, sql, type Work } from '../store/index.js';
import { type EventPortion, type EventReader, type EventsWanted, eventReader } from './event-reader.js';

/** A record of more events than this is read in portions, whatever is wanted of it: to look through it at once would hold up others. */
const eventsAtOnce = 500;

/** The events that are wanted, in the order in which they took place; of the same time, in the order in which they were recorded. */
export function* readEvents(wanted: EventsWanted, store: Pick<Store, 'readPortions'>): Work<readonly EncodedXml[] | LaterXml> {
  const { organisationId, patientId } = wanted;
  const reader = eventReader(wanted);
  const counted = yield* first<{ events: number }>(countEvents, organisationId, patientId, eventsAtOnce + 1);
  if ((counted?.events ?? 0) <= eventsAtOnce) return yield* reader.all();
  return new LaterXml(laterEvents(reader, store));
}

async function* laterEvents(reader: EventReader, store: Pick<Store, 'readPortions'>): AsyncGenerator<EncodedXml> {
  for await (const { events } of store.readPortions<EventPortion>(reader.portion)) yield* events;
}

const countEvents = sql`SELECT COUNT(*) AS events FROM (SELECT 1 FROM event WHERE organisation_id = ? AND patient_id = ? LIMIT ?) AS counted`;
