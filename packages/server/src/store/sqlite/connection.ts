// A connection to a database file: opened, set up, and its failures told apart.
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { open } from 'node:fs/promises';
import Database from 'better-sqlite3';
import { StoreError } from '../engine.js';

/** Memory for pages in KiB: of the connection that everything is written and mostly read with, and of one that reads a long reply. */
const cacheKiB = { writer: 64 * 1024, reader: 4 * 1024 } as const;

/** How long to wait for another process, in milliseconds: a command that reads at the same time. */
const busyTimeout = 5_000;

/**
 * Opens a connection that writes; the file is made if it is missing.
 * @throws {StoreError} `damaged` or `unusable`
 */
export function openWriter(file: string): Database.Database {
  return openDatabase(file, false, (database) => {
    database.pragma('journal_mode = WAL');
    // better-sqlite3 sets NORMAL with WAL by itself: what has been answered must have been stored.
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    database.pragma(`cache_size = -${cacheKiB.writer}`);
  });
}

/**
 * Opens a connection that writes without ever waiting for the disk: a crash of the machine may leave the file useless.
 * @throws {StoreError} `damaged` or `unusable`
 */
export function openUnsynced(file: string): Database.Database {
  const database = openWriter(file);
  database.pragma('synchronous = OFF');
  return database;
}

/**
 * Opens a connection to a file that is only being made: without a log and without syncs, so that each page is written once. A crash leaves it useless.
 * @throws {StoreError} `damaged` or `unusable`
 */
export function openBuilder(file: string): Database.Database {
  return openDatabase(file, false, (database) => {
    // Kept in memory: a unit that throws is still undone alone.
    database.pragma('journal_mode = MEMORY');
    database.pragma('synchronous = OFF');
    database.pragma('foreign_keys = ON');
    database.pragma(`cache_size = -${cacheKiB.writer}`);
  });
}

/** Has the system write down which files a folder has: a file that was given its name is there for certain after that. Windows does so by itself. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Has the system write all that it holds of a file. */
export function syncFile(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Opens a connection to a file that a writer has open, which reads only.
 * @throws {StoreError} `damaged` or `unusable`
 */
export function openReader(file: string): Database.Database {
  return openDatabase(file, true, (database) => database.pragma(`cache_size = -${cacheKiB.reader}`));
}

/** What a failure of the driver means: a page that is not what it must be is told as damage. */
export function storeFailure(file: string, cause: unknown): unknown {
  if (!(cause instanceof Database.SqliteError)) return cause;
  if (!cause.code.startsWith('SQLITE_CORRUPT') && cause.code !== 'SQLITE_NOTADB') return cause;
  return damaged(file, cause);
}

/** The error for a file that is not whole. */
export function damaged(file: string, cause?: unknown): StoreError {
  return new StoreError('damaged', `The database ${file} is damaged. Restore a copy of it, or use another data folder.`, { cause });
}

function openDatabase(file: string, readOnly: boolean, setUp: (database: Database.Database) => void): Database.Database {
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { readonly: readOnly, fileMustExist: readOnly, timeout: busyTimeout });
    setUp(database);
    return database;
  } catch (cause) {
    database?.close();
    const failure = storeFailure(file, cause);
    if (failure instanceof StoreError) throw failure;
    throw new StoreError('unusable', `The database ${file} cannot be opened: ${cause instanceof Error ? cause.message : 'unknown reason'}.`, { cause });
  }
}
