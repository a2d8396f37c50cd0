// What the programs of one device know of each other's requests: a small file, so that they keep to the limits together, also across a restart.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Clock } from '../clock.js';
import { type IsRunning, openLock } from '../locking/lock.js';

export interface Shared {
  /** Reserves a window for a request that is about to be sent. @returns 0 if it was reserved, else in how many milliseconds to ask again */
  reserve(key: string, length: number): number;
  /** A request has ended. @param until when the window opens again, in milliseconds since 1970; `undefined` where nothing was sent */
  settle(key: string, until: number | undefined): void;
  close(): void;
}

export interface SharedOptions {
  readonly path: string;
  readonly clock: Clock;
  /** Tells this holder from every other: letters and digits. */
  readonly holder: string;
  readonly processId: number;
  readonly isRunning: IsRunning;
  /** The file cannot be used: from here on, this process keeps to the limits by itself. */
  readonly onFailure: (cause: unknown) => void;
}

interface Entry {
  /** When the window opens again: milliseconds since 1970. */
  readonly until: number;
  /** Who has a request under way, and since when. */
  readonly flight?: { readonly holder: string; readonly processId: number; readonly since: number };
}

/** How soon it is looked again while another program's request is under way, or while the lock is taken. */
const lookAgainMs = 20;
/** How long another program's request is waited for. */
const longestFlightMs = 180_000;
/** Between the sending of a request and its being admitted, where nobody lives to tell. */
const admissionMs = 1_000;
/** How often in a row the lock may be found taken: someone holds it who should not. */
const patience = 250;
/** An entry is forgotten so long after its window has opened. */
const forgetMs = 120_000;

/** Opens the file. Where it cannot be used, all windows are free as far as it is concerned. */
export function openShared(options: SharedOptions): Shared {
  const { path, clock, holder, processId, isRunning, onFailure } = options;
  let failed = false;
  let refused = 0;
  /** How long the windows are whose requests are under way. */
  const flying = new Map<string, number>();
  const fail = (cause: unknown): undefined => {
    if (!failed) onFailure(cause);
    failed = true;
    return undefined;
  };
  const attempt = <T>(work: () => T): T | undefined => {
    if (failed) return undefined;
    try {
      return work();
    } catch (error) {
      return fail(error);
    }
  };
  const lock = attempt(() => {
    mkdirSync(dirname(path), { recursive: true });
    return openLock(`${path}.lock`, holder, processId, isRunning);
  });

  const change = <T>(work: (entries: Map<string, Entry>) => T): T | undefined =>
    attempt(() =>
      lock?.hold(() => {
        const entries = read(path);
        const result = work(entries);
        write(path, `${path}.lock.${processId}.${holder}.tmp`, entries, clock.now());
        return result;
      }),
    );

  const waitFor = (entry: Entry | undefined, length: number, now: number): number => {
    if (entry === undefined) return 0;
    const { flight, until } = entry;
    // No window is closed for longer than its length: a later time was written before the clock was set back.
    const closed = Math.min(until - now, length + lookAgainMs);
    if (flight === undefined) return closed;
    const flown = now - flight.since;
    if (isRunning(flight.processId) && flown >= 0 && flown < longestFlightMs) return lookAgainMs;
    return Math.max(closed, Math.min(flight.since + admissionMs + length - now, length + admissionMs));
  };

  return {
    reserve: (key, length) => {
      if (failed) return 0;
      const now = clock.now();
      const wait = change((entries) => {
        const needed = Math.max(0, Math.ceil(waitFor(entries.get(key), length, now)));
        if (needed === 0) entries.set(key, { until: now, flight: { holder, processId, since: now } });
        return needed;
      });
      if (wait !== undefined) {
        refused = 0;
        if (wait === 0) flying.set(key, length);
        return wait;
      }
      refused += 1;
      if (refused > patience) fail(new Error(`${path}.lock is held by a program that does not let it go.`));
      return failed ? 0 : lookAgainMs;
    },
    settle: (key, until) => {
      flying.delete(key);
      const settle = (left: number): void => {
        const done = change((entries) => {
          if (until === undefined) entries.delete(key);
          else entries.set(key, { until });
          return true;
        });
        // Others wait for this at most as long as this process lives.
        if (done === undefined && !failed && left > 0) clock.timer(lookAgainMs, () => settle(left - 1));
      };
      settle(patience);
    },
    close: () => {
      // What is given up on closing may have been admitted. Others do not wait for its end, which nobody will tell them.
      change((entries) => {
        for (const [key, length] of flying) entries.set(key, { until: clock.now() + length });
      });
      attempt(() => lock?.close());
      failed = true;
    },
  };
}

/** What the file says. It is whole or missing; if it is neither, nothing is known. */
function read(path: string): Map<string, Entry> {
  try {
    const found: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof found !== 'object' || found === null || !('windows' in found) || typeof found.windows !== 'object' || found.windows === null) return new Map();
    return new Map(Object.entries(found.windows).filter((entry): entry is [string, Entry] => isEntry(entry[1])));
  } catch {
    return new Map();
  }
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null || !('until' in value) || typeof value.until !== 'number') return false;
  if (!('flight' in value)) return true;
  const { flight } = value;
  return typeof flight === 'object' && flight !== null && 'processId' in flight && 'since' in flight && typeof flight.since === 'number';
}

function write(path: string, beside: string, entries: ReadonlyMap<string, Entry>, now: number): void {
  const standing = [...entries].filter(([, { until, flight }]) => flight !== undefined || until > now - forgetMs);
  writeFileSync(beside, JSON.stringify({ version: 1, windows: Object.fromEntries(standing) }), { mode: 0o600 });
  renameSync(beside, path);
}
