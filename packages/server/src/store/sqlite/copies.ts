// Snapshots of the data, and putting them back: row by row between two files, some at a time, so that nobody waits for all of it.
import { existsSync, renameSync, rmSync } from 'node:fs';
import { copyFile, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import { StoreError } from '../engine.js';
import type { Migration } from '../migrations/index.js';
import type { Work } from '../statement.js';
import { openBuilder, openWriter, storeFailure, syncFolder } from './connection.js';
import { keptRows } from './kept-rows.js';
import { dropLogTail } from './log-tail.js';
import { checkVersion, checkWhole, migrate } from './migrate.js';
import { writingDriver } from './steps.js';
import { turnBytes, turnsOf } from './turns.js';

/**
 * The tables that snapshot and restore leave alone: what is on record stays there (B8.3), and so does who may connect from where and is signed in.
 */
const keptTables: ReadonlySet<string> = new Set([
  'installation',
  'audit_entry',
  'audit_payload',
  'audit_span',
  'audit_term',
  'application',
  'application_key',
  'workstation',
  'device',
  'throttle_window',
  'throttle_clock',
  'session',
]);

/** Rows that are copied at once, at most: where they are long, as many as fill a turn, and one at least. */
const rowsAtOnce = 200;
/** Memory for pages of what is only a draft, in KiB: all that it holds is written at the commit, in one step. */
const draftCacheKiB = 4 * 1024;

/** Copies the data of one view into a new file; others go on writing meanwhile. The file appears when it is whole. */
export async function takeSnapshot(source: string, file: string, steps: readonly Migration[], monotonic: () => number): Promise<void> {
  if (existsSync(file)) throw new StoreError('unusable', `The file of the snapshot, ${file}, is there already: choose another name.`);
  const draft = `${file}.part`;
  removeDatabase(draft);
  try {
    const copy = openBuilder(draft);
    try {
      migrate(copy, file, steps);
    } finally {
      copy.close();
    }
    // Open for as long as the connection is: to close it would take away SQLite's locks on the file.
    const written = await open(draft, 'r+');
    try {
      // Brought to the disk turn by turn: of all of it at once, everybody's commits would wait for the end.
      const nextTurn = turnsOf(monotonic, () => written.datasync());
      await between(source, draft, { from: 'main', to: 'other', begin: 'BEGIN', nextTurn }, () => undefined);
      await written.sync();
    } finally {
      await written.close();
    }
    renameSync(draft, file);
    await syncFolder(dirname(file));
  } finally {
    removeDatabase(draft);
  }
}

export interface Restoring<T> {
  readonly steps: readonly Migration[];
  /** Milliseconds on a clock that never goes back. */
  readonly monotonic: () => number;
  /** Done in the same transaction, on the data that was put back. */
  readonly settle: () => Work<T>;
}

/**
 * Puts the data of a snapshot in the place of what is there, in one transaction. Nobody else may write meanwhile.
 * @returns what `settle` gives
 * @throws {StoreError} if the snapshot is missing, newer or damaged; then nothing was changed
 */
export async function restoreSnapshot<T>(target: string, file: string, { monotonic, settle, steps }: Restoring<T>): Promise<T> {
  if (!existsSync(file)) throw new StoreError('unusable', `There is no snapshot ${file}.`);
  const draft = `${file}.restoring`;
  removeDatabase(draft);
  try {
    // A snapshot may be older than the tables: a copy of it is brought up to date, and itself stays as it is.
    await copyFile(file, draft);
    const copy = openWriter(draft);
    try {
      copy.pragma('journal_mode = DELETE');
      checkVersion(copy, file, steps);
      checkWhole(copy, file);
      migrate(copy, file, steps);
    } finally {
      copy.close();
    }
    return await between(target, draft, { from: 'other', to: 'main', begin: 'BEGIN IMMEDIATE', nextTurn: turnsOf(monotonic) }, (database) =>
      writingDriver(database, keptRows()).run(settle()),
    );
  } finally {
    removeDatabase(draft);
  }
}

interface Copying {
  readonly from: 'main' | 'other';
  readonly to: 'main' | 'other';
  readonly begin: 'BEGIN' | 'BEGIN IMMEDIATE';
  readonly nextTurn: ReturnType<typeof turnsOf>;
}

/** Copies all tables that are copied from one file to the other, on a connection of its own; `finish` is part of the transaction. */
async function between<T>(main: string, other: string, { from, to, begin, nextTurn }: Copying, finish: (database: Database.Database) => T): Promise<T> {
  const database = openWriter(main);
  let done = false;
  try {
    database.prepare('ATTACH DATABASE ? AS other').run(other);
    // What is only a draft needs no log and no syncs, each of which would hold up everybody.
    database.pragma('other.journal_mode = MEMORY');
    database.pragma('other.synchronous = OFF');
    database.pragma(`other.cache_size = -${draftCacheKiB}`);
    database.exec(begin);
    for (const table of tablesOf(database)) {
      database.exec(`DELETE FROM ${to}.${table}`);
      await copyTable(database, table, { from, to, nextTurn });
    }
    const finished = finish(database);
    database.exec('COMMIT');
    done = true;
    return finished;
  } catch (failure) {
    throw storeFailure(main, failure);
  } finally {
    if (database.inTransaction) database.exec('ROLLBACK');
    if (!done && to === 'main') dropLogTail(database);
    database.close();
  }
}

async function copyTable(database: Database.Database, table: string, { from, to, nextTurn }: Omit<Copying, 'begin'>): Promise<void> {
  const columns = columnsOf(database, table, from);
  const names = columns.map(({ name }) => name).join(', ');
  const copy = database.prepare(`INSERT INTO ${to}.${table} (${names}) SELECT ${names} FROM ${from}.${table} WHERE rowid > ? AND rowid <= ? ORDER BY rowid`);
  // How long a value is, the engine tells without reading it; a number is short.
  const lengths = columns.filter(({ long }) => long).map(({ name }) => `IFNULL(OCTET_LENGTH(${name}), 0)`);
  const measure = database
    .prepare(
      `SELECT MAX(rowid), SUM(bytes) FROM (SELECT rowid, ${['0', ...lengths].join(' + ')} AS bytes FROM ${from}.${table} WHERE rowid > ? ORDER BY rowid LIMIT ?)`,
    )
    .raw();
  const pieceAfter = (after: number, rows = rowsAtOnce): Piece | undefined => {
    const [until, bytes] = measure.get(after, rows) as [number | null, number | null]; // What MAX and SUM give: null where there is no row.
    if (until === null || bytes === null) return undefined;
    return bytes <= turnBytes || rows === 1 ? { after, until, bytes } : pieceAfter(after, Math.floor(rows / 2));
  };
  for (let piece = pieceAfter(Number.MIN_SAFE_INTEGER); piece !== undefined; piece = pieceAfter(piece.until)) {
    copy.run(piece.after, piece.until);
    await nextTurn(piece.bytes);
  }
}

/** The rows behind one and up to another, by rowid. */
interface Piece {
  readonly after: number;
  readonly until: number;
  /** Those of its texts and blobs. */
  readonly bytes: number;
}

interface Column {
  readonly name: string;
  /** Whether its values may be: texts and blobs. */
  readonly long: boolean;
}

function columnsOf(database: Database.Database, table: string, of: 'main' | 'other'): readonly Column[] {
  const rows = database.prepare(`SELECT name, type FROM pragma_table_info('${table}', '${of}')`).raw().all() as readonly [string, string][]; // As the pragma gives them.
  return rows.map(([name, type]) => ({ name: `"${name}"`, long: type === 'TEXT' || type === 'BLOB' }));
}

function tablesOf(database: Database.Database): string[] {
  return database
    .prepare("SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .pluck()
    .all()
    .map(String)
    .filter((name) => !keptTables.has(name));
}

/** Removes a database file with what belongs to it. */
export function removeDatabase(file: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(file + end, { force: true });
}
