import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { attempt, first, kept, run, sql, type Work } from '../../../src/store/index.js';
import { keptRows } from '../../../src/store/sqlite/kept-rows.js';
import { writingDriver } from '../../../src/store/sqlite/steps.js';
import { unitsOf } from '../../../src/store/sqlite/units.js';

const insert = sql`INSERT INTO organisation (organisation_id) VALUES (?)`;
const select = sql`SELECT organisation_id FROM organisation WHERE organisation_id = ?`;

/** A connection whose statements are seen as they run. */
function watched() {
  const statements: string[] = [];
  const database = new Database(':memory:', { verbose: (text) => statements.push(String(text).split(' ').slice(0, 2).join(' ')) });
  database.exec('CREATE TABLE organisation (organisation_id TEXT PRIMARY KEY)');
  const rows = keptRows();
  const driver = writingDriver(database, rows);
  const units = unitsOf(database, driver, { kept: rows, monotonic: () => performance.now() });
  statements.length = 0;
  return { database, statements, units, driver };
}

/** The same, within a transaction. */
function watchedTransaction() {
  const { database, ...others } = watched();
  database.exec('BEGIN');
  others.statements.length = 0;
  return others;
}

describe('a savepoint within a unit of work', () => {
  it('is set when something is written after it, and not for what only reads', () => {
    const { statements, driver } = watchedTransaction();
    driver.run(attempt(() => first(select, 'a')));
    expect(statements).toEqual(['SELECT organisation_id']);
    statements.length = 0;
    driver.run(
      attempt(function* () {
        yield* first(select, 'a');
        yield* attempt(() => run(insert, 'a'));
      }),
    );
    expect(statements).toEqual(['SELECT organisation_id', 'SAVEPOINT attempt', 'SAVEPOINT attempt', 'INSERT INTO', 'RELEASE attempt', 'RELEASE attempt']);
  });

  it('of a unit that broke off does not reach into the next', () => {
    const { statements, driver } = watchedTransaction();
    const breaksOff = function* (): Work<never> {
      yield { kind: 'savepoint' };
      throw new Error('broken off');
    };
    expect(() => driver.run(breaksOff())).toThrow('broken off');
    driver.run(run(insert, 'a'));
    expect(statements).toEqual(['INSERT INTO']);
  });
});

describe('a group of units of work', () => {
  it('runs without savepoints, in one transaction', async () => {
    const { statements, units } = watched();
    await Promise.all(['a', 'b'].map((id) => units.add(() => run(insert, id))));
    expect(statements).toEqual(['BEGIN IMMEDIATE', 'PRAGMA data_version', 'INSERT INTO', 'INSERT INTO', 'COMMIT']);
  });

  it('runs once more with savepoints where one fails, and that one alone is undone', async () => {
    const { units } = watched();
    const runs: string[] = [];
    const unit = (id: string, fails: boolean) =>
      units.add(function* () {
        runs.push(id);
        yield* run(insert, id);
        if (fails) throw new Error(`no ${id}`);
        return (yield* kept<{ organisation_id: string }>(select, id))?.organisation_id;
      });
    const results = await Promise.allSettled([unit('a', false), unit('b', true), unit('c', false)]);
    expect(results.map((result) => (result.status === 'fulfilled' ? result.value : 'undone'))).toEqual(['a', 'undone', 'c']);
    expect(runs).toEqual(['a', 'b', 'a', 'b', 'c']);
    expect(await Promise.all(['a', 'b', 'c'].map((id) => units.add(() => first(select, id))))).toEqual([
      { organisation_id: 'a' },
      undefined,
      { organisation_id: 'c' },
    ]);
  });

  it('fails as one where its transaction ended in the midst of a unit; what the unit wrote after that had stayed', async () => {
    const { database, units } = watched();
    const room = Number(database.pragma('page_count', { simple: true })) + 1;
    database.pragma(`max_page_count = ${room}`);
    const before = units.add(() => run(insert, 'before'));
    const carriesOn = units.add(function* () {
      try {
        // More than there is room for: SQLite undoes the whole transaction, not this statement alone.
        yield* attempt(() => run(insert, 'b'.repeat(100_000)));
      } catch {
        yield* run(insert, 'after');
      }
    });
    const results = await Promise.allSettled([before, carriesOn]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(database.prepare('SELECT organisation_id FROM organisation').all()).toEqual([]);
  });
});
