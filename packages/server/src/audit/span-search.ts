// Which entries of finished spans can be what a filter asks for: found from the bits of whole blocks, without reading an entry.
import { all, sql, type Work } from '../store/index.js';
import type { AuditOutcome, AuditPlace } from './draft.js';
import { blockLength, blockOf, type EntryBits, spanLength, type Term } from './spans.js';
import type { Wanted } from './wanted.js';

/** Gives candidates in the order that is wanted, a block at a time; `undefined` when there are no more. A candidate has every value that is asked for. */
export type Candidates = () => Work<Iterable<number> | undefined>;

/** A value that entries must have; with several of the same number, one of them. */
interface Condition {
  readonly term: Term;
  readonly value: string;
}

/** Blocks whose bits are read together. */
const batch = 16;

const bitsBetween = sql`SELECT first, entries FROM audit_term
  WHERE organisation_id = ? AND workstation_id = ? AND term = ? AND value = ? AND first >= ? AND first <= ?`;
const spansOfTime = sql`SELECT first FROM audit_span
  WHERE organisation_id = ? AND workstation_id = ? AND first > ? AND first < ? AND earliest <= ? AND latest >= ? ORDER BY first`;
const patientSequences = sql`SELECT sequence FROM audit_entry
  WHERE organisation_id = ? AND workstation_id = ? AND patient = ? AND sequence >= ? AND sequence <= ?`;

/** @param summedUp the last entry that lies in a finished span */
export function* candidatesOf(place: AuditPlace, wanted: Wanted, summedUp: number): Work<Candidates> {
  const conditions = conditionsOf(wanted);
  const low = Math.max(wanted.above + 1, 1);
  const high = Math.min(wanted.below - 1, summedUp);
  const times = yield* spansAt(place, wanted, low, high);
  const blocks = times === undefined ? blocksBetween(low, high) : [...new Set(times.map(blockOf))];
  if (wanted.order === 'newest') blocks.reverse();
  let ready: readonly (readonly [block: number, bits: EntryBits])[] = [];
  let position = 0;
  return function* () {
    for (;;) {
      const found = ready[position++];
      if (found === undefined) {
        const some = blocks.splice(0, batch);
        if (some.length === 0) return undefined;
        ready = yield* blocksHavingAll(place, conditions, some);
        position = 0;
        continue;
      }
      const [block, having] = found;
      const bits = times === undefined ? having : within(having, block, times);
      const range = { from: Math.max(low, block), to: Math.min(high, block + blockLength - 1) };
      const wantedBits = wanted.patient === undefined ? bits : yield* ofPatient(place, wanted.patient, bits, block, range);
      return sequencesOf(wantedBits, block, range, wanted.order);
    }
  };
}

/** The finished spans that have entries of the times that are wanted; `undefined` where no time is. */
function* spansAt({ organisationId, workstationId }: AuditPlace, { from, to }: Wanted, low: number, high: number): Work<readonly number[] | undefined> {
  if (from === Number.MIN_SAFE_INTEGER && to === Number.MAX_SAFE_INTEGER) return undefined;
  const spans = yield* all<{ first: number }>(spansOfTime, organisationId, workstationId, low - spanLength, high + 1, to, from);
  return spans.map((span) => span.first);
}

function blocksBetween(low: number, high: number): number[] {
  const blocks: number[] = [];
  for (let block = blockOf(low); block <= high; block += blockLength) blocks.push(block);
  return blocks;
}

const messageOutcomes: readonly AuditOutcome[] = ['success', 'error', 'throttled', 'silent', 'cutOff', 'interrupted', 'fault'];

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
  // What people did is `done`, and no message is.
  if (wanted.kinds === 'people') add('outcome', 'done');
  if (wanted.kinds === 'messages') conditions.push(messageOutcomes.map((value) => ({ term: 'outcome', value })));
  return conditions;
}

/** Of these blocks those that have entries which meet every condition, in their order; all entries where there is no condition. */
function* blocksHavingAll(
  place: AuditPlace,
  conditions: readonly (readonly Condition[])[],
  blocks: readonly number[],
): Work<readonly (readonly [block: number, bits: EntryBits])[]> {
  let left: ReadonlyMap<number, EntryBits> | undefined;
  for (const condition of conditions) {
    const having: ReadonlyMap<number, EntryBits> = yield* entriesHavingOne(place, condition, Math.min(...blocks), Math.max(...blocks));
    left = left === undefined ? having : common(left, having);
    if (left.size === 0) return [];
  }
  return blocks.flatMap((block) => {
    const bits = left === undefined ? everyEntry : left.get(block);
    return bits === undefined ? [] : [[block, bits] as const];
  });
}

const everyEntry: EntryBits = new Uint8Array(blockLength / 8).fill(255);

/** The blocks in which some entries are of both, and these. */
function common(some: ReadonlyMap<number, EntryBits>, others: ReadonlyMap<number, EntryBits>): Map<number, EntryBits> {
  const both = new Map<number, EntryBits>();
  for (const [block, one] of some) {
    const other = others.get(block);
    const shared = other && sharedBits(one, other);
    if (shared !== undefined) both.set(block, shared);
  }
  return both;
}

/** What both have; `undefined` if that is nothing. */
function sharedBits(one: EntryBits, other: EntryBits): EntryBits | undefined {
  const length = Math.min(one.length, other.length);
  const shared = new Uint8Array(length);
  let any = 0;
  for (let index = 0; index < length; index++) {
    const byte = (one[index] ?? 0) & (other[index] ?? 0);
    shared[index] = byte;
    any |= byte;
  }
  return any === 0 ? undefined : shared;
}

/** The entries that meet one condition, by their blocks. */
function* entriesHavingOne(
  { organisationId, workstationId }: AuditPlace,
  condition: readonly Condition[],
  from: number,
  to: number,
): Work<Map<number, EntryBits>> {
  const having = new Map<number, EntryBits>();
  for (const { term, value } of condition) {
    for (const row of yield* all<{ first: number; entries: Uint8Array }>(bitsBetween, organisationId, workstationId, term, value, from, to)) {
      const other = having.get(row.first);
      having.set(row.first, other === undefined ? row.entries : either(other, row.entries));
    }
  }
  return having;
}

function either(one: EntryBits, two: EntryBits): EntryBits {
  return Uint8Array.from({ length: Math.max(one.length, two.length) }, (_, index) => (one[index] ?? 0) | (two[index] ?? 0));
}

/** Without the entries of spans that are not among these. */
function within(bits: EntryBits, block: number, spans: readonly number[]): EntryBits {
  const kept = new Uint8Array(bits.length);
  for (const span of spans) {
    const at = (span - block) / 8;
    if (at >= 0 && at < bits.length) kept.set(bits.subarray(at, at + spanLength / 8), at);
  }
  return kept;
}

function* ofPatient(
  { organisationId, workstationId }: AuditPlace,
  patient: string,
  bits: EntryBits,
  block: number,
  { from, to }: { readonly from: number; readonly to: number },
): Work<EntryBits> {
  const kept = new Uint8Array(bits.length);
  for (const { sequence } of yield* all<{ sequence: number }>(patientSequences, organisationId, workstationId, patient, from, to)) {
    const place = sequence - block;
    const bit = 1 << (place & 7);
    kept[place >> 3] = (kept[place >> 3] ?? 0) | ((bits[place >> 3] ?? 0) & bit);
  }
  return kept;
}

function* sequencesOf(bits: EntryBits, block: number, { from, to }: { readonly from: number; readonly to: number }, order: Wanted['order']): Generator<number> {
  const step = order === 'newest' ? -1 : 1;
  const [begin, end] = order === 'newest' ? [to, from] : [from, to];
  for (let sequence = begin; (end - sequence) * step >= 0; ) {
    const place = sequence - block;
    const byte = bits[place >> 3] ?? 0;
    if (byte === 0) {
      // To the next byte in that direction.
      sequence = order === 'newest' ? block + (place & ~7) - 1 : block + (place | 7) + 1;
      continue;
    }
    if ((byte & (1 << (place & 7))) !== 0) yield sequence;
    sequence += step;
  }
}
