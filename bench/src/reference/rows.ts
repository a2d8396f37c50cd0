// One durable insert for each request, into a database of the same kind and settings as the environment's: WAL, synchronous=FULL.
import Database from 'better-sqlite3';

export interface Rows {
  /** When it returns, the row is on the disk. */
  insert(request: Uint8Array, reply: Uint8Array): void;
  /** As `insert`, for several in one transaction. */
  insertAll(requests: readonly Uint8Array[], reply: Uint8Array): void;
}

/** As much beside request and reply as an entry of the audit has in its columns. */
const columnBytes = 480;

/** @param file a copy of an environment's database: the row goes into a table of its own, with no key but its number and no index */
export function openRows(file: string): Rows {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE IF NOT EXISTS bench_row (number INTEGER PRIMARY KEY, columns TEXT NOT NULL, request BLOB NOT NULL, reply BLOB NOT NULL)');
  const insert = database.prepare('INSERT INTO bench_row (columns, request, reply) VALUES (?, ?, ?)');
  const columns = 'x'.repeat(columnBytes);
  const insertOne = (request: Uint8Array, reply: Uint8Array): void => void insert.run(columns, request, reply);
  const insertAll = database.transaction((requests: readonly Uint8Array[], reply: Uint8Array) => {
    for (const request of requests) insertOne(request, reply);
  });
  return { insert: insertOne, insertAll };
}
