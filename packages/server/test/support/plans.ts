// How the engine says that it will go through the tables.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll } from 'vitest';
import { openSqlite, type Row, type Work } from '../../src/store/index.js';

/** Tells the plan of each statement of a unit of work that finds no list, and of single rows what `found` has; nothing if left out. */
export type Planner = (work: Work<unknown>, found?: Row) => readonly string[];

/** Opens empty tables. */
export async function openPlanner(): Promise<Planner> {
  const folder = mkdtempSync(join(tmpdir(), 's1kit-plans-'));
  const file = join(folder, 'test.db');
  await openSqlite({ file }).close();
  const database = new Database(file, { readonly: true });
  afterAll(() => {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return (work, found) => {
    const plans: string[] = [];
    for (let step = work.next(); !step.done; ) {
      const { value } = step;
      if (value.kind !== 'all' && value.kind !== 'first') throw new Error('What is planned here only reads.');
      const rows = database.prepare(`EXPLAIN QUERY PLAN ${value.sql.text}`).all(...value.parameters) as { readonly detail: string }[]; // Its own columns.
      plans.push(rows.map(({ detail }) => detail).join('\n'));
      step = work.next(value.kind === 'all' ? [] : found);
    }
    return plans;
  };
}
