// An event of a record as its readers want it: when, by whom, with what, and its items where they stand.
import type { ClinicalItem } from '@s1kit/contract';
import type { StoredEvent } from '../event-value.js';

export type EventRow = StoredEvent & { readonly entry_at: number; readonly items: string };

/** An item, and its place among those of its event, from 1. */
export interface PlacedItem {
  readonly place: number;
  readonly item: ClinicalItem;
}

export interface RecordedEvent {
  readonly row: EventRow;
  readonly items: readonly PlacedItem[];
}

export function recordedEvent(row: EventRow): RecordedEvent {
  // The column holds what was stored as the event's items.
  const items = JSON.parse(row.items) as readonly ClinicalItem[];
  return { row, items: items.map((item, index) => ({ place: index + 1, item })) };
}
