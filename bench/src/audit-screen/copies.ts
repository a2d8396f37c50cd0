// Multiplies the entries of an audit: what the list reads of them is as if they had been sent. Their chain is not that of a real audit, and they have no payloads.
import Database from 'better-sqlite3';

/** So many entries are copied together: what is written down of finished runs is written for so many. */
export const blockEntries = 16_384;

/** Between a block and the next. */
const day = 24 * 60 * 60_000;

/**
 * Copies the first block of entries until there are as many as are wanted, each block a day after the one before.
 * @param file the database of an environment that is stopped
 * @returns the time of the last entry, ISO 8601
 */
export function copyMessages(file: string, wanted: number, say: (line: string) => void): string {
  const database = new Database(file);
  database.pragma('synchronous = OFF');
  database.pragma('cache_size = -262144');
  for (const [table, first] of [...Object.entries(blockTables), ['audit_payload', 'sequence'] as const])
    database.prepare(`DELETE FROM ${table} WHERE ${first} > ?`).run(blockEntries);
  const copies = Math.ceil(wanted / blockEntries);
  for (let copy = 1; copy < copies; copy += 1) {
    database.transaction(() => {
      for (const table of Object.keys(blockTables)) copyBlock(database, table, copy);
    })();
    if (copy % 16 === 0) say(`${(copy * blockEntries).toLocaleString('en-GB')} of them`);
  }
  const last = database.prepare<[], number>('SELECT at FROM audit_entry ORDER BY sequence DESC LIMIT 1').pluck().get() ?? 0;
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
  return new Date(last).toISOString();
}

/** The tables of the audit, and what numbers their rows. */
const blockTables = { audit_entry: 'sequence', audit_span: 'first', audit_term: 'first' } as const;

function copyBlock(database: Database.Database, table: string, copy: number): void {
  const columns = database.prepare<[], string>(`SELECT name FROM pragma_table_info('${table}')`).pluck().all();
  const values = columns.map((column) => {
    if (['sequence', 'first', 'linked'].includes(column)) return `${column} + ${copy * blockEntries}`;
    if (['at', 'earliest', 'latest'].includes(column)) return `${column} + ${copy * day}`;
    if (['request_uid', 'response_uid'].includes(column)) return `${column} || '-${copy}'`;
    return column === 'stored_bytes' ? '0' : column;
  });
  const number = columns.includes('sequence') ? 'sequence' : 'first';
  database.exec(`INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM ${table} WHERE ${number} <= ${blockEntries} ORDER BY ${number}`);
}
