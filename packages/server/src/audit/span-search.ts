// Which finished spans can hold what a filter asks for, and which of their entries.
import { all, sql, type Work } from '../store/index.js';
import type { AuditPlace } from './draft.js';
import { type EntryBits, spanLength, type Term } from './spans.js';
import type { Wanted } from './wanted.js';

export interface MatchingSpan {
  readonly first: number;
  readonly last: number;
  /** The entries that match by value, in the order that is wanted; `undefined` if nothing is asked for by value. */
  readonly sequences: readonly number[] | undefined;
}

/** A value that entries must have; with several of the same number, one of them. */
interface Condition {
  readonly term: Term;
  readonly value: string;
}

const batch = 128;

const spansNewest = sql`SELECT first FROM audit_span
  WHERE organisation_id = ? AND workstation_id = ? AND first > ? AND first < ? AND earliest <= ? AND latest >= ? ORDER BY first DESC LIMIT ?`;
const spansOldest = sql`SELECT first FROM audit_span
  WHERE organisation_id = ? AND workstation_id = ? AND first > ? AND first < ? AND earliest <= ? AND latest >= ? ORDER BY first LIMIT ?`;
const termsBetween = sql`SELECT first, entries FROM audit_term
  WHERE organisation_id = ? AND workstation_id = ? AND term = ? AND value = ? AND first >= ? AND first <= ?`;

/** Gives the spans one after the other, in the order that is wanted; `undefined` when there are no more. */
export function matchingSpans(place: AuditPlace, wanted: Wanted): () => Work<MatchingSpan | undefined> {
  const conditions = conditionsOf(wanted);
  let low = wanted.above - spanLength;
  let high = wanted.below;
  let ready: readonly MatchingSpan[] = [];
  let position = 0;
  return function* () {
    for (;;) {
      const span = ready[position++];
      if (span !== undefined) return span;
      const { organisationId, workstationId } = place;
      const newest = wanted.order === 'newest';
      const found = yield* all<{ first: number }>(newest ? spansNewest : spansOldest, organisationId, workstationId, low, high, wanted.to, wanted.from, batch);
      const firsts = found.map((row) => row.first);
      const last = firsts.at(-1);
      if (last === undefined) return undefined;
      if (newest) high = last;
      else low = last;
      ready = yield* narrow(place, wanted, conditions, firsts);
      position = 0;
    }
  };
}

/** Each condition is a list of values of which an entry has one. */
function conditionsOf(wanted: Wanted): readonly (readonly Condition[])[] {
  const conditions: (readonly Condition[])[] = [];
  const add = (term: Term, value: string | undefined): void => {
    if (value !== undefined) conditions.push([{ term, value }]);
  };
  add('user', wanted.user);
  add('application', wanted.application);
  add('device', wanted.device);
  add('function', wanted.function);
  if (wanted.outcome === 'interrupted') {
    conditions.push([
      { term: 'outcome', value: 'interrupted' },
      { term: 'follows', value: 'yes' },
    ]);
  } else add('outcome', wanted.outcome);
  return conditions;
}

function* narrow(place: AuditPlace, wanted: Wanted, conditions: readonly (readonly Condition[])[], firsts: readonly number[]): Work<readonly MatchingSpan[]> {
  if (conditions.length === 0) return firsts.map((first) => ({ first, last: first + spanLength - 1, sequences: undefined }));
  let left: ReadonlyMap<number, EntryBits> | undefined;
  for (const condition of conditions) {
    const having: ReadonlyMap<number, EntryBits> = yield* entriesHaving(place, condition, Math.min(...firsts), Math.max(...firsts));
    left = left === undefined ? having : both(left, having);
  }
  const spans: MatchingSpan[] = [];
  for (const first of firsts) {
    const bits = left?.get(first);
    if (bits === undefined) continue;
    const sequences = sequencesOf(bits, first);
    spans.push({ first, last: first + spanLength - 1, sequences: wanted.order === 'newest' ? sequences.reverse() : sequences });
  }
  return spans;
}

function* entriesHaving(place: AuditPlace, condition: readonly Condition[], from: number, to: number): Work<Map<number, EntryBits>> {
  const having = new Map<number, EntryBits>();
  for (const { term, value } of condition) {
    const rows = yield* all<{ first: number; entries: Uint8Array }>(termsBetween, place.organisationId, place.workstationId, term, value, from, to);
    for (const { first, entries } of rows) {
      const other = having.get(first);
      having.set(first, other === undefined ? entries : entries.map((byte, index) => byte | (other[index] ?? 0)));
    }
  }
  return having;
}

function both(one: ReadonlyMap<number, EntryBits>, two: ReadonlyMap<number, EntryBits>): Map<number, EntryBits> {
  const result = new Map<number, EntryBits>();
  for (const [first, bits] of one) {
    const other = two.get(first);
    if (other !== undefined)
      result.set(
        first,
        bits.map((byte, index) => byte & (other[index] ?? 0)),
      );
  }
  return result;
}

function sequencesOf(bits: EntryBits, first: number): number[] {
  const sequences: number[] = [];
  bits.forEach((byte, index) => {
    for (let bit = 0; byte !== 0 && bit < 8; bit++) if ((byte & (1 << bit)) !== 0) sequences.push(first + index * 8 + bit);
  });
  return sequences;
}
