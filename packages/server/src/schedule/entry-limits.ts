// The limits of a record's filter on what is not a clinical event: appointments, visits and tasks.
import type { RecordLimits } from '../patients/record-filter.js';
import { endOfUkDay, startOfUkDay } from '../uk-time.js';

/** Milliseconds since 1970 UTC, inclusive. What is left out does not limit. */
export interface EntryLimits {
  readonly minDueAt?: number | undefined;
  readonly maxDueAt?: number | undefined;
  readonly minEntryAt?: number | undefined;
  readonly maxEntryAt?: number | undefined;
  /** Who entered it. */
  readonly userName?: string | undefined;
}

/** What a record's filter means for these: they take place when they are due. */
export function entryLimits({ minEffectiveDay, maxEffectiveDay, minEntryAt, maxEntryAt, userName }: RecordLimits): EntryLimits {
  const minDueAt = minEffectiveDay === undefined ? undefined : startOfUkDay(minEffectiveDay);
  const maxDueAt = maxEffectiveDay === undefined ? undefined : endOfUkDay(maxEffectiveDay);
  return { minDueAt, maxDueAt, minEntryAt, maxEntryAt, userName };
}

/** The parameters of a statement's limits, in its order: due from, due until, entered from, entered until, user twice. */
export function limitParameters(limits: EntryLimits): readonly (string | number)[] {
  const { minDueAt = earliest, maxDueAt = latest, minEntryAt = earliest, maxEntryAt = latest, userName = '' } = limits;
  return [minDueAt, maxDueAt, minEntryAt, maxEntryAt, userName, userName];
}

const earliest = Number.MIN_SAFE_INTEGER;
const latest = Number.MAX_SAFE_INTEGER;
