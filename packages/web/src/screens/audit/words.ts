// The audit's entries in words.
import type { AuditKind, AuditOutcome, OutputOf } from '@s1kit/link';

export type AuditEntry = OutputOf<'audit.list'>[number];

/** How an outcome is shown: in words, and in a colour beside them. */
export interface OutcomeWords {
  readonly words: string;
  readonly tone: 'good' | 'bad' | 'waiting' | 'broken' | 'plain';
}

const outcomes: Readonly<Record<AuditOutcome, OutcomeWords>> = {
  success: { words: 'Answered', tone: 'good' },
  error: { words: 'Refused', tone: 'bad' },
  throttled: { words: 'Throttled', tone: 'waiting' },
  silent: { words: 'Not answered', tone: 'broken' },
  cutOff: { words: 'Cut off', tone: 'broken' },
  interrupted: { words: 'Reply interrupted', tone: 'broken' },
  fault: { words: 'Fault on purpose', tone: 'waiting' },
  done: { words: 'Done', tone: 'plain' },
};

/** The outcome of an entry. A throttled message that got no reply is a silent drop, which a client sees as nothing at all. */
export function outcomeOf({ kind, outcome, replyBytes }: Pick<AuditEntry, 'kind' | 'outcome' | 'replyBytes'>): OutcomeWords {
  if (kind === 'message' && outcome === 'throttled' && replyBytes === null) return { words: 'Throttled: silent drop', tone: 'waiting' };
  return wordsOf(outcomes, outcome) ?? { words: outcome, tone: 'plain' };
}

/** An outcome by its name alone, e.g. in a filter. */
export function outcomeWords(outcome: string): string {
  return wordsOf(outcomes, outcome)?.words ?? outcome;
}

const acts: Readonly<Record<Exclude<AuditKind, 'message' | 'sent'>, string>> = {
  signIn: 'Signed in',
  signOut: 'Signed out',
  unlock: 'Unlocked the screens',
  openRecord: 'Opened a record',
  closeRecord: 'Closed a record',
  saveChanges: 'Saved changes',
  discardChanges: 'Discarded changes',
  resolveConflicts: 'Decided about conflicts',
  approve: 'Approved a device',
  block: 'Blocked an application',
  unblock: 'Lifted a block',
  revoke: 'Revoked a device',
  applicationAdd: 'Registered an application',
  applicationRotate: 'Made a new key',
  applicationRevoke: 'Revoked an application',
  auditView: 'Looked at the Message Audit',
  auditExport: 'Exported the Message Audit',
  retention: 'Old payloads were dropped',
  deletion: 'Deleted from a record',
  dialog: 'Answered a dialog',
  appointment: 'Changed an appointment',
  visit: 'Changed a visit',
  staffRole: 'Changed the role of somebody',
  data: 'Changed the Demo data',
  extract: 'Wrote an extract',
};

export function isMessage({ kind }: Pick<AuditEntry, 'kind'>): boolean {
  return kind === 'message' || kind === 'sent';
}

/** What an entry is about, in a few words. */
export function whatOf(entry: Pick<AuditEntry, 'kind' | 'function'>): string {
  if (entry.kind === 'message') return entry.function ?? 'A document without a function';
  if (entry.kind === 'sent') return `${entry.function ?? 'A reply'}: end of a long reply`;
  return wordsOf(acts, entry.kind) ?? entry.kind;
}

/** An installation of a later version may have put on record what this one has no words for: it is shown by its name. */
function wordsOf<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** @example bytesText(6291456) // '6.0 MB' */
export function bytesText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** @example durationText(1234.5) // '1.23 s' */
export function durationText(milliseconds: number): string {
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`;
  return milliseconds < 1_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1_000).toFixed(2)} s`;
}
