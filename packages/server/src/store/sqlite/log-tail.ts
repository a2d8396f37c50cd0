// What a commit that failed has left in the log.
import { truncateSync } from 'node:fs';
import type Database from 'better-sqlite3';

/** Bytes before the first frame of a log, and before the page of each frame. */
const logHeader = 32;
const frameHeader = 24;

/**
 * Cuts off the frames behind the last commit. Where the sync of a commit failed, all of its frames are in the log, and SQLite counts them as not there; but
 * after a crash whoever opens the file would find a whole commit, and bring to life what everybody was told had failed.
 * @param database a connection without a transaction
 */
export function dropLogTail(database: Database.Database): void {
  try {
    const version = versionOf(database);
    // Its columns: whether somebody was in the way, frames in the log, frames that the database has too.
    const [, frames] = database.prepare('PRAGMA wal_checkpoint(NOOP)').raw().get() as readonly number[]; // Rows are arrays with `raw`.
    if (frames === undefined || frames < 0) return;
    // Nobody else writes while this connection may; and if somebody has meanwhile, the tail is theirs.
    database.exec('BEGIN IMMEDIATE');
    if (versionOf(database) === version) truncateSync(`${database.name}-wal`, frames === 0 ? 0 : logHeader + frames * (frameHeader + pageSizeOf(database)));
  } catch {
    // A disk that fails at this too: the next commit writes over them.
  } finally {
    if (database.inTransaction) database.exec('ROLLBACK');
  }
}

/** Changes when another connection has committed. */
function versionOf(database: Database.Database): unknown {
  return database.pragma('data_version', { simple: true });
}

function pageSizeOf(database: Database.Database): number {
  return Number(database.pragma('page_size', { simple: true }));
}
