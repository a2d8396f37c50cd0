import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { all, type Sql } from '../../../src/store/index.js';
import { readingDriver } from '../../../src/store/sqlite/steps.js';

/** So many conditions that compiling takes a hundred times as long as finding that there is nothing. */
const conditions = Array.from({ length: 200 }, (_, number) => `b <> ${number}`).join(' AND ');

it('compiles a statement with a limit once: it was compiled anew for each run', () => {
  const database = new Database(':memory:');
  onTestFinished(() => void database.close());
  database.exec('CREATE TABLE empty (a INTEGER PRIMARY KEY, b INTEGER)');
  const driver = readingDriver(database);
  const timeOf = (statement: Sql, ...parameters: readonly number[]): number => {
    const began = performance.now();
    for (let time = 0; time < 20; time += 1) driver.run(all(statement, ...parameters));
    return performance.now() - began;
  };
  const limited: Sql = { text: `SELECT a FROM empty WHERE a > ? AND ${conditions} LIMIT ?` };
  const unlimited: Sql = { text: `SELECT a FROM empty WHERE a > ? AND ${conditions}` };
  const times = Array.from({ length: 20 }, () => ({ limited: timeOf(limited, 1, 10), unlimited: timeOf(unlimited, 1) }));
  const least = (of: keyof (typeof times)[number]): number => Math.min(...times.map((time) => time[of]));
  // The least of many: what else goes on makes a time longer, never shorter.
  expect(least('limited')).toBeLessThan(5 * least('unlimited'));
});

it('gives as many rows as the limit says', () => {
  const database = new Database(':memory:');
  onTestFinished(() => void database.close());
  database.exec('CREATE TABLE number (a INTEGER PRIMARY KEY); INSERT INTO number VALUES (1), (2), (3), (4)');
  const driver = readingDriver(database);
  const limited: Sql = { text: 'SELECT a FROM number ORDER BY a LIMIT ? OFFSET ?' };
  expect([driver.run(all(limited, 2, 1)), driver.run(all(limited, 1, 0))]).toEqual([[{ a: 2 }, { a: 3 }], [{ a: 1 }]]);
});
