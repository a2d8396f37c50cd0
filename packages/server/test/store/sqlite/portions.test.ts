import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { first, openSqlite, StoreError, sql } from '../../../src/store/index.js';
import { readersOf } from '../../../src/store/sqlite/portions.js';

async function readersOfTwo() {
  const folder = mkdtempSync(join(tmpdir(), 's1kit-portions-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'a.db');
  await openSqlite({ file }).close();
  const readers = readersOf(file, 2);
  onTestFinished(() => readers.close());
  const read = (): AsyncIterator<number> =>
    readers
      .portions<number>(function* (last = 0) {
        yield* first(sql`SELECT name FROM organisation WHERE organisation_id = ?`, 'one');
        return last < 3 ? last + 1 : undefined;
      })
      [Symbol.asyncIterator]();
  return { readers, read };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('reading connections', () => {
  it('B2.10: are so many at a time, and those over the limit wait their turn (each had one more opened for it)', async () => {
    const { read } = await readersOfTwo();
    const [one, two, three, four] = [read(), read(), read(), read()];
    expect([(await one.next()).value, (await two.next()).value]).toEqual([1, 1]);
    const began: string[] = [];
    const third = three.next().then(() => void began.push('third'));
    const fourth = four.next().then(() => void began.push('fourth'));
    await settled();
    expect(began).toEqual([]);
    // Those that have a connection go on meanwhile; one that is read no further gives it up, and so does one that ends.
    expect((await two.next()).value).toBe(2);
    await one.return?.();
    await third;
    await settled();
    expect(began).toEqual(['third']);
    while ((await two.next()).done !== true);
    await fourth;
    expect(began).toEqual(['third', 'fourth']);
  });

  it('a portion that fails gives its connection up', async () => {
    const { readers, read } = await readersOfTwo();
    const failing = () =>
      readers
        .portions(function* () {
          yield* first(sql`SELECT name FROM organisation WHERE organisation_id = ?`, 'one');
          throw new Error('no');
        })
        [Symbol.asyncIterator]()
        .next();
    for (let time = 0; time < 5; time++) await expect(failing()).rejects.toThrow('no');
    expect((await read().next()).value).toBe(1);
  });

  it('those who wait are told when the database is closed', async () => {
    const { readers, read } = await readersOfTwo();
    await Promise.all([read().next(), read().next()]);
    const waiting = read().next();
    await settled();
    readers.close();
    await expect(waiting).rejects.toThrow(StoreError);
    await expect(read().next()).rejects.toThrow(StoreError);
  });
});
