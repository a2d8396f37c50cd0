import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { all, openSqlite, run, type SqliteOptions, type Store, sql } from '../../../src/store/index.js';

const insert = sql`INSERT INTO organisation (organisation_id, name) VALUES (?, ?)`;
const names = sql`SELECT name FROM organisation WHERE organisation_id > ? ORDER BY name`;

function opened(options: Partial<SqliteOptions> = {}): Store {
  const folder = mkdtempSync(join(tmpdir(), 's1kit-as-one-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const store = openSqlite({ file: join(folder, 'a.db'), ...options });
  onTestFinished(() => store.close());
  return store;
}

const namesIn = async (store: Store): Promise<unknown[]> => (await store.read(() => all(names, ''))).map((row) => row.name);
const add = (store: Store, name: string): Promise<number> => store.write(() => run(insert, name, name));

describe('units that are run as one', () => {
  it('B3.7: are seen by nobody before their end, and others wait', async () => {
    const store = opened();
    await add(store, 'a');
    let waiting: Promise<unknown> | undefined;
    const seen = await store.writeAsOne(async (units) => {
      for (const name of ['b', 'c']) await units.write(() => run(insert, name, name));
      waiting = add(store, 'd');
      await new Promise((resolve) => setImmediate(resolve));
      return { within: (await units.read(() => all(names, ''))).map((row) => row.name), outside: await namesIn(store) };
    });
    expect(seen).toEqual({ within: ['a', 'b', 'c'], outside: ['a'] });
    await waiting;
    expect(await namesIn(store)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('B3.7: take no effect where one of them fails, even if the work goes on', async () => {
    const store = opened();
    await add(store, 'a');
    const failing = store.writeAsOne(async (units) => {
      await units.write(() => run(insert, 'b', 'b'));
      await units.write(() => run(insert, 'a', 'a')).catch(() => undefined);
      await units.write(() => run(insert, 'c', 'c')).catch(() => undefined);
    });
    await expect(failing).rejects.toThrow('UNIQUE');
    const thrown = store.writeAsOne(async (units) => {
      await units.write(() => run(insert, 'b', 'b'));
      throw new Error('no more');
    });
    await expect(thrown).rejects.toThrow('no more');
    expect(await namesIn(store)).toEqual(['a']);
    await add(store, 'd');
    expect(await namesIn(store)).toEqual(['a', 'd']);
  });

  it('give others their turn, and end when the store is closed', async () => {
    let now = 0;
    const folder = mkdtempSync(join(tmpdir(), 's1kit-as-one-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'a.db');
    const store = openSqlite({ file, monotonic: () => (now += 10) });
    let turns = 0;
    const others = setInterval(() => turns++, 0);
    const endless = store.writeAsOne(async (units) => {
      for (let count = 0; ; count++) {
        await units.write(() => run(insert, `${count}`, `${count}`));
        if (turns === 3) void store.close();
      }
    });
    await expect(endless).rejects.toMatchObject({ code: 'unusable' });
    clearInterval(others);
    await store.close();
    expect(await namesIn(opened({ file }))).toEqual([]);
  });
});
