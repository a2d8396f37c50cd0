import { describe, expect, it } from 'vitest';
import { blockLength, blockOf, finishSpan, lastInSpans, spanLength } from '../../src/audit/spans.js';
import { all, run, sql } from '../../src/store/index.js';
import { here, openTrail, type Trail } from '../support/trail.js';

const insertEntry = sql`INSERT INTO audit_entry (organisation_id, workstation_id, sequence, at, kind, user_name, application_id, application_name, device_id,
  function_name, outcome, deviations, reply_follows, repeats, previous_hash, hash) VALUES (?, ?, ?, ?, 'message', ?, ?, ?, ?, ?, ?, '[]', ?, 0, '', '')`;
const insertPayload = sql`INSERT INTO audit_payload (organisation_id, workstation_id, sequence, stored_bytes) VALUES (?, ?, ?, ?)`;
const selectSpans = sql`SELECT first, earliest, latest, stored_bytes FROM audit_span WHERE organisation_id = ? AND workstation_id = ? ORDER BY first`;
const selectTerms = sql`SELECT term, value, first, entries FROM audit_term WHERE organisation_id = ? AND workstation_id = ? ORDER BY term, value, first`;

/** What an entry has that not all have. */
interface Entry {
  readonly at?: number;
  readonly user?: string;
  readonly application?: readonly [id: string, name: string];
  readonly device?: string;
  readonly function?: string;
  readonly outcome?: string;
  readonly follows?: boolean;
  readonly storedBytes?: number;
}

/** Puts all entries of a span on record, of which some have something, and finishes it. Spans before it need not be there. */
async function finish(trail: Trail, span: number, some: Readonly<Record<number, Entry>>): Promise<void> {
  const { organisationId, workstationId } = here;
  await trail.store.write(function* () {
    for (let sequence = span * spanLength + 1; sequence <= (span + 1) * spanLength; sequence++) {
      const { application = [null, null], ...entry } = some[sequence] ?? {};
      const named = [entry.user ?? null, ...application, entry.device ?? null, entry.function ?? null, entry.outcome ?? 'success'];
      yield* run(insertEntry, organisationId, workstationId, sequence, entry.at ?? 5_000, ...named, entry.follows === true ? 1 : 0);
      if (entry.storedBytes !== undefined) yield* run(insertPayload, organisationId, workstationId, sequence, entry.storedBytes);
    }
    yield* finishSpan(here, (span + 1) * spanLength);
  });
}

/** The values with the entries that have them, block by block, but for success, which nearly all are. */
async function terms(trail: Trail): Promise<readonly unknown[]> {
  const rows = await trail.store.read(() =>
    all<{ term: string; value: string; first: number; entries: Uint8Array }>(selectTerms, here.organisationId, here.workstationId),
  );
  const sequences = (first: number, bits: Uint8Array): readonly number[] =>
    [...bits].flatMap((byte, index) => [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => ((byte >> bit) & 1) === 1).map((bit) => first + index * 8 + bit));
  return rows.filter(({ value }) => value !== 'success').map(({ term, value, first, entries }) => [term, value, sequences(first, entries), entries.length]);
}

describe('a finished span', () => {
  it('has the entries with each value, under what they can be asked for by', async () => {
    const trail = openTrail();
    await finish(trail, 0, {
      1: { user: 'ada', device: 'D1', application: ['app-1', 'Sample'], function: 'GetDiary', outcome: 'error' },
      2: { user: 'bob', follows: true },
      8: { user: 'ada' },
      9: { user: 'ada', application: ['app-2', 'Sample'] },
      1024: { user: 'ada', device: 'D1', follows: true },
    });
    expect(await terms(trail)).toEqual([
      ['application', 'Sample', [1, 9], 128],
      ['application', 'app-1', [1], 128],
      ['application', 'app-2', [9], 128],
      ['device', 'D1', [1, 1_024], 128],
      ['follows', 'yes', [2, 1_024], 128],
      ['function', 'GetDiary', [1], 128],
      ['outcome', 'error', [1], 128],
      ['user', 'ada', [1, 8, 9, 1_024], 128],
      ['user', 'bob', [2], 128],
    ]);
  });

  it('stands behind the spans of its block that came before it, with nothing where one does not have the value', async () => {
    const trail = openTrail();
    await finish(trail, 0, { 7: { user: 'ada' } });
    await finish(trail, 1, { 1025: { user: 'ada' }, 1026: { user: 'bob' } });
    await finish(trail, 2, { 3072: { user: 'ada' } });
    await finish(trail, 16, { 16385: { user: 'ada' } });
    await finish(trail, 18, { 18433: { user: 'ada' }, 19456: { user: 'bob' } });
    expect(await terms(trail)).toEqual([
      ['user', 'ada', [7, 1_025, 3_072], 3 * 128],
      ['user', 'ada', [16_385, 18_433], 3 * 128],
      ['user', 'bob', [1_026], 2 * 128],
      ['user', 'bob', [19_456], 3 * 128],
    ]);
  });

  it('has its times from the earliest to the latest, whatever the clock did, and the bytes of its payloads', async () => {
    const trail = openTrail();
    await finish(trail, 0, { 1: { storedBytes: 1 }, 3: { at: 7_000 }, 4: { at: 2_000 }, 1024: { storedBytes: 20 } });
    await finish(trail, 1, { 1025: { at: 8_000, storedBytes: 300 } });
    await finish(trail, 2, {});
    expect(await trail.store.read(() => all(selectSpans, here.organisationId, here.workstationId))).toEqual([
      { first: 1, earliest: 2_000, latest: 7_000, stored_bytes: 21 },
      { first: 1_025, earliest: 5_000, latest: 8_000, stored_bytes: 300 },
      { first: 2_049, earliest: 5_000, latest: 5_000, stored_bytes: 0 },
    ]);
  });

  it('is the last one until the next is finished', async () => {
    const trail = openTrail();
    const last = (): Promise<number> => trail.store.read(() => lastInSpans(here));
    expect(await last()).toBe(0);
    await finish(trail, 0, {});
    expect(await last()).toBe(1_024);
    await finish(trail, 1, {});
    expect(await last()).toBe(2_048);
    expect(await trail.store.read(() => lastInSpans({ ...here, workstationId: 'desk-2' }))).toBe(0);
  });
});

it('sixteen spans are a block', () => {
  expect([1, 2, 16_384, 16_385, 32_768, 32_769].map(blockOf)).toEqual([1, 1, 1, blockLength + 1, blockLength + 1, 2 * blockLength + 1]);
});
