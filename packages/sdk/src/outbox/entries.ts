// What stands in an outbox, as its log tells.
import type { Before } from '../writes/before.js';

/** The functions whose calls can stand in an outbox. */
export type OutboxFunction = 'UpdatePatientRecord' | 'DeleteFromPatientRecord';

/** A write as it was handed over. */
export interface Kept {
  readonly id: string;
  readonly function: OutboxFunction;
  readonly request: unknown;
  readonly options: unknown;
  /** Whose record it concerns. */
  readonly patient: string;
  /** Milliseconds since 1970. */
  readonly addedAt: number;
  readonly deadline: number | undefined;
}

/** A record of the log. */
export type LogRecord =
  | { readonly type: 'added'; readonly entry: Kept }
  /** The write is about to leave: from here on it may take effect. */
  | { readonly type: 'leaving'; readonly id: string; readonly before: Before }
  /** It left and did not take effect. */
  | { readonly type: 'notDone'; readonly id: string }
  | { readonly type: 'done'; readonly id: string }
  | { readonly type: 'undelivered'; readonly id: string; readonly code: string }
  /** It was handed back, and somebody has taken it. */
  | { readonly type: 'taken'; readonly id: string };

export type EntryState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'leaving'; readonly before: Before }
  | { readonly kind: 'undelivered'; readonly code: string };

export interface Entry {
  readonly kept: Kept;
  state: EntryState;
}

/** The entries that are neither done nor taken, in the order in which they were added. */
export function entriesOf(records: readonly LogRecord[]): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const record of records) applyRecord(entries, record);
  return entries;
}

export function applyRecord(entries: Map<string, Entry>, record: LogRecord): void {
  if (record.type === 'added') {
    entries.set(record.entry.id, { kept: record.entry, state: { kind: 'waiting' } });
    return;
  }
  const entry = entries.get(record.id);
  if (entry === undefined) return;
  if (record.type === 'done' || record.type === 'taken') entries.delete(record.id);
  else if (record.type === 'leaving') entry.state = { kind: 'leaving', before: record.before };
  else entry.state = record.type === 'notDone' ? { kind: 'waiting' } : { kind: 'undelivered', code: record.code };
}

/** The records that say the same in as few words as can be. */
export function recordsOf(entries: ReadonlyMap<string, Entry>): readonly LogRecord[] {
  return [...entries.values()].flatMap(({ kept, state }): readonly LogRecord[] => {
    const added = { type: 'added', entry: kept } as const;
    if (state.kind === 'waiting') return [added];
    if (state.kind === 'leaving') return [added, { type: 'leaving', id: kept.id, before: state.before }];
    return [added, { type: 'undelivered', id: kept.id, code: state.code }];
  });
}
