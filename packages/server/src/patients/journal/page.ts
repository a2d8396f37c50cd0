// A page of a record, newest first: so many events with what is wanted of them, and where the next page begins.
import type { Store } from '../../store/index.js';
import { type EventPlace, eventsNewestFirst, type RecordStretch } from './portions.js';
import type { PlacedItem, RecordedEvent } from './recorded-event.js';

export interface JournalPage {
  readonly events: readonly RecordedEvent[];
  readonly next: EventPlace | undefined;
}

/**
 * Reads on until there are so many events of which something is wanted, or the record ends.
 * @param choose the items that are wanted of an event; `undefined` where the event is not
 */
export async function readPage(
  store: Pick<Store, 'readPortions'>,
  stretch: RecordStretch,
  limit: number,
  choose: (event: RecordedEvent) => readonly PlacedItem[] | undefined,
): Promise<JournalPage> {
  const events: RecordedEvent[] = [];
  for await (const event of eventsNewestFirst(store, stretch)) {
    const items = choose(event);
    if (items === undefined) continue;
    const last = events.at(-1)?.row;
    if (events.length === limit && last !== undefined) return { events, next: { effectiveAt: last.effective_at, eventId: last.event_id } };
    events.push({ row: event.row, items });
  }
  return { events, next: undefined };
}

/** All items of an event, of which there may be none. */
export function everything({ items }: RecordedEvent): readonly PlacedItem[] {
  return items;
}

/** Chooses the items that a test wants; events without any are left out. */
export function itemsThat(wanted: (item: PlacedItem, event: RecordedEvent) => boolean): (event: RecordedEvent) => readonly PlacedItem[] | undefined {
  return (event) => {
    const items = event.items.filter((item) => wanted(item, event));
    return items.length === 0 ? undefined : items;
  };
}
