import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { openSqlite } from '../../src/store/index.js';

const source = join(import.meta.dirname, '../../src');

interface Statement {
  readonly file: string;
  readonly text: string;
}

/** Every statement in the source: what is tagged with sql. */
function statements(): Statement[] {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return files.flatMap((name) => {
    const text = readFileSync(join(source, name), 'utf8');
    return [...text.matchAll(/\bsql`([^`]*)`/g)].map((match) => ({ file: relative(source, join(source, name)), text: match[1] ?? '' }));
  });
}

/** The tables that a statement names, with the name that its columns go by; those in `outside` have no organisation. */
function tablesOf(text: string): { readonly table: string; readonly alias: string }[] {
  const words = text.replace(/\s+/g, ' ');
  return [...words.matchAll(/\b(?:FROM|JOIN|INTO|UPDATE) ([a-z_]+)(?: (?:AS )?([a-z][a-z_]*)\b)?/g)].map((match) => ({
    table: match[1] ?? '',
    alias: match[2] ?? match[1] ?? '',
  }));
}

const folder = mkdtempSync(join(tmpdir(), 's1kit-statements-'));
const file = join(folder, 'a.db');
await openSqlite({ file }).close();
const database = new Database(file);
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});
const withOrganisation = new Set(
  database
    .prepare("SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'organisation_id' WHERE m.type = 'table'")
    .pluck()
    .all()
    .map(String),
);
const found = statements();

/** What is wrong with a statement; nothing if it keeps the rules. */
function faultOf(text: string): string | undefined {
  const tables = tablesOf(text).filter(({ table }) => withOrganisation.has(table));
  if (tables.length === 0) return undefined;
  const unqualified = tables.filter(({ table, alias }) => !new RegExp(`\\b(?:${alias}|${table})\\.organisation_id\\b`).test(text));
  const bare = [...text.matchAll(/(?<![.\w])organisation_id\b/g)].length;
  // Without its table's name it can only be meant once for each.
  if (unqualified.length > bare || (unqualified.length < tables.length && unqualified.length > 0))
    return `names no organisation_id of ${unqualified[0]?.table}`;
  if (/\bINSERT INTO\b/.test(text) && !/\bINSERT INTO [a-z_]+ \(\s*organisation_id\b/.test(text)) return 'does not insert organisation_id first';
  for (const match of text.matchAll(/\bWHERE\s+(.{0,60})/gs)) {
    const before = text.slice(0, match.index);
    const asked = tablesOf(before.slice(Math.max(before.lastIndexOf('FROM '), before.lastIndexOf('UPDATE '))));
    const ofOrganisation = asked.length === 0 || asked.some(({ table }) => withOrganisation.has(table));
    if (ofOrganisation && !/^\(?(?:[a-z_]+\.)?organisation_id\b/.test(match[1] ?? '')) return 'does not ask for organisation_id first';
  }
  return undefined;
}

describe('statements', () => {
  it('are found', () => {
    expect(found.length).toBeGreaterThan(50);
    expect(withOrganisation.has('audit_entry')).toBe(true);
    expect(withOrganisation.has('installation')).toBe(false);
  });

  it('are compiled by the engine on its tables', () => {
    for (const { file: name, text } of found) expect(() => database.prepare(text), `${name}: ${text}`).not.toThrow();
  });

  it('take parameters by position and have no values put in', () => {
    for (const { file: name, text } of found) expect(text, name).not.toMatch(/\$\{|[:@$][a-z]/);
  });

  it('lead with the organisation, for every table that has one', () => {
    expect(found.map(({ file: name, text }) => [name, text, faultOf(text)]).filter(([, , fault]) => fault !== undefined)).toEqual([]);
  });

  it('are told when they do not', () => {
    expect(faultOf('SELECT * FROM event WHERE event_id = ?')).toContain('organisation_id of event');
    expect(faultOf('SELECT * FROM event WHERE event_id = ? AND organisation_id = ?')).toContain('first');
    expect(faultOf('SELECT * FROM event e JOIN patient p ON p.patient_id = e.patient_id WHERE e.organisation_id = ?')).toContain('of patient');
    expect(faultOf('INSERT INTO event (event_id, organisation_id) VALUES (?, ?)')).toContain('insert');
    expect(faultOf('SELECT kind FROM installation WHERE one = 1')).toBeUndefined();
  });

  it('every table that has organisations has a key that begins with them, and so has every index', () => {
    const lists = database
      .prepare(
        "SELECT m.name AS name, i.name AS list FROM sqlite_master m JOIN pragma_index_list(m.name) i WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'",
      )
      .all() as { name: string; list: string }[];
    const leading = lists
      .filter(({ name }) => withOrganisation.has(name))
      .map(({ name, list }) => [name, list, database.prepare(`SELECT name FROM pragma_index_info('${list}') ORDER BY seqno LIMIT 1`).pluck().get()]);
    expect(leading.filter(([, , column]) => column !== 'organisation_id')).toEqual([]);
    for (const table of withOrganisation)
      expect(
        leading.some(([name]) => name === table),
        table,
      ).toBe(true);
  });
});
