import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { all, openSqlite, run, sql } from '../../src/store/index.js';

const insert = sql`INSERT INTO organisation (organisation_id, name) VALUES (?, ?)`;
const select = sql`SELECT organisation_id FROM organisation ORDER BY organisation_id`;

describe('a draft', () => {
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 's1kit-draft-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('keeps units of work whole: one that throws is undone alone', async () => {
    const store = openSqlite({ file: join(folder, 'x.db'), draft: true });
    const kept = store.write(() => run(insert, 'one', 'One'));
    const undone = store.write(function* () {
      yield* run(insert, 'two', 'Two');
      throw new Error('broken off');
    });
    await kept;
    await expect(undone).rejects.toThrow('broken off');
    expect(await store.read(() => all(select))).toEqual([{ organisation_id: 'one' }]);
    await store.close();
  });

  it('is an ordinary database when it is closed and opened again', async () => {
    const file = join(folder, 'x.db');
    const draft = openSqlite({ file, draft: true });
    await draft.write(() => run(insert, 'one', 'One'));
    await draft.close();
    const store = openSqlite({ file });
    expect(await store.read(() => all(select))).toEqual([{ organisation_id: 'one' }]);
    await store.close();
    const database = new Database(file, { readonly: true });
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    database.close();
  });
});
