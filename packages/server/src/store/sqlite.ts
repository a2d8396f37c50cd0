// The embedded engine: better-sqlite3, WAL, synchronous=FULL. Everything that is SQLite's own stands here and in the folder beside it.
import type Database from 'better-sqlite3';
import { type Store, StoreError } from './engine.js';
import { type Migration, migrations } from './migrations/index.js';
import { runAsOne } from './sqlite/as-one.js';
import { openBuilder, openUnsynced, openWriter, syncFile } from './sqlite/connection.js';
import { restoreSnapshot, takeSnapshot } from './sqlite/copies.js';
import { keptRows } from './sqlite/kept-rows.js';
import { checkVersion, checkWhole, migrate } from './sqlite/migrate.js';
import { readersOf } from './sqlite/portions.js';
import { readingDriver, writingDriver } from './sqlite/steps.js';
import { copyStopped } from './sqlite/stopped-copy.js';
import { unitsOf } from './sqlite/units.js';
import { needsWholeCheck } from './sqlite/whole-check.js';

export interface SqliteOptions {
  /** The path of the database file; made if it is missing. */
  readonly file: string;
  /** Reads a file that nobody has open, from a copy: neither it nor its folder is changed, and writing is refused. */
  readonly readOnly?: boolean;
  /** For a draft that is renamed when it is whole, and removed if its making breaks off: quicker, and durable only once `close` has resolved. */
  readonly draft?: boolean;
  /** For data that nobody needs after this process, made from what is known to be whole: nothing is synced, and no page is checked. */
  readonly throwAway?: boolean;
  /** That this process has just made the file: its pages need no check. */
  readonly justMade?: boolean;
  /** For tests of migrations: the steps to take instead of all. */
  readonly migrations?: readonly Migration[];
  /** Milliseconds on a clock that never goes back, by which work is cut into groups and turns; the machine's if left out, a simulated one for what must replay. */
  readonly monotonic?: () => number;
}

/**
 * Opens the embedded engine, checks that the file is whole and brings its tables up to date.
 * @throws {StoreError} `newer` if a later version made the file, `damaged` if it is not whole, `unusable` if it cannot be opened
 * @example const store = openSqlite({ file: join(folder, 's1kit.db') });
 */
export function openSqlite(options: SqliteOptions): Store {
  const { file, readOnly = false, draft = false, throwAway = false, justMade = false, migrations: steps = migrations, monotonic = machineTime } = options;
  if (draft) return opened(openBuilder(file), file, steps, { mayWrite: true, check: false, monotonic, afterwards: () => syncFile(file) });
  if (throwAway) return opened(openUnsynced(file), file, steps, { mayWrite: true, check: false, monotonic, afterwards: () => undefined });
  // Before it is opened: that makes a log of its own.
  const check = !justMade && needsWholeCheck(file);
  if (!readOnly) return opened(openWriter(file), file, steps, { mayWrite: true, check, monotonic, afterwards: () => undefined });
  const copy = copyStopped(file);
  try {
    // What is only read is not refused for a damaged page: whoever reads it may want to know which.
    return opened(openWriter(copy.file), copy.file, steps, { mayWrite: false, check: false, monotonic, afterwards: copy.remove });
  } catch (failure) {
    copy.remove();
    throw failure;
  }
}

const machineTime = (): number => performance.now();

interface Opening {
  readonly mayWrite: boolean;
  /** Whether every page is checked. */
  readonly check: boolean;
  readonly monotonic: () => number;
  /** Done when it has been closed. */
  readonly afterwards: () => void;
}

function opened(writer: Database.Database, file: string, steps: readonly Migration[], { mayWrite, check, monotonic, afterwards }: Opening): Store {
  try {
    checkVersion(writer, file, steps);
    if (check) checkWhole(writer, file);
    migrate(writer, file, steps);
  } catch (failure) {
    writer.close();
    throw failure;
  }
  const reading = readingDriver(writer);
  const kept = keptRows();
  const units = unitsOf(writer, writingDriver(writer, kept), { kept, monotonic });
  const readers = readersOf(file);
  let closing: Promise<void> | undefined;

  const requireOpen = (writing: boolean): void => {
    if (closing !== undefined) throw new StoreError('unusable', 'The database is closed.');
    if (writing && !mayWrite) throw new StoreError('unusable', 'The database was opened to read only.');
  };

  return {
    write: async (work) => {
      requireOpen(true);
      return units.add(work);
    },
    writeAsOne: async (work) => {
      requireOpen(true);
      return await units.without(() => runAsOne(file, work, { monotonic, mayGoOn: () => requireOpen(true) }));
    },
    read: async (work) => {
      requireOpen(false);
      return reading.run(work());
    },
    readPortions: (portion) => readers.portions(portion),
    snapshot: async (to) => {
      requireOpen(false);
      await takeSnapshot(file, to, steps, monotonic);
    },
    restore: async (from, settle) => {
      requireOpen(true);
      return await units.without(() => restoreSnapshot(file, from, { steps, monotonic, settle }));
    },
    close: () => {
      closing ??= units.finish().then(() => {
        readers.close();
        writer.close();
        afterwards();
      });
      return closing;
    },
  };
}
