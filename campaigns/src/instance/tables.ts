// What is stored, read past the environment: by a connection of one's own, straight from the tables.
import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import { databaseOf, type Installed } from './data.js';

/** What every request may add to, also a refused one, and what only copies other tables. */
const kept = /^(?:audit_|throttle_|sqlite_)/u;

/** Uses a connection that only reads, and closes it. */
export function reading<T>(installed: Pick<Installed, 'folder'>, use: (database: Database.Database) => T): T {
  const database = new Database(databaseOf(installed), { readonly: true, fileMustExist: true });
  try {
    return use(database);
  } finally {
    database.close();
  }
}

/** The digest of every table by its name, without those of the audit and the throttle, and without what of a device is drawn by chance, and when it was last used. */
export function digestsOf(database: Database.Database): ReadonlyMap<string, string> {
  const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").pluck().all().map(String);
  return new Map(tables.filter((name) => !kept.test(name)).map((name) => [name, digestOf(database, name)]));
}

function digestOf(database: Database.Database, table: string): string {
  const columns = database
    .prepare(`SELECT name FROM pragma_table_info('${table}') WHERE name NOT IN ('last_used_at', 'device_id')`)
    .pluck()
    .all()
    .map((name) => `"${String(name)}"`)
    .join(', ');
  const digest = createHash('sha256');
  for (const row of database.prepare(`SELECT ${columns} FROM "${table}"`).raw().iterate()) {
    // Rows are arrays with `raw`.
    digest.update(`${(row as readonly unknown[]).map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value)).join('\0')}\n`);
  }
  return digest.digest('hex').slice(0, 16);
}

/** The tables in which two states differ. */
export function differences(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((table) => one.get(table) !== other.get(table));
}

/** How many entries of the audit there are. */
export function entriesIn(database: Database.Database): number {
  return Number(database.prepare('SELECT COUNT(*) FROM audit_entry').pluck().get());
}
