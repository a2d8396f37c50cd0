import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { openSqlite, run, sql } from '../../../src/store/index.js';

const mebibyte = 1024 * 1024;
const insert = sql`INSERT INTO document_content (organisation_id, content_hash, bytes) VALUES (?, ?, ?)`;

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 's1kit-copies-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The documents in a file that are not what they were written as. */
function changedIn(file: string, documents: ReadonlyMap<string, Buffer>): readonly string[] {
  const database = new Database(file, { readonly: true });
  try {
    const rows = database.prepare('SELECT content_hash, bytes FROM document_content').raw().all() as readonly [string, Buffer][]; // The columns' types.
    const copied = new Map(rows);
    return [...new Set([...documents.keys(), ...copied.keys()])].filter(
      (hash) => !(documents.get(hash)?.equals(copied.get(hash) ?? Buffer.from('none')) ?? false),
    );
  } finally {
    database.close();
  }
}

it('B9.2: a snapshot of large documents grows by little in a turn: 200 rows were one step, however long they were', async () => {
  const folder = temporaryFolder();
  // A clock that stands still: turns end by their bytes alone.
  const store = openSqlite({ file: join(folder, 'a.db'), monotonic: () => 0 });
  onTestFinished(() => store.close());
  const sizes = [...Array<number>(50).fill(10), ...Array<number>(24).fill(mebibyte), 0, 3 * mebibyte, ...Array<number>(250).fill(2_000)];
  const documents = new Map(sizes.map((size, number) => [`hash-${number}`, Buffer.alloc(size, number % 251)]));
  await store.write(function* () {
    for (const [hash, bytes] of documents) yield* run(insert, 'one', hash, bytes);
  });
  const file = join(folder, 'snapshot.db');
  let taken = false;
  const snapshot = store.snapshot(file).finally(() => {
    taken = true;
  });
  const draftBytes: number[] = [];
  while (!taken) {
    draftBytes.push(statSync(`${file}.part`, { throwIfNoEntry: false })?.size ?? 0);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await snapshot;
  const steps = [...draftBytes.keys()].slice(1).map((index) => (draftBytes[index] ?? 0) - (draftBytes[index - 1] ?? 0));
  // A turn and the row that ends it; the last one also writes the pages that are kept in memory until then.
  expect(Math.max(...steps)).toBeLessThan(6 * mebibyte);
  expect(Math.max(...draftBytes)).toBeGreaterThan(20 * mebibyte);
  expect(changedIn(file, documents)).toEqual([]);
});
