// Whether the words that somebody looks for stand in an event: in any case, with or without accents.
import type { RecordedEvent } from './recorded-event.js';

/** Makes the judge; every word must stand somewhere in the event. */
export function hasWords(text: string): (event: RecordedEvent) => boolean {
  const words = plain(text)
    .split(/\s+/u)
    .filter((word) => word !== '');
  return ({ row, items }) => {
    if (words.length === 0) return true;
    const told = plain([row.done_by, row.done_at, row.software ?? '', ...items.flatMap(({ item }) => textsOf(item.value))].join('\n'));
    return words.every((word) => told.includes(word));
  };
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The texts of a value, as deep as they lie; identifiers and schemes tell a reader nothing. */
function textsOf(value: unknown, name = ''): readonly string[] {
  if (typeof value === 'string') return /UID$|^Scheme$/u.test(name) ? [] : [value];
  if (Array.isArray(value)) return value.flatMap((each) => textsOf(each, name));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => textsOf(each, key));
}
