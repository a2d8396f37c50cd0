import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { all, openSqlite, run, sql } from '../../../src/store/index.js';
import { first as first001 } from '../../../src/store/migrations/0001-first.js';
import { history } from '../../../src/store/migrations/0002-history.js';

const folder = mkdtempSync(join(tmpdir(), 's1kit-migration-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const span = 1_024;
const insertSpan = sql`INSERT INTO audit_span (organisation_id, workstation_id, first, earliest, latest, stored_bytes) VALUES (?, ?, ?, 0, 0, 0)`;
const insertTerm = sql`INSERT INTO audit_term (organisation_id, workstation_id, term, value, first, entries) VALUES (?, ?, ?, ?, ?, ?)`;
const selectTerms = sql`SELECT value, first, entries FROM audit_term WHERE organisation_id = ? AND workstation_id = ? AND term = ? ORDER BY value, first`;

it('puts the bits of sixteen spans behind one another, with nothing where a span has not the value', async () => {
  const file = join(folder, 'old.db');
  const old = openSqlite({ file, migrations: [first001, history] });
  const bits = (byte: number): Uint8Array => new Uint8Array(128).fill(byte);
  await old.write(function* () {
    for (let number = 0; number < 18; number++) yield* run(insertSpan, 'o', 'w', number * span + 1);
    for (const [value, number, byte] of [
      ['always', 0, 1],
      ['always', 15, 2],
      ['always', 16, 3],
      ['late', 17, 4],
    ] as const)
      yield* run(insertTerm, 'o', 'w', 'user', value, number * span + 1, bits(byte));
  });
  await old.close();

  const store = openSqlite({ file });
  const rows = await store.read(() => all<{ value: string; first: number; entries: Uint8Array }>(selectTerms, 'o', 'w', 'user'));
  await store.close();
  const nothing = (spans: number): Uint8Array => new Uint8Array(spans * 128);
  expect(rows.map(({ value, first, entries }) => [value, first, Buffer.from(entries).toString('hex')])).toEqual([
    ['always', 1, Buffer.concat([bits(1), nothing(14), bits(2)]).toString('hex')],
    ['always', 16 * span + 1, Buffer.concat([bits(3), nothing(1)]).toString('hex')],
    ['late', 16 * span + 1, Buffer.concat([nothing(1), bits(4)]).toString('hex')],
  ]);
});
