// The test disk itself: what it does to SQLite, judged with SQLite's own weaker settings, which it must see through.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isThere } from '../../../scripts/set-up.mjs';
import { openTestDisk, type TestDisk } from '../../src/disk/test-disk.js';

describe.runIf(isThere('cc'))('the test disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 's1kit-disk-'));
  const file = join(folder, 'a.db');
  let disk: TestDisk;
  beforeAll(() => {
    disk = openTestDisk();
  });
  beforeEach(() => empty(1));
  afterAll(() => {
    disk.remove();
    rmSync(folder, { recursive: true });
  });

  function empty(seed: number): void {
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    disk.watch(folder, seed);
  }
  function open(synchronous = 'FULL'): Database.Database {
    const database = new Database(file);
    database.pragma('journal_mode = WAL');
    database.pragma(`synchronous = ${synchronous}`);
    database.pragma('wal_autocheckpoint = 20');
    return database;
  }
  const codeOf = (action: () => unknown): unknown => {
    try {
      action();
    } catch (failure) {
      return failure instanceof Database.SqliteError ? failure.code : failure;
    }
    return 'done';
  };
  const rows = (database: Database.Database): unknown => database.prepare('SELECT COUNT(*) FROM t').pluck().get();

  it('counts, and fails the operation that it was told to, once or until it is healed', () => {
    const database = open();
    database.exec('CREATE TABLE t (i INTEGER PRIMARY KEY, b BLOB)');
    const insert = database.prepare('INSERT INTO t (b) VALUES (?)');
    const before = [disk.count('write'), disk.count('sync'), disk.count('bytes')];
    insert.run(Buffer.alloc(3_000));
    expect([disk.count('write'), disk.count('sync'), disk.count('bytes')].map((count, index) => count > (before[index] ?? 0))).toEqual([true, true, true]);
    disk.fail({ operations: ['sync'], nth: 2 });
    expect([1, 2, 3].map(() => codeOf(() => insert.run('x')))).toEqual(['done', 'SQLITE_IOERR_FSYNC', 'done']);
    disk.fail({ operations: ['write'], nth: 1, always: true, full: true, short: true });
    expect([1, 2].map(() => codeOf(() => insert.run('x')))).toEqual(['SQLITE_FULL', 'SQLITE_FULL']);
    expect(disk.count('fired')).toBeGreaterThanOrEqual(2);
    disk.heal();
    expect(codeOf(() => insert.run('x'))).toBe('done');
    const reader = open();
    disk.fail({ operations: ['read'], nth: 1 });
    expect(codeOf(() => rows(reader))).toMatch(/^SQLITE_IOERR/);
    expect(rows(reader)).toBe(4);
    reader.close();
    disk.fail({ operations: ['open'], nth: 1 });
    expect(codeOf(() => new Database(join(folder, 'b.db')).exec('CREATE TABLE t (i)'))).toBe('SQLITE_CANTOPEN');
    expect(rows(database)).toBe(4);
    database.close();
  });

  /** How often, of many power cuts at changing moments, a row was lost whose insert had returned, or the file was not whole. */
  function losses(synchronous: string): number {
    let lost = 0;
    for (let seed = 1; seed <= 120; seed++) {
      empty(seed);
      const database = open(synchronous);
      database.exec('CREATE TABLE t (i INTEGER PRIMARY KEY, b BLOB)');
      const insert = database.prepare('INSERT INTO t (b) VALUES (?)');
      disk.stop(1 + ((seed * 7) % 200));
      let inserted = 0;
      while (codeOf(() => insert.run(Buffer.alloc(3_000, inserted))) === 'done') inserted++;
      expect(disk.stopped()).toBe(true);
      database.close();
      disk.cut(seed % 2 === 0 ? 512 : 4096);
      const again = open();
      try {
        // The insert that the power cut broke off may be there or not.
        const found = Number(rows(again));
        if (found < inserted || found > inserted + 1 || again.pragma('integrity_check', { simple: true }) !== 'ok') lost++;
      } catch {
        lost++;
      } finally {
        again.close();
      }
    }
    return lost;
  }

  it('loses nothing in a power cut that was synced', () => expect(losses('FULL')).toBe(0));

  it('loses in a power cut what was not synced: weaker settings are seen through', () => expect(losses('NORMAL')).toBeGreaterThan(30));

  it('keeps everything when the process alone dies', () => {
    const database = open('OFF');
    database.exec('CREATE TABLE t (i)');
    database.exec('INSERT INTO t VALUES (1)');
    disk.stop();
    expect(codeOf(() => database.exec('INSERT INTO t VALUES (2)'))).toMatch(/^SQLITE_IOERR/);
    database.close();
    disk.start();
    const again = open();
    expect(rows(again)).toBe(1);
    again.close();
  });

  /** What is there after a power cut of an update whose sync failed, or not, before another one's sync succeeded. */
  function afterTwoUpdates(firstSyncFails: boolean): unknown {
    empty(1);
    const database = new Database(file);
    database.pragma('journal_mode = OFF');
    database.exec("CREATE TABLE t (b TEXT); CREATE TABLE u (b TEXT); INSERT INTO t VALUES ('old'); INSERT INTO u VALUES ('old')");
    if (firstSyncFails) disk.fail({ operations: ['sync'], nth: 1 });
    expect(codeOf(() => database.exec("UPDATE t SET b = 'new'"))).toBe(firstSyncFails ? 'SQLITE_IOERR_FSYNC' : 'done');
    database.exec("UPDATE u SET b = 'new'");
    disk.stop();
    database.close();
    disk.cut(512);
    const again = new Database(file);
    const found = again.prepare('SELECT (SELECT b FROM t), (SELECT b FROM u)').raw().get();
    again.close();
    return found;
  }

  it('does not bring to the disk, by a later sync, what was written before a sync that failed', () => {
    expect(afterTwoUpdates(false)).toEqual(['new', 'new']);
    expect(afterTwoUpdates(true)).toEqual(['old', 'new']);
  });

  it('leaves files of other folders, and connections after its removal, alone', () => {
    const writes = disk.count('write');
    const other = new Database(':memory:');
    other.exec('CREATE TABLE t (i)');
    other.close();
    expect(disk.count('write')).toBe(writes);
    disk.remove();
    const past = open();
    past.exec('CREATE TABLE t (i)');
    past.close();
    disk = openTestDisk();
    expect(disk.count('write')).toBe(writes);
  });
});
