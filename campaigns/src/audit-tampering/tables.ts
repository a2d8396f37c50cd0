// The two tables of the audit, read and changed past the environment.
import Database from 'better-sqlite3';

export type Value = string | number | bigint | Buffer | null;
export type TableRow = Readonly<Record<string, Value>>;

export interface Tables {
  readonly entries: readonly TableRow[];
  readonly payloads: readonly TableRow[];
}

export interface Key {
  readonly organisation_id: Value;
  readonly workstation_id: Value;
  readonly sequence: Value;
}

/** Opens the database of a copy to tamper with. */
export function openCopy(file: string): Database.Database {
  const database = new Database(file);
  database.pragma('synchronous = OFF');
  return database;
}

export function readTables(database: Database.Database): Tables {
  const rows = (table: string): readonly TableRow[] =>
    // Rows of a table have values of SQLite.
    database.prepare(`SELECT * FROM ${table} ORDER BY organisation_id, workstation_id, sequence`).safeIntegers().all() as TableRow[];
  return { entries: rows('audit_entry'), payloads: rows('audit_payload') };
}

export function columnsOf(database: Database.Database, table: string): readonly string[] {
  return database.prepare(`SELECT name FROM pragma_table_info('${table}')`).pluck().all().map(String);
}

/** Sets a column of a row; a text may be given by its bytes, which need not be UTF-8. */
export function setColumn(database: Database.Database, table: string, key: Key, column: string, value: Value, type: 'as it is' | 'text' = 'as it is'): void {
  const set = type === 'text' ? 'CAST(? AS TEXT)' : '?';
  database
    .prepare(`UPDATE OR REPLACE ${table} SET ${column} = ${set} WHERE organisation_id = ? AND workstation_id = ? AND sequence = ?`)
    .run(value, key.organisation_id, key.workstation_id, key.sequence);
}

export function removeRow(database: Database.Database, table: string, key: Key): void {
  database
    .prepare(`DELETE FROM ${table} WHERE organisation_id = ? AND workstation_id = ? AND sequence = ?`)
    .run(key.organisation_id, key.workstation_id, key.sequence);
}

export function insertRow(database: Database.Database, table: string, row: TableRow): void {
  const names = Object.keys(row);
  database.prepare(`INSERT OR REPLACE INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`).run(...Object.values(row));
}

export function keyOf({ organisation_id = null, workstation_id = null, sequence = null }: TableRow): Key {
  return { organisation_id, workstation_id, sequence };
}
