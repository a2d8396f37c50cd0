import { closeSync, copyFileSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { record } from '../../src/audit/index.js';
import { all, attempt, first, openSqlite, run, type SqliteOptions, type Store, StoreError, sql } from '../../src/store/index.js';
import type { Migration } from '../../src/store/migrations/index.js';
import { openReader, openWriter } from '../../src/store/sqlite/connection.js';
import { message } from '../support/trail.js';

const place = { organisationId: 'one', workstationId: 'desk-1' };
const insert = sql`INSERT INTO organisation (organisation_id, name) VALUES (?, ?)`;
const names = sql`SELECT name FROM organisation WHERE organisation_id > ? ORDER BY name`;
const counted = sql`SELECT COUNT(*) AS count FROM organisation WHERE organisation_id > ?`;

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 's1kit-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function open(options: Partial<SqliteOptions> & { readonly file: string }): Store {
  const store = openSqlite(options);
  onTestFinished(() => store.close());
  return store;
}

async function namesIn(store: Store): Promise<unknown[]> {
  return (await store.read(() => all(names, ''))).map((row) => row.name);
}

function add(store: Store, name: string): Promise<number> {
  return store.write(() => run(insert, name, name));
}

/** A unit of work that does nothing. */
const nothing = function* () {};

/** The code of the error that something was refused with. */
async function codeOf(action: () => unknown): Promise<string> {
  try {
    await action();
  } catch (failure) {
    return failure instanceof StoreError ? failure.code : String(failure);
  }
  return 'none';
}

describe('units of work', () => {
  it('share one transaction when they arrive together', async () => {
    const file = join(temporaryFolder(), 'a.db');
    const store = open({ file });
    const outside = new Database(file, { readonly: true });
    onTestFinished(() => void outside.close());
    const seen: unknown[] = [];
    const look = function* () {
      seen.push([(yield* first(counted, ''))?.count, outside.prepare('SELECT COUNT(*) FROM organisation').pluck().get()]);
    };
    await Promise.all([add(store, 'a'), store.write(look), add(store, 'b'), store.write(look)]);
    await store.write(look);
    // The units saw each other's changes before anybody outside could.
    expect(seen).toEqual([
      [1, 0],
      [2, 0],
      [2, 2],
    ]);
  });

  it('are cut into groups by the clock that they were given', async () => {
    const file = join(temporaryFolder(), 'a.db');
    const outside = (): number => {
      const database = new Database(file, { readonly: true });
      const count = database.prepare('SELECT COUNT(*) FROM organisation').pluck().get();
      database.close();
      return Number(count);
    };
    const visible = async (stepMs: number, into: string): Promise<number> => {
      let now = 0;
      const store = open({ file, monotonic: () => (now += stepMs) });
      const before = outside();
      const first = add(store, `${into}1`).then(outside);
      await Promise.all([first, add(store, `${into}2`), add(store, `${into}3`)]);
      await store.close();
      return (await first) - before;
    };
    expect(await visible(0, 'still')).toBe(3);
    expect(await visible(10, 'fast')).toBe(1);
  });

  it('B3.7: one that throws is undone alone', async () => {
    const store = open({ file: join(temporaryFolder(), 'a.db') });
    const failing = (name: string) =>
      store.write(function* () {
        yield* run(insert, name, name);
        throw new Error(`no ${name}`);
      });
    const results = await Promise.allSettled([add(store, 'a'), failing('b'), add(store, 'c'), add(store, 'c'), add(store, 'd')]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled']);
    await expect(failing('alone')).rejects.toThrow('no alone');
    expect(await namesIn(store)).toEqual(['a', 'c', 'd']);
  });

  it('all fail when the commit fails', async () => {
    const deferred: Migration = {
      number: 1,
      name: 'deferred',
      statements: [
        'CREATE TABLE organisation (organisation_id TEXT PRIMARY KEY, name TEXT)',
        'CREATE TABLE site (organisation_id TEXT REFERENCES organisation (organisation_id) DEFERRABLE INITIALLY DEFERRED, name TEXT)',
      ],
    };
    const store = open({ file: join(temporaryFolder(), 'a.db'), migrations: [deferred] });
    const orphan = sql`INSERT INTO site (organisation_id, name) VALUES (?, ?)`;
    const results = await Promise.allSettled([add(store, 'a'), store.write(() => run(orphan, 'nowhere', 'x')), add(store, 'b')]);
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await namesIn(store)).toEqual([]);
    await add(store, 'c');
    expect(await namesIn(store)).toEqual(['c']);
  });

  it('attempts nest, and a failed one is undone alone', async () => {
    const store = open({ file: join(temporaryFolder(), 'a.db') });
    const broken = function* (name: string) {
      yield* run(insert, name, name);
      throw new Error('no');
    };
    await store.write(function* () {
      yield* run(insert, 'outer', 'outer');
      yield* attempt(function* () {
        yield* run(insert, 'kept', 'kept');
        try {
          yield* attempt(() => broken('inner'));
        } catch {
          yield* run(insert, 'instead', 'instead');
        }
      });
      try {
        yield* attempt(function* () {
          yield* run(insert, 'first', 'first');
          yield* attempt(() => broken('second'));
        });
      } catch {
        // Both are gone.
      }
    });
    expect(await namesIn(store)).toEqual(['instead', 'kept', 'outer']);
  });

  it('many are committed in turns, so that others are not held up', async () => {
    const store = open({ file: join(temporaryFolder(), 'a.db') });
    let turns = 0;
    const count = (): void => {
      turns++;
      if (turns < 1_000) ticking = setImmediate(count);
    };
    let ticking = setImmediate(count);
    const slow = function* () {
      const until = performance.now() + 4;
      while (performance.now() < until) yield* first(counted, '');
    };
    await Promise.all(Array.from({ length: 20 }, () => store.write(slow)));
    clearImmediate(ticking);
    expect(turns).toBeGreaterThan(4);
  });

  it('what only reads cannot write', async () => {
    const store = open({ file: join(temporaryFolder(), 'a.db') });
    expect(await codeOf(() => store.read(() => run(insert, 'a', 'a')))).toBe('unusable');
    expect(await namesIn(store)).toEqual([]);
  });

  it('closing finishes what is waiting, and then refuses', async () => {
    const file = join(temporaryFolder(), 'a.db');
    const store = openSqlite({ file });
    const waiting = [add(store, 'a'), add(store, 'b')];
    await store.close();
    await store.close();
    expect(await Promise.all(waiting)).toEqual([1, 1]);
    expect(await codeOf(() => add(store, 'c'))).toBe('unusable');
    expect(await codeOf(() => store.read(() => all(names, '')))).toBe('unusable');
    expect(readdirSync(join(file, '..'))).toEqual(['a.db']);
    expect(await namesIn(open({ file }))).toEqual(['a', 'b']);
  });

  it('what has been answered has been stored: WAL, synchronous FULL', () => {
    const file = join(temporaryFolder(), 'a.db');
    // Also of a file that is in WAL already: there the driver's own default is less.
    for (let time = 0; time < 2; time++) {
      const database = openWriter(file);
      database.exec('CREATE TABLE IF NOT EXISTS one (name TEXT)');
      expect([database.pragma('journal_mode', { simple: true }), database.pragma('synchronous', { simple: true })]).toEqual(['wal', 2]);
      database.close();
    }
  });
});

describe('reading in portions', () => {
  const portion = (after: string | undefined) =>
    (function* () {
      const row = yield* first(sql`SELECT name FROM organisation WHERE organisation_id > ? ORDER BY organisation_id LIMIT 1`, after ?? '');
      return row === undefined ? undefined : String(row.name);
    })();

  it('keeps one unchanging view while others write', async () => {
    const store = open({ file: join(temporaryFolder(), 'a.db') });
    for (const name of ['a', 'b', 'c']) await add(store, name);
    const read: string[] = [];
    for await (const name of store.readPortions(portion)) {
      read.push(name);
      await add(store, `${name}${name}`);
      await store.write(() => run(sql`DELETE FROM organisation WHERE organisation_id = ?`, 'c'));
    }
    expect(read).toEqual(['a', 'b', 'c']);
    expect(await namesIn(store)).toEqual(['a', 'aa', 'b', 'bb', 'cc']);
  });

  it('ends early when nobody reads on, and begins a new view the next time', async () => {
    const store = open({ file: join(temporaryFolder(), 'a.db') });
    for (const name of ['a', 'b']) await add(store, name);
    for (let round = 0; round < 20; round++) {
      const read: string[] = [];
      for await (const name of store.readPortions(portion)) {
        read.push(name);
        if (round % 2 === 0) break;
      }
      expect(read).toEqual(round % 2 === 0 ? ['a'] : ['a', 'b', ...Array.from({ length: round }, (_, index) => `c${String.fromCharCode(97 + index)}`)]);
      await add(store, `c${String.fromCharCode(97 + round)}`);
    }
  });

  it('writes nothing, and closing the store ends it', async () => {
    const store = open({ file: join(temporaryFolder(), 'a.db') });
    await add(store, 'a');
    expect(
      await codeOf(
        async () =>
          void (await store
            .readPortions(() => run(insert, 'x', 'x'))
            [Symbol.asyncIterator]()
            .next()),
      ),
    ).toBe('unusable');
    const reading = store.readPortions(portion)[Symbol.asyncIterator]();
    await reading.next();
    await store.close();
    expect(await codeOf(() => reading.next())).toBe('unusable');
  });
});

describe('snapshots', () => {
  it('B9.2: puts the data back as it was; what is on record goes on', async () => {
    const folder = temporaryFolder();
    const store = open({ file: join(folder, 'a.db') });
    const document = sql`INSERT INTO document_content (organisation_id, content_hash, bytes) VALUES (?, ?, ?)`;
    await add(store, 'a');
    await store.write(function* () {
      for (let index = 0; index < 1_000; index++) yield* run(document, 'one', `hash-${index}`, Buffer.alloc(100, index % 256));
      yield* record(place, message());
    });
    await store.snapshot(join(folder, 'snapshot.db'));
    expect(readdirSync(folder).filter((name) => !name.startsWith('a.db'))).toEqual(['snapshot.db']);
    await add(store, 'b');
    await store.write(() => record(place, message()));
    await store.write(() => run(sql`DELETE FROM document_content WHERE organisation_id = ? AND content_hash <> ?`, 'one', 'hash-7'));
    const restoring = store.restore(join(folder, 'snapshot.db'), nothing);
    // What arrives meanwhile comes after it.
    const later = add(store, 'c');
    await restoring;
    await later;
    expect(await namesIn(store)).toEqual(['a', 'c']);
    const contents = await store.read(() => all(sql`SELECT content_hash, bytes FROM document_content WHERE organisation_id = ?`, 'one'));
    expect(contents.length).toBe(1_000);
    expect(contents.find((row) => row.content_hash === 'hash-300')?.bytes).toEqual(Buffer.alloc(100, 300 % 256));
    expect((await store.read(() => all(sql`SELECT sequence FROM audit_entry WHERE organisation_id = ?`, 'one'))).length).toBe(2);
    expect(readdirSync(folder).filter((name) => !name.startsWith('a.db'))).toEqual(['snapshot.db']);
  });

  it('is of one moment, though others write meanwhile', async () => {
    const folder = temporaryFolder();
    const store = open({ file: join(folder, 'a.db') });
    const site = sql`INSERT INTO list_value (organisation_id, list, position, value) VALUES (?, ?, ?, ?)`;
    await store.write(function* () {
      for (let index = 0; index < 60_000; index++) yield* run(site, 'one', 'list', index, 'value');
    });
    const snapshot = store.snapshot(join(folder, 'snapshot.db'));
    let written = 0;
    let done = false;
    void snapshot.then(() => {
      done = true;
    });
    while (!done) {
      const number = ++written;
      await store.write(function* () {
        yield* run(site, 'one', 'early', number, 'value');
        yield* run(insert, `o${number}`, 'later table');
      });
    }
    await snapshot;
    expect(written).toBeGreaterThan(2);
    let restored = false;
    const restoring = store.restore(join(folder, 'snapshot.db'), nothing).then(() => {
      restored = true;
    });
    // While it takes its turns, others read what was there before, and those who write wait for its end.
    let turns = 0;
    const meanwhile: Promise<boolean>[] = [];
    while (!restored && turns < 1_000) {
      await new Promise((resolve) => setImmediate(resolve));
      if (restored) break;
      turns++;
      meanwhile.push(
        store.write(() => run(sql`UPDATE list_value SET value = value WHERE organisation_id = ? AND list = ?`, 'none', 'none')).then(() => restored),
      );
      expect((await store.read(() => first(counted, '')))?.count).toBe(written);
    }
    await restoring;
    // Copied in one go, it would be done before the first turn.
    expect(turns).toBeGreaterThan(0);
    expect(new Set(await Promise.all(meanwhile))).toEqual(new Set([true]));
    const early = await store.read(() => first(sql`SELECT COUNT(*) AS count FROM list_value WHERE organisation_id = ? AND list = ?`, 'one', 'early'));
    expect((await store.read(() => first(counted, '')))?.count).toBe(early?.count);
  });

  it('is brought up to date when it is older; a newer, damaged or missing one changes nothing', async () => {
    const folder = temporaryFolder();
    const older: Migration = { number: 1, name: 'older', statements: ['CREATE TABLE organisation (organisation_id TEXT PRIMARY KEY, name TEXT)'] };
    const step: Migration = {
      number: 2,
      name: 'step',
      statements: ["ALTER TABLE organisation ADD COLUMN town TEXT NOT NULL DEFAULT 'Leeds'", 'CREATE TABLE site (organisation_id TEXT, name TEXT)'],
    };
    const before = openSqlite({ file: join(folder, 'old.db'), migrations: [older] });
    await add(before, 'a');
    await before.snapshot(join(folder, 'old.snapshot'));
    await before.close();
    const bytes = readFileSync(join(folder, 'old.snapshot'));
    const store = open({ file: join(folder, 'new.db'), migrations: [older, step] });
    await store.write(() => run(sql`INSERT INTO organisation (organisation_id, name, town) VALUES (?, ?, ?)`, 'b', 'b', 'York'));
    await store.snapshot(join(folder, 'new.snapshot'));

    await store.restore(join(folder, 'old.snapshot'), nothing);
    expect(await store.read(() => all(sql`SELECT organisation_id, town FROM organisation WHERE organisation_id > ?`, ''))).toEqual([
      { organisation_id: 'a', town: 'Leeds' },
    ]);
    expect(readFileSync(join(folder, 'old.snapshot')).equals(bytes)).toBe(true);

    const behind = open({ file: join(folder, 'behind.db'), migrations: [older] });
    await add(behind, 'c');
    expect(await codeOf(() => behind.restore(join(folder, 'new.snapshot'), nothing))).toBe('newer');
    writeFileSync(join(folder, 'damaged.snapshot'), Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(bytes.length - 4096, 0xa5)]));
    expect(await codeOf(() => behind.restore(join(folder, 'damaged.snapshot'), nothing))).toBe('damaged');
    expect(await codeOf(() => behind.restore(join(folder, 'missing.snapshot'), nothing))).toBe('unusable');
    expect(await codeOf(() => behind.snapshot(join(folder, 'old.snapshot')))).toBe('unusable');
    expect(await namesIn(behind)).toEqual(['c']);
  });
});

describe('files', () => {
  const steps: Migration[] = [
    { number: 1, name: 'one', statements: ['CREATE TABLE organisation (organisation_id TEXT PRIMARY KEY, name TEXT)'] },
    {
      number: 2,
      name: 'two',
      statements: ["ALTER TABLE organisation ADD COLUMN town TEXT NOT NULL DEFAULT ''", "UPDATE organisation SET town = name || 'ton'"],
    },
  ];

  it('are migrated forwards, step by step; a step that fails changes nothing', async () => {
    const file = join(temporaryFolder(), 'a.db');
    const old = openSqlite({ file, migrations: steps.slice(0, 1) });
    await add(old, 'a');
    await old.close();
    const failing: Migration = { number: 2, name: 'fails', statements: ['CREATE TABLE other (name TEXT)', 'INSERT INTO nowhere VALUES (1)'] };
    expect(await codeOf(() => openSqlite({ file, migrations: [...steps.slice(0, 1), failing] }))).toBe('unusable');
    const store = open({ file, migrations: steps });
    expect(await store.read(() => all(sql`SELECT organisation_id, town FROM organisation WHERE organisation_id > ?`, ''))).toEqual([
      { organisation_id: 'a', town: 'aton' },
    ]);
    expect(await codeOf(() => store.read(() => all(sql`SELECT name FROM other`)))).toContain('no such table');
  });

  it('made by a newer version, damaged, or of something else are refused and left as they are', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'a.db');
    const newer = openSqlite({ file, migrations: steps });
    await newer.write(function* () {
      for (let index = 0; index < 5_000; index++) yield* run(insert, `organisation ${index}`, 'name');
    });
    await newer.close();
    expect(await codeOf(() => openSqlite({ file, migrations: steps.slice(0, 1) }))).toBe('newer');

    const damaged = join(folder, 'damaged.db');
    copyFileSync(file, damaged);
    const handle = openSync(damaged, 'r+');
    writeSync(handle, Buffer.alloc(8_192, 0x5a), 0, 8_192, 4_096 * 10);
    closeSync(handle);
    const bytes = readFileSync(damaged);
    expect(await codeOf(() => openSqlite({ file: damaged, migrations: steps }))).toBe('damaged');
    expect(readFileSync(damaged).equals(bytes)).toBe(true);

    writeFileSync(join(folder, 'text.db'), 'no database '.repeat(1_000));
    expect(await codeOf(() => openSqlite({ file: join(folder, 'text.db') }))).toBe('damaged');

    const other = new Database(join(folder, 'other.db'));
    other.exec('CREATE TABLE theirs (name TEXT)');
    other.close();
    expect(await codeOf(() => openSqlite({ file: join(folder, 'other.db') }))).toBe('unusable');
    expect(await codeOf(() => openSqlite({ file: join(folder, 'no folder', 'a.db') }))).toBe('unusable');
    expect(await codeOf(() => openSqlite({ file: join(folder, 'missing.db'), readOnly: true }))).toBe('unusable');
  });

  it('of a stopped environment are read without a trace, also after a crash', async () => {
    const folder = temporaryFolder();
    const crashed = join(temporaryFolder(), 'a.db');
    const file = join(folder, 'a.db');
    const store = openSqlite({ file });
    await add(store, 'a');
    // As a crash leaves it: the change is in the write-ahead log alone.
    copyFileSync(file, crashed);
    copyFileSync(`${file}-wal`, `${crashed}-wal`);
    await store.close();
    for (const path of [file, crashed]) {
      const state = (): unknown =>
        readdirSync(join(path, '..')).map((name) => [name, statSync(join(path, '..', name)).mtimeMs, readFileSync(join(path, '..', name)).length]);
      const before = state();
      const reading = openSqlite({ file: path, readOnly: true });
      expect(await namesIn(reading)).toEqual(['a']);
      expect(await codeOf(() => add(reading, 'b'))).toBe('unusable');
      expect(state()).toEqual(before);
      await reading.close();
      expect(state()).toEqual(before);
    }
  });

  it('can be read by others while they are written', async () => {
    const file = join(temporaryFolder(), 'a.db');
    const store = open({ file });
    const reader = openReader(file);
    onTestFinished(() => void reader.close());
    await add(store, 'a');
    expect(reader.prepare('SELECT name FROM organisation').pluck().all()).toEqual(['a']);
    expect(() => reader.exec("INSERT INTO organisation VALUES ('x', 'x')")).toThrow();
  });
});

describe('throw-away data', () => {
  it('never waits for the disk, and is as any other in all else', async () => {
    const file = join(temporaryFolder(), 'a.db');
    const level = sql`PRAGMA synchronous`;
    const kept = open({ file });
    await add(kept, 'a');
    expect(await kept.read(() => first(level))).toEqual({ synchronous: 2 });
    await kept.close();
    const store = open({ file, throwAway: true });
    expect(await store.read(() => first(level))).toEqual({ synchronous: 0 });
    await add(store, 'b');
    expect(await namesIn(store)).toEqual(['a', 'b']);
  });
});
