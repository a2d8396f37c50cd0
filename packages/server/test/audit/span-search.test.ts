import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { candidatesOf } from '../../src/audit/span-search.js';
import { blockLength, blockOf, spanLength, type Term } from '../../src/audit/spans.js';
import type { Wanted } from '../../src/audit/wanted.js';
import { openSqlite, run, type Store, sql, type Work } from '../../src/store/index.js';
import { here, start } from '../support/trail.js';

/** More blocks than are read together, and the last one not full. */
const spans = 18 * 16 + 5;
const summedUp = spans * spanLength;

/** Whether an entry has a value: scattered, or in some blocks only. */
const values: readonly (readonly [term: Term, value: string, has: (sequence: number) => boolean])[] = [
  ['user', 'ada', (sequence) => scattered(sequence, 1) % 900 === 0],
  ['user', 'bob', (sequence) => sequence % spanLength === 0 || sequence % spanLength === 1],
  ['user', 'seldom', (sequence) => sequence === 3 * blockLength + 5_000 || sequence === 17 * blockLength + 1],
  ['application', 'everywhere', (sequence) => sequence % 8 !== 3],
  ['application', 'in some blocks', (sequence) => [2, 3, 15, 16, 18].includes((blockOf(sequence) - 1) / blockLength) && scattered(sequence, 2) % 50 === 0],
  ['device', 'known', (sequence) => scattered(sequence, 3) % 3 !== 0],
  ['function', 'GetDiary', (sequence) => scattered(sequence, 4) % 40 === 0],
  ['outcome', 'success', (sequence) => outcomeOf(sequence) === 'success'],
  ['outcome', 'error', (sequence) => outcomeOf(sequence) === 'error'],
  ['outcome', 'interrupted', (sequence) => outcomeOf(sequence) === 'interrupted'],
  ['outcome', 'done', (sequence) => outcomeOf(sequence) === 'done'],
  ['follows', 'yes', (sequence) => scattered(sequence, 6) % 700 === 0],
];

/** The same for the same number, and without a pattern. */
function scattered(sequence: number, salt: number): number {
  const once = Math.imul(sequence + (salt << 20), 0x9e3779b1);
  const twice = Math.imul(once ^ (once >>> 15), 0x85ebca6b);
  return (twice ^ (twice >>> 13)) >>> 0;
}

function outcomeOf(sequence: number): string {
  const number = scattered(sequence, 5) % 1_000;
  return number < 3 ? 'interrupted' : number < 10 ? 'error' : number < 60 ? 'done' : 'success';
}

/** The times of a span, whose clock went back once. */
function timesOf(span: number): readonly [earliest: number, latest: number] {
  const earliest = start + (span < 150 ? span : span - 90) * 1_000;
  return [earliest, earliest + 1_500];
}

const patients = new Map(
  ['9990000018', '9990000026'].map((patient, salt) => [
    patient,
    new Set([1, spanLength, blockLength, blockLength + 1, summedUp, ...Array.from({ length: 400 }, (_, index) => 1 + (scattered(index, salt) % summedUp))]),
  ]),
);

const insertSpan = sql`INSERT INTO audit_span (organisation_id, workstation_id, first, earliest, latest, stored_bytes) VALUES (?, ?, ?, ?, ?, 0)`;
const insertTerm = sql`INSERT INTO audit_term (organisation_id, workstation_id, term, value, first, entries) VALUES (?, ?, ?, ?, ?, ?)`;
const insertEntry = sql`INSERT INTO audit_entry (organisation_id, workstation_id, sequence, at, kind, patient, outcome, deviations, reply_follows, repeats, previous_hash, hash)
  VALUES (?, ?, ?, 0, 'message', ?, 'success', '[]', 0, 0, '', '')`;

/** The bits of a block, as long as the last span that has the value. */
function bitsOf(block: number, has: (sequence: number) => boolean): Uint8Array {
  let length = 0;
  const bits = new Uint8Array(blockLength / 8);
  for (let index = 0; index < blockLength && block + index <= summedUp; index++) {
    if (!has(block + index)) continue;
    bits[index >> 3] = (bits[index >> 3] ?? 0) | (1 << (index & 7));
    length = (Math.floor(index / spanLength) + 1) * (spanLength / 8);
  }
  return bits.subarray(0, length);
}

const folder = mkdtempSync(join(tmpdir(), 's1kit-span-search-'));
let store: Store;

beforeAll(async () => {
  store = openSqlite({ file: join(folder, 'a.db') });
  const { organisationId, workstationId } = here;
  await store.write(function* () {
    for (let span = 0; span < spans; span++) yield* run(insertSpan, organisationId, workstationId, span * spanLength + 1, ...timesOf(span));
    for (const [term, value, has] of values) {
      for (let block = 1; block <= summedUp; block += blockLength) {
        const bits = bitsOf(block, has);
        if (bits.length > 0) yield* run(insertTerm, organisationId, workstationId, term, value, block, bits);
      }
    }
    const named = new Map<number, string>();
    for (const [patient, sequences] of patients) for (const sequence of sequences) named.set(sequence, patient);
    for (const [sequence, patient] of named) yield* run(insertEntry, organisationId, workstationId, sequence, patient);
    for (const [patient, sequences] of patients) for (const sequence of sequences) if (named.get(sequence) !== patient) sequences.delete(sequence);
  });
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** For each value a 1 where an entry has it. */
const held = new Map(
  values.map(([term, value, has]) => [`${term} ${value}`, Uint8Array.from({ length: summedUp + 1 }, (_, sequence) => Number(has(sequence)))]),
);

/** What must be found, by asking of every entry; with times, all entries of a span that has some of these times. */
function naive(wanted: Wanted): number[] {
  const { above, below, from, to, patient } = wanted;
  const has = (term: Term, value: string | undefined): ((sequence: number) => boolean) => {
    const entries = held.get(`${term} ${value}`);
    return (sequence) => value === undefined || entries?.[sequence] === 1;
  };
  const done = has('outcome', 'done');
  const follows = has('follows', wanted.outcome === 'interrupted' ? 'yes' : 'none');
  const outcome = has('outcome', wanted.outcome);
  const conditions = [
    ...(['user', 'application', 'device', 'function'] as const).filter((term) => wanted[term] !== undefined).map((term) => has(term, wanted[term])),
    ...(wanted.outcome === undefined ? [] : [(sequence: number): boolean => outcome(sequence) || follows(sequence)]),
    ...(wanted.kinds === undefined ? [] : [(sequence: number): boolean => done(sequence) === (wanted.kinds === 'people')]),
    ...(patient === undefined ? [] : [(sequence: number): boolean => patients.get(patient)?.has(sequence) === true]),
  ];
  const found: number[] = [];
  for (let span = 0; span < spans; span++) {
    const [earliest, latest] = timesOf(span);
    if (earliest > to || latest < from) continue;
    for (let sequence = span * spanLength + 1; sequence <= (span + 1) * spanLength; sequence++)
      if (sequence > above && sequence < below && conditions.every((meets) => meets(sequence))) found.push(sequence);
  }
  return wanted.order === 'newest' ? found.reverse() : found;
}

/** Each time that candidates are asked for gives one list of these. */
async function candidates(wanted: Wanted): Promise<readonly (readonly number[])[]> {
  return await store.read(function* (): Work<readonly (readonly number[])[]> {
    const blocks: (readonly number[])[] = [];
    const next = yield* candidatesOf(here, wanted, summedUp);
    for (let some = yield* next(); some !== undefined; some = yield* next()) blocks.push([...some]);
    return blocks;
  });
}

const everything: Wanted = {
  above: 0,
  below: Number.MAX_SAFE_INTEGER,
  from: Number.MIN_SAFE_INTEGER,
  to: Number.MAX_SAFE_INTEGER,
  limit: 10,
  order: 'newest',
};

async function agrees(wanted: Wanted): Promise<number> {
  const [found, expected] = [(await candidates(wanted)).flat(), naive(wanted)];
  const different = expected.findIndex((sequence, index) => sequence !== found[index]);
  expect([wanted, found.length, different]).toEqual([wanted, expected.length, -1]);
  return expected.length;
}

const maybe = <T>(...some: readonly T[]): fc.Arbitrary<T | undefined> => fc.option(fc.constantFrom(...some), { nil: undefined, freq: 2 });
/** At and beside where spans and blocks begin and end. */
const edge = fc
  .tuple(fc.constantFrom(0, 1, 15, 16, 17, 31, 32, 255, 256, 272, spans - 1, spans, spans + 3), fc.integer({ min: -2, max: 2 }))
  .map(([span, beside]) => span * spanLength + beside);
const second = fc.tuple(fc.integer({ min: -3, max: spans }), fc.constantFrom(-1, 0, 1, 500)).map(([span, beside]) => start + span * 1_000 + beside);

const wantedByAnybody: fc.Arbitrary<Wanted> = fc.record({
  above: fc.oneof(fc.constant(0), edge),
  below: fc.oneof(fc.constant(Number.MAX_SAFE_INTEGER), edge),
  from: fc.oneof({ weight: 2, arbitrary: fc.constant(Number.MIN_SAFE_INTEGER) }, { weight: 1, arbitrary: second }),
  to: fc.oneof({ weight: 2, arbitrary: fc.constant(Number.MAX_SAFE_INTEGER) }, { weight: 1, arbitrary: second }),
  limit: fc.constant(10),
  order: fc.constantFrom('newest' as const, 'oldest' as const),
  user: maybe('ada', 'bob', 'seldom', 'nobody'),
  application: maybe('everywhere', 'in some blocks'),
  device: maybe('known'),
  function: maybe('GetDiary'),
  outcome: maybe('success', 'error', 'interrupted', 'throttled'),
  patient: maybe(...patients.keys(), 'none'),
  kinds: maybe('messages' as const, 'people' as const),
});

describe('candidates of finished spans', () => {
  it('B8.4: are those that have every value, over many blocks, in the order that is wanted', async () => {
    await fc.assert(
      fc.asyncProperty(wantedByAnybody, async (wanted) => void (await agrees(wanted))),
      { numRuns: 25 },
    );
  });

  it('B8.4: are so for each filter by itself, from either end (many filters together find nothing, wrong or right)', async () => {
    const filters: readonly Partial<Wanted>[] = [
      ...['ada', 'bob', 'seldom', 'nobody'].map((user) => ({ user })),
      ...['everywhere', 'in some blocks'].map((application) => ({ application })),
      { user: 'bob', application: 'in some blocks' },
      { user: 'ada', device: 'known', function: 'GetDiary' },
      ...['error', 'interrupted'].map((outcome) => ({ outcome })),
      { kinds: 'people' },
      { kinds: 'messages', user: 'ada' },
      { patient: '9990000018', kinds: 'messages' },
      { patient: '9990000026', from: start + 40_000, to: start + 90_000 },
      { user: 'ada', from: start + 100_000, to: start + 100_000 },
      { user: 'bob', to: start + 20_000 },
      { user: 'ada', above: 16 * spanLength - 1, below: 17 * spanLength + 2 },
    ];
    for (const filter of filters) {
      for (const order of ['newest', 'oldest'] as const) {
        const count = await agrees({ ...everything, ...filter, order });
        expect([filter, count > 0]).toEqual([filter, filter.user !== 'nobody']);
      }
    }
  });

  it('come from blocks that can have some: of the others none is looked through', async () => {
    expect((await candidates({ ...everything, user: 'seldom' })).map((block) => block.length)).toEqual([1, 1]);
    expect((await candidates({ ...everything, application: 'in some blocks' })).length).toBe(5);
    expect((await candidates({ ...everything, user: 'seldom', application: 'in some blocks' })).length).toBeLessThanOrEqual(2);
    expect(await candidates({ ...everything, user: 'nobody' })).toEqual([]);
    expect(await candidates({ ...everything, above: 40 * spanLength, below: 41 * spanLength, user: 'seldom' })).toEqual([]);
    expect((await candidates({ ...everything, from: start + 20_000, to: start + 20_000 })).length).toBe(1);
  });
});
