// What a commit that failed leaves in the log. The whole way, with syncs that fail under SQLite, is tried by the campaign `disk-faults`.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dropLogTail } from '../../../src/store/sqlite/log-tail.js';

describe('the tail of the log', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 's1kit-log-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** A database with one row, and in its log a whole commit of a second one that does not count. */
  function withTail(): { readonly file: string; readonly database: Database.Database } {
    const made = join(folder, 'made.db');
    const maker = new Database(made);
    maker.pragma('journal_mode = WAL');
    maker.exec('CREATE TABLE t (i); INSERT INTO t VALUES (1)');
    const file = join(folder, 'a.db');
    copyFileSync(made, file);
    const counted = readFileSync(`${made}-wal`);
    maker.exec('INSERT INTO t VALUES (2)');
    const withMore = readFileSync(`${made}-wal`);
    maker.close();
    writeFileSync(`${file}-wal`, counted);
    const database = new Database(file);
    expect(rowsOf(database)).toBe(1);
    writeFileSync(`${file}-wal`, withMore);
    return { file, database };
  }
  const rowsOf = (database: Database.Database): unknown => database.prepare('SELECT COUNT(*) FROM t').pluck().get();
  /** What is there for whoever opens the files as they lie after a crash. */
  function afterCrash(file: string): unknown {
    const copy = join(folder, 'crashed.db');
    for (const end of ['', '-wal']) copyFileSync(file + end, copy + end);
    const database = new Database(copy);
    const rows = rowsOf(database);
    database.close();
    return rows;
  }

  it('B3.7: is cut off; what had failed came to life after a crash', () => {
    const { database, file } = withTail();
    expect(afterCrash(file)).toBe(2);
    dropLogTail(database);
    expect(afterCrash(file)).toBe(1);
    database.exec('INSERT INTO t VALUES (3)');
    expect([rowsOf(database), afterCrash(file)]).toEqual([2, 2]);
    database.close();
  });

  it('is left alone while somebody else writes', () => {
    const { database, file } = withTail();
    database.pragma('busy_timeout = 0');
    const other = new Database(file);
    other.exec('BEGIN IMMEDIATE');
    const { size } = statSync(`${file}-wal`);
    dropLogTail(database);
    expect(statSync(`${file}-wal`).size).toBe(size);
    other.exec('ROLLBACK');
    other.close();
    database.close();
  });
});
