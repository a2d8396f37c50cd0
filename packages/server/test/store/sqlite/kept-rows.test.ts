// Rows that are kept must never outlive what they tell of, whatever changed it: a statement, something undone, another connection.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { all, attempt, first, kept, note, openSqlite, run, type Store, sql, type Work } from '../../../src/store/index.js';
import { migrations } from '../../../src/store/migrations/index.js';

const select = sql`SELECT name FROM organisation WHERE organisation_id = ?`;
const insert = sql`INSERT INTO organisation (organisation_id, name) VALUES (?, ?)`;
const update = sql`UPDATE organisation SET name = ? WHERE organisation_id = ?`;
const remove = sql`DELETE FROM organisation WHERE organisation_id = ?`;
const upsert = sql`INSERT INTO organisation (organisation_id, name) VALUES (?, ?) ON CONFLICT (organisation_id) DO UPDATE SET name = excluded.name`;
const organisations = sql`SELECT organisation_id FROM organisation ORDER BY organisation_id`;

type Named = { readonly name: string };

function* keptName(id: string): Work<string | undefined> {
  return (yield* kept<Named>(select, id))?.name;
}

function* bothNames(id: string): Work<readonly [string | undefined, string | undefined]> {
  return [yield* keptName(id), (yield* first<Named>(select, id))?.name];
}

async function withStore(test: (store: Store, folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 's1kit-kept-'));
  const store = openSqlite({ file: join(folder, 's1kit.db') });
  try {
    await store.write(() => run(insert, 'o', 'before'));
    await store.write(() => keptName('o'));
    await test(store, folder);
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('a row that is kept', () => {
  it('is not read from the file again', () =>
    withStore(async (store) => {
      await store.write(function* () {
        yield* note<Named>({ name: 'as noted' }, select, 'o');
        expect(yield* keptName('o')).toBe('as noted');
      });
      expect(await store.write(() => keptName('o'))).toBe('as noted');
    }));

  it.each([
    ['changed', update, ['after', 'o'], 'after'],
    ['removed', remove, ['o'], undefined],
    ['written over', upsert, ['o', 'after'], 'after'],
  ] as const)('is read anew in the same unit and in the next when it was %s', (_what, statement, parameters, expected) =>
    withStore(async (store) => {
      const inside = await store.write(function* () {
        yield* run(statement, ...parameters);
        return yield* keptName('o');
      });
      expect([inside, await store.write(() => keptName('o'))]).toEqual([expected, expected]);
    }),
  );

  it('that was missing is found when it comes', () =>
    withStore(async (store) => {
      expect(await store.write(() => keptName('new'))).toBeUndefined();
      await store.write(() => run(insert, 'new', 'come'));
      expect(await store.write(() => keptName('new'))).toBe('come');
    }));

  it('is as it was when the unit that changed and read it is undone', () =>
    withStore(async (store) => {
      const failing = store.write(function* () {
        yield* run(update, 'undone', 'o');
        yield* keptName('o');
        throw new Error('undone');
      });
      await expect(failing).rejects.toThrow('undone');
      expect(await store.write(() => keptName('o'))).toBe('before');
    }));

  it('is as it was when a part of a unit that changed and read it is undone', () =>
    withStore(async (store) => {
      const name = await store.write(function* () {
        try {
          yield* attempt(function* () {
            yield* run(update, 'undone', 'o');
            yield* note<Named>({ name: 'noted' }, select, 'o');
            throw new Error('undone');
          });
        } catch {
          return yield* keptName('o');
        }
        return 'not undone';
      });
      expect(name).toBe('before');
    }));

  it('is read anew when another connection has changed it', () =>
    withStore(async (store, folder) => {
      const other = new Database(join(folder, 's1kit.db'));
      other.prepare('UPDATE organisation SET name = ? WHERE organisation_id = ?').run('of another', 'o');
      other.close();
      expect(await store.write(() => keptName('o'))).toBe('of another');
    }));

  it('is read anew after a restore', () =>
    withStore(async (store, folder) => {
      const snapshot = join(folder, 'snapshot.db');
      await store.snapshot(snapshot);
      await store.write(() => run(update, 'after the snapshot', 'o'));
      await store.write(() => keptName('o'));
      await store.restore(snapshot, () => first(select, 'o'));
      expect(await store.write(() => keptName('o'))).toBe('before');
    }));

  it('is what the file has, whatever was done before', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom('update', 'remove', 'upsert', 'read'), fc.constantFrom('o', 'p'), fc.boolean()), { maxLength: 12 }),
        (steps) =>
          withStore(async (store) => {
            const groups = steps.map(([what, id, fails], index) =>
              store
                .write(function* () {
                  if (what === 'update') yield* run(update, `u${index}`, id);
                  else if (what === 'remove') yield* run(remove, id);
                  else if (what === 'upsert') yield* attempt(() => run(upsert, id, `i${index}`));
                  const [known, real] = yield* bothNames(id);
                  expect(known).toBe(real);
                  if (fails) throw new Error('undone');
                })
                .catch((failure: unknown) => {
                  if (!(failure instanceof Error && failure.message === 'undone')) throw failure;
                }),
            );
            await Promise.all(groups);
            for (const id of ['o', 'p']) {
              const [known, real] = await store.write(() => bothNames(id));
              expect(known).toBe(real);
            }
            expect((await store.read(() => all(organisations))).length).toBeLessThanOrEqual(2);
          }),
      ),
      { numRuns: 60 },
    ));

  it('hangs on statements alone: the tables have no triggers and no foreign keys that would change others', () => {
    const text = migrations.flatMap(({ statements }) => statements).join('\n');
    expect(text).toContain('CREATE TABLE');
    expect(text).not.toMatch(/\bTRIGGER\b|\bREFERENCES\b|\bREPLACE\b/i);
  });
});
