// The events and items of a record as the screens are given them.
import type { OutputOf } from '@s1kit/link';
import { codeLists } from '../directory/code-lists/index.js';
import { idOf, uidOf } from '../identifiers.js';
import { type EventPlace, type JournalPage, type PlacedItem, type RecordedEvent, usualOf } from '../patients/journal/index.js';
import { isoTime } from './operation-context.js';

type ShownPage = OutputOf<'record.journal'>;
type ShownEvent = ShownPage['events'][number];

export function shownPage({ events, next }: JournalPage): ShownPage {
  return { events: events.map(shownEvent), next: next === undefined ? null : `${next.effectiveAt}/${uidOf(next.eventId)}` };
}

/** Where the page before ended, as `shownPage` told it. */
export function placeBefore(before: string | undefined): EventPlace | undefined {
  if (before === undefined) return undefined;
  const [effectiveAt = '', uid = ''] = before.split('/');
  return { effectiveAt, eventId: idOf(uid) ?? 0 };
}

/** What is told of the event wherever one of its items stands. */
export function entered({ row }: RecordedEvent, place: number) {
  return { eventUid: uidOf(row.event_id), place, effectiveAt: row.effective_at, author: row.done_by.trim(), software: row.software };
}

function shownEvent({ row, items }: RecordedEvent): ShownEvent {
  return {
    eventUid: uidOf(row.event_id),
    effectiveAt: row.effective_at,
    enteredAt: isoTime(row.entry_at),
    userName: row.user_name,
    author: row.done_by.trim(),
    site: row.done_at,
    software: row.software,
    method: row.method,
    referralUid: row.linked_referral_uid,
    problemUid: row.linked_problem_uid,
    items: items.map(shownItem),
  };
}

function shownItem({ place, item }: PlacedItem): ShownEvent['items'][number] {
  const isNumeric = item.kind === 'ClinicalCode' && item.value.Value !== undefined;
  return { place, item, usual: (isNumeric ? usualOf(item.value, codeLists()) : undefined) ?? null };
}
