// Drops payloads that are old or more than there is room for, and never entries; each time it is itself an entry (B8.5).
import type { Cancel, Clock } from '@s1kit/link';
import { all, first, run, type Store, sql, type Work } from '../store/index.js';
import { allChains } from './chains.js';
import type { AuditPlace } from './draft.js';
import { record } from './record.js';
import { lastInSpans, spanLength } from './spans.js';

/** What is kept. `undefined` keeps all: Live, until a period is set. */
export interface RetentionPolicy {
  readonly days?: number | undefined;
  /** Of all payloads of an organisation, as they are stored. */
  readonly bytes?: number | undefined;
}

/** Demo keeps payloads for 90 days, and 2 GiB of them. */
export const demoRetention: RetentionPolicy = { days: 90, bytes: 2 * 1024 ** 3 };

/** Live keeps all until a period is set. */
export const liveRetention: RetentionPolicy = {};

export interface RetentionOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly policy: RetentionPolicy;
  /** Told when it could not be done; it is tried again the next day. */
  readonly onFailure: (failure: unknown) => void;
}

export interface Retention {
  close(): Promise<void>;
}

/** A chain's payloads between two sequences, both included. */
interface Stretch {
  readonly place: AuditPlace;
  readonly from: number;
  readonly to: number;
}

const day = 24 * 60 * 60_000;
/** What one unit of work drops at most, so that nobody waits for it long. */
const unitBytes = 4 * 1024 * 1024;

const spansWithOldPayloads = sql`SELECT first FROM audit_span
  WHERE organisation_id = ? AND workstation_id = ? AND stored_bytes > 0 AND earliest < ? ORDER BY first`;
const spansWithPayloads = sql`SELECT first, latest, stored_bytes FROM audit_span
  WHERE organisation_id = ? AND workstation_id = ? AND stored_bytes > 0 ORDER BY first`;
const payloadsOf = sql`SELECT p.sequence, p.stored_bytes, e.at FROM audit_payload p JOIN audit_entry e
  ON e.organisation_id = p.organisation_id AND e.workstation_id = p.workstation_id AND e.sequence = p.sequence
  WHERE p.organisation_id = ? AND p.workstation_id = ? AND p.sequence >= ? AND p.sequence <= ? ORDER BY p.sequence`;
const deletePayload = sql`DELETE FROM audit_payload WHERE organisation_id = ? AND workstation_id = ? AND sequence = ?`;
const lessenSpan = sql`UPDATE audit_span SET stored_bytes = stored_bytes - ? WHERE organisation_id = ? AND workstation_id = ? AND first = ?`;
const bytesBetween = sql`SELECT COALESCE(SUM(stored_bytes), 0) AS bytes FROM audit_payload WHERE organisation_id = ? AND workstation_id = ? AND sequence > ?`;
const bytesInSpans = sql`SELECT COALESCE(SUM(stored_bytes), 0) AS bytes FROM audit_span WHERE organisation_id = ? AND workstation_id = ?`;

/** Applies the policy now, and once a day until closed. */
export function startRetention(options: RetentionOptions): Retention {
  const { clock, onFailure } = options;
  let closed = false;
  let timer: Cancel = () => undefined;
  let working: Promise<void> = Promise.resolve();
  const today = (): void => {
    // One after the other: a moved clock may bring several days at once.
    working = working.then(() => applyRetention(options, () => closed)).then(() => undefined, onFailure);
    timer = clock.timer(day, today);
  };
  today();
  return {
    close: async () => {
      closed = true;
      timer();
      await working;
    },
  };
}

/**
 * Drops what the policy does not keep, in units of work that are short.
 * @param stopped asked between units; what is left is dropped the next time
 * @returns how many entries lost their payloads
 */
export async function applyRetention({ store, clock, policy }: Omit<RetentionOptions, 'onFailure'>, stopped: () => boolean = () => false): Promise<number> {
  let dropped = 0;
  /** Drops from a stretch, unit by unit; gives how many bytes it was. */
  const dropFrom = async (stretch: Stretch, rule: Rule): Promise<number> => {
    let bytes = 0;
    while (!stopped()) {
      const excess = rule.excess === undefined ? undefined : rule.excess - bytes;
      const done = await store.write(() => dropSome(stretch, { ...rule, excess }, clock.now()));
      if (done.entries === 0) break;
      dropped += done.entries;
      bytes += done.bytes;
    }
    return bytes;
  };

  const chains = await store.read(allChains);
  if (policy.days !== undefined) {
    const before = clock.now() - policy.days * day;
    for (const place of chains) {
      for (const stretch of await store.read(() => oldStretches(place, before))) await dropFrom(stretch, { before, reason: `older than ${policy.days} days` });
    }
  }
  if (policy.bytes !== undefined) {
    for (const organisationId of new Set(chains.map((place) => place.organisationId))) {
      const places = chains.filter((place) => place.organisationId === organisationId);
      let excess = (await store.read(() => bytesOf(places))) - policy.bytes;
      if (excess <= 0) continue;
      for (const stretch of await store.read(() => stretchesByAge(places))) {
        if (excess <= 0 || stopped()) break;
        excess -= await dropFrom(stretch, { excess, reason: `more than ${policy.bytes} bytes are kept` });
      }
    }
  }
  return dropped;
}

/** Which payloads are dropped, and why, in words. */
interface Rule {
  /** Those of entries before this time. */
  readonly before?: number;
  /** The oldest, until so many bytes are dropped. */
  readonly excess?: number | undefined;
  readonly reason: string;
}

/** Drops as much of a stretch as fits one unit, and puts that on record. No entries when there is nothing more to drop. */
function* dropSome({ place, from, to }: Stretch, { before, excess, reason }: Rule, now: number): Work<{ readonly entries: number; readonly bytes: number }> {
  const { organisationId, workstationId } = place;
  const dropped: number[] = [];
  let bytes = 0;
  for (const row of yield* all<{ sequence: number; stored_bytes: number; at: number }>(payloadsOf, organisationId, workstationId, from, to)) {
    if (bytes >= unitBytes || (excess !== undefined && bytes >= excess)) break;
    if (before !== undefined && row.at >= before) continue;
    dropped.push(row.sequence);
    bytes += row.stored_bytes;
  }
  const last = dropped.at(-1);
  if (last === undefined) return { entries: 0, bytes: 0 };
  for (const sequence of dropped) yield* run(deletePayload, organisationId, workstationId, sequence);
  // The last, unfinished span has no row yet: then nothing is changed.
  yield* run(lessenSpan, bytes, organisationId, workstationId, last - ((last - 1) % spanLength));
  const detail = `Dropped the payloads of ${dropped.length} entries, ${dropped[0]} to ${last}, ${bytes} bytes: ${reason}.`;
  yield* record(place, { kind: 'retention', at: now, outcome: 'done', linked: last, detail });
  return { entries: dropped.length, bytes };
}

function* oldStretches(place: AuditPlace, before: number): Work<readonly Stretch[]> {
  const spans = yield* all<{ first: number }>(spansWithOldPayloads, place.organisationId, place.workstationId, before);
  return [...spans.map(({ first: from }) => ({ place, from, to: from + spanLength - 1 })), yield* unfinished(place)];
}

/** All stretches of an organisation that have payloads, the oldest first. */
function* stretchesByAge(places: readonly AuditPlace[]): Work<readonly Stretch[]> {
  const aged: { readonly stretch: Stretch; readonly latest: number }[] = [];
  for (const place of places) {
    const spans = yield* all<{ first: number; latest: number }>(spansWithPayloads, place.organisationId, place.workstationId);
    for (const { first: from, latest } of spans) aged.push({ stretch: { place, from, to: from + spanLength - 1 }, latest });
    aged.push({ stretch: yield* unfinished(place), latest: Number.MAX_SAFE_INTEGER });
  }
  return aged.sort((a, b) => a.latest - b.latest).map(({ stretch }) => stretch);
}

/** What comes after the last finished span; never longer than one, though the chain goes on meanwhile. */
function* unfinished(place: AuditPlace): Work<Stretch> {
  const last = yield* lastInSpans(place);
  return { place, from: last + 1, to: last + spanLength };
}

function* bytesOf(places: readonly AuditPlace[]): Work<number> {
  let bytes = 0;
  for (const place of places) {
    const inSpans = yield* first<{ bytes: number }>(bytesInSpans, place.organisationId, place.workstationId);
    const last = yield* lastInSpans(place);
    const since = yield* first<{ bytes: number }>(bytesBetween, place.organisationId, place.workstationId, last);
    bytes += (inSpans?.bytes ?? 0) + (since?.bytes ?? 0);
  }
  return bytes;
}
