// A stored clinical event as the message has it: attributes, and its items by their kind.
import type { ClinicalItem, Event } from '@s1kit/contract';
import { uidOf } from '../identifiers.js';

/** A clinical event as stored, without its items. */
export type StoredEvent = {
  readonly event_id: number;
  /** Civil UK time, `yyyy-MM-ddTHH:mm:ss`. */
  readonly effective_at: string;
  readonly user_name: string;
  readonly done_by: string;
  readonly done_at: string;
  readonly software: string | null;
  readonly method: string | null;
  readonly linked_referral_uid: string | null;
  readonly linked_problem_uid: string | null;
};

/** The value of `Event` in a reply, with the items given, each kind in the order in which it was recorded. */
export function eventValue(event: StoredEvent, items: readonly ClinicalItem[]): Event {
  const byKind: Record<string, unknown[]> = {};
  for (const { kind, value } of items) {
    const same = byKind[kind];
    if (same === undefined) byKind[kind] = [value];
    else same.push(value);
  }
  const value = {
    DateTime: event.effective_at,
    UserName: event.user_name,
    DoneBy: event.done_by,
    DoneAt: event.done_at,
    EventUID: uidOf(event.event_id),
    ...given('Software', event.software),
    ...given('Method', event.method),
    ...given('LinkedReferralUID', event.linked_referral_uid),
    ...byKind,
    ...given('LinkedProblemUID', event.linked_problem_uid),
  };
  // What was stored is of the contract's types, and items stand under the name of their kind.
  return value as Event;
}

function given(name: keyof Event, value: string | null): Readonly<Record<string, string>> {
  return value === null ? {} : { [name]: value };
}
