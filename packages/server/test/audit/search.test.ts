import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AuditDraft, record } from '../../src/audit/index.js';
import { search } from '../../src/audit/search.js';
import { lastInSpans } from '../../src/audit/spans.js';
import type { Wanted } from '../../src/audit/wanted.js';
import type { Store } from '../../src/store/index.js';
import { openSqlite } from '../../src/store/index.js';
import { openPlanner } from '../support/plans.js';
import { here, message, openTrail, start } from '../support/trail.js';

const plansOf = await openPlanner();

const size = 5_000;
const folder = mkdtempSync(join(tmpdir(), 's1kit-search-'));
let store: Store;
const drafts: AuditDraft[] = [];

/** Entries whose clock went back once, with long replies that ended and ones that did not. */
function draftOf(index: number): AuditDraft {
  const at = start + (index < 2_500 ? index : index - 1_500) * 1_000 + (index % 7) * 400;
  if (index % 500 === 499)
    return message({ kind: 'sent', at, userName: 'ada', linked: index - 1, requestUid: undefined, responseUid: `response-${index - 2}`, outcome: 'success' });
  if (index % 29 === 3) return message({ kind: 'openRecord', outcome: 'done', at, userName: 'ada', requestUid: undefined, patient: `999${index % 50}` });
  return message({
    at,
    userName: index % 11 === 0 ? undefined : `user-${index % 5}`,
    applicationId: `app-${index % 3}`,
    applicationName: index % 3 === 0 ? 'app-1' : 'Named',
    deviceId: `device-${index % 4}`,
    function: index === 1_234 ? 'Rare' : `Function${index % 6}`,
    outcome: index % 97 === 0 ? 'error' : 'success',
    patient: index % 2 === 0 ? `999${index % 50}` : undefined,
    requestUid: `request-${index % 700}`,
    responseUid: `response-${index}`,
    replyFollows: index % 500 === 497 || index % 777 === 5,
    request: undefined,
    reply: undefined,
  });
}

beforeAll(async () => {
  store = openSqlite({ file: join(folder, 'a.db') });
  for (let from = 0; from < size; from += 1_000) {
    await store.write(function* () {
      for (let index = from; index < from + 1_000; index++) {
        const draft = draftOf(index);
        drafts.push(draft);
        yield* record(here, draft);
      }
    });
  }
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What must be found, by reading everything. */
function naive(wanted: Wanted): number[] {
  const ended = new Set(drafts.filter((draft) => draft.kind === 'sent').map((draft) => draft.linked));
  const found: number[] = [];
  drafts.forEach((draft, index) => {
    const sequence = index + 1;
    const outcome = draft.replyFollows === true && !ended.has(sequence) ? 'interrupted' : draft.outcome;
    const kept =
      sequence > wanted.above &&
      sequence < wanted.below &&
      draft.at >= wanted.from &&
      draft.at <= wanted.to &&
      (wanted.user === undefined || draft.userName === wanted.user) &&
      (wanted.application === undefined || draft.applicationId === wanted.application || draft.applicationName === wanted.application) &&
      (wanted.device === undefined || draft.deviceId === wanted.device) &&
      (wanted.function === undefined || draft.function === wanted.function) &&
      (wanted.outcome === undefined || outcome === wanted.outcome) &&
      (wanted.patient === undefined || draft.patient === wanted.patient) &&
      (wanted.uid === undefined || draft.requestUid === wanted.uid || draft.responseUid === wanted.uid) &&
      (wanted.uidStart === undefined || (draft.kind === 'message' && draft.requestUid?.startsWith(wanted.uidStart) === true)) &&
      (wanted.kinds === undefined || (draft.kind === 'openRecord') === (wanted.kinds === 'people'));
    if (kept) found.push(sequence);
  });
  if (wanted.order === 'newest') found.reverse();
  return found.slice(0, wanted.limit);
}

/** One in four: of many filters together nothing is found, wrong or right. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const seconds = fc.integer({ min: -10, max: 4_000 }).map((second) => start + second * 1_000);

const wantedByAnybody: fc.Arbitrary<Wanted> = fc.record({
  above: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: size + 10 })),
  below: fc.oneof(fc.constant(Number.MAX_SAFE_INTEGER), fc.integer({ min: 0, max: size + 10 })),
  from: fc.oneof(fc.constant(Number.MIN_SAFE_INTEGER), seconds),
  to: fc.oneof(fc.constant(Number.MAX_SAFE_INTEGER), seconds),
  limit: fc.integer({ min: 1, max: 300 }),
  order: fc.constantFrom('newest' as const, 'oldest' as const),
  user: maybe(fc.constantFrom('user-0', 'user-3', 'ada', 'nobody')),
  application: maybe(fc.constantFrom('app-0', 'app-1', 'Named')),
  device: maybe(fc.constantFrom('device-0', 'device-1')),
  function: maybe(fc.constantFrom('Function0', 'Function4', 'Rare', 'None')),
  outcome: maybe(fc.constantFrom('success', 'error', 'interrupted', 'throttled')),
  patient: maybe(fc.constantFrom('99910', '9990', '9991')),
  uid: maybe(fc.constantFrom('request-5', 'request-699', 'response-1234', 'response-497', 'none')),
  // The last one begins more of them than are put in order by themselves.
  uidStart: maybe(fc.constantFrom('request-69', 'request-5', 'none', 'request-')),
  kinds: maybe(fc.constantFrom('messages' as const, 'people' as const)),
});

const everything = {
  above: 0,
  below: Number.MAX_SAFE_INTEGER,
  from: Number.MIN_SAFE_INTEGER,
  to: Number.MAX_SAFE_INTEGER,
  limit: 1_000,
  order: 'oldest',
} as const;

describe('searching', () => {
  it('B8.4: finds what reading everything finds, in that order', async () => {
    await fc.assert(
      fc.asyncProperty(wantedByAnybody, async (wanted) => {
        const found = await store.read(() => search(here, wanted));
        expect(found.map(({ row }) => row.sequence)).toEqual(naive(wanted));
      }),
      { numRuns: 600 },
    );
  });

  it('B8.4: finds messages or people, and what begins with a text, beside few other filters (many filters together find nothing, wrong or right)', async () => {
    const all: Wanted = { above: 0, below: size, from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER, limit: 300, order: 'newest' };
    const filters: readonly Partial<Wanted>[] = [
      { kinds: 'people' },
      { kinds: 'messages' },
      { uidStart: 'request-69' },
      { uidStart: 'request-699' },
      { uidStart: 'request-' },
      { uidStart: 'none' },
    ];
    const others: readonly Partial<Wanted>[] = [
      {},
      { user: 'ada' },
      { patient: '9990' },
      { outcome: 'success' },
      { above: 1_500, below: 2_500 },
      { from: start + 600_000 },
    ];
    for (const filter of filters) {
      for (const other of others) {
        for (const order of ['newest', 'oldest'] as const) {
          const wanted = { ...all, ...filter, ...other, order };
          const found = await store.read(() => search(here, wanted));
          expect([filter, other, found.map(({ row }) => row.sequence)]).toEqual([filter, other, naive(wanted)]);
        }
      }
    }
    expect(naive({ ...all, kinds: 'people' }).length).toBeGreaterThan(100);
    expect(naive({ ...all, uidStart: 'request-699' }).length).toBeGreaterThan(3);
  });

  it('B8.4: leaves out nothing where spans end and what none holds yet begins, whatever else is asked', async () => {
    const summedUp = await store.read(() => lastInSpans(here));
    expect(summedUp).toBeGreaterThan(1_000);
    for (const filter of [{}, { kinds: 'messages' }, { user: 'user-1' }, { patient: '9990' }] satisfies Partial<Wanted>[]) {
      for (const order of ['newest', 'oldest'] as const) {
        const wanted: Wanted = { ...everything, ...filter, order, above: summedUp - 60, below: summedUp + 60 };
        const found = await store.read(() => search(here, wanted));
        expect(found.map(({ row }) => row.sequence)).toEqual(naive(wanted));
      }
    }
  });

  it('B8.2: a first entry without its second reads interrupted', async () => {
    const interrupted = await store.read(() => search(here, { ...everything, outcome: 'interrupted' }));
    expect(interrupted.map(({ row }) => row.sequence)).toEqual([6, 783, 1_560, 2_337, 3_114, 3_891, 4_668]);
    const ended = await store.read(() => search(here, { ...everything, uid: 'response-497' }));
    expect(ended.map(({ row, outcome }) => [row.kind, outcome])).toEqual([
      ['message', 'success'],
      ['sent', 'success'],
    ]);
  });
});

it('B8.4: finds the messages whose RequestUID is the ResponseUID of another, with that one, in order (they were left out)', async () => {
  const trail = openTrail();
  for (const requestUid of ['b', 'a', 'b', 'b']) await trail.add({ requestUid, responseUid: requestUid === 'a' ? 'b' : undefined });
  await trail.add({ kind: 'sent', requestUid: undefined, responseUid: 'b', linked: 2 });
  const sequences = async (order: 'newest' | 'oldest', limit: number, below = 100): Promise<readonly number[]> =>
    (await trail.store.read(() => search(here, { ...everything, order, limit, below, uid: 'b' }))).map(({ row }) => row.sequence);
  expect(await sequences('newest', 10)).toEqual([5, 4, 3, 2, 1]);
  expect(await sequences('oldest', 10)).toEqual([1, 2, 3, 4, 5]);
  expect(await sequences('oldest', 1)).toEqual([1]);
  // Of chunks of two entries, and of one.
  expect(await sequences('newest', 2, 5)).toEqual([4, 3]);
  expect(await sequences('newest', 3, 5)).toEqual([4, 3, 2]);
  expect(await sequences('oldest', 2)).toEqual([1, 2]);

  // Also where those of others are passed over first.
  for (const userName of ['bob', 'bob', 'ada']) await trail.add({ userName, requestUid: 'd' });
  await trail.add({ requestUid: 'c', responseUid: 'd' });
  const own = await trail.store.read(() => search(here, { ...everything, limit: 2, uid: 'd', user: 'ada' }));
  expect(own.map(({ row }) => row.sequence)).toEqual([8, 9]);
});

it('looks for a ResponseUID by the time in it, and for a RequestUID by itself', () => {
  const uid = '8D35FE10-E5A0-11F1-BDCB-35478F6E5412';
  const wanted: Wanted = { above: 0, below: 100, from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER, limit: 10, order: 'newest', uid };
  expect(plansOf(search(here, wanted))).toEqual([
    expect.stringContaining('audit_entry_by_response_time (organisation_id=? AND workstation_id=? AND <expr>=?)'),
    expect.stringContaining('audit_entry_by_request_uid (organisation_id=? AND workstation_id=? AND request_uid=? AND sequence>? AND sequence<?)'),
  ]);
});
