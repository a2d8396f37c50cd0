// The embedded engine: better-sqlite3, WAL, synchronous=FULL. Everything that is SQLite's own stands in this file.
import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { type Store, StoreError } from './engine.js';
import { type Migration, migrations } from './migrations/index.js';
import type { Step, StepResult, Work } from './statement.js';

export interface SqliteOptions {
  /** The path of the database file; made if it is missing. */
  readonly file: string;
  /** Open an existing file to read only; nothing is migrated. */
  readonly readOnly?: boolean;
  /** For tests of migrations: the steps to take instead of all. */
  readonly migrations?: readonly Migration[];
}

/** The tables that snapshot and restore leave alone: what is on record stays there (B8.3), and who may connect from where. */
const keptTables = new Set(['audit_entry', 'audit_payload', 'audit_span', 'audit_term', 'throttle_window', 'throttle_clock', 'session', 'device', 'workstation', 'installation']);

interface Waiting {
  readonly work: () => Work<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (failure: unknown) => void;
}

type Outcome = { readonly done: unknown } | { readonly failure: unknown };

/**
 * Opens the embedded engine, brings its tables up to date and checks that the file is whole.
 * @throws {StoreError} `newer` if a later version made the file, `damaged` if it is not whole, `unusable` if it cannot be opened
 */
export function openSqlite(options: SqliteOptions): Store {
  const steps = options.migrations ?? migrations;
  const readOnly = options.readOnly ?? false;
  const writer = open(options.file, readOnly);
  if (!readOnly) migrate(writer, options.file, steps);
  const statements = new Map<string, Database.Statement>();
  let waiting: Waiting[] = [];
  let flushing: NodeJS.Immediate | undefined;
  let closed = false;

  const flush = (): void => {
    flushing = undefined;
    const group = waiting;
    waiting = [];
    const outcomes: Outcome[] = [];
    try {
      writer.exec('BEGIN IMMEDIATE');
      for (const unit of group) outcomes.push(runInSavepoint(writer, statements, unit.work));
      writer.exec('COMMIT');
    } catch (failure) {
      if (writer.inTransaction) writer.exec('ROLLBACK');
      for (const unit of group) unit.reject(failure);
      return;
    }
    group.forEach((unit, index) => {
      const outcome = outcomes[index];
      if (outcome !== undefined && 'done' in outcome) unit.resolve(outcome.done);
      else unit.reject(outcome?.failure);
    });
  };

  return {
    write: <T>(work: () => Work<T>): Promise<T> =>
      new Promise<T>((resolve, reject) => {
        if (closed) {
          reject(new StoreError('unusable', 'The database is closed.'));
          return;
        }
        // The queue holds units of every type; each one's own promise gets its own result back.
        waiting.push({ work, resolve: resolve as (value: unknown) => void, reject });
        flushing ??= setImmediate(flush);
      }),

    read: async <T>(work: () => Work<T>): Promise<T> => drive(writer, statements, work()),

    readPortions: <T>(portion: (last: T | undefined) => Work<T | undefined>): AsyncIterable<T> => portions(options.file, portion),

    snapshot: async (file) => {
      if (existsSync(file)) throw new StoreError('unusable', 'The file of the snapshot is there already.');
      const copy = open(file, false);
      migrate(copy, file, steps);
      copy.close();
      copyTables(writer, file, 'main', 'other');
    },

    restore: async (file) => copyTables(writer, file, 'other', 'main'),

    close: async () => {
      if (closed) return;
      if (flushing !== undefined) {
        clearImmediate(flushing);
        flush();
      }
      closed = true;
      writer.close();
    },
  };
}

function open(file: string, readOnly: boolean): Database.Database {
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { readonly: readOnly, fileMustExist: readOnly, timeout: 5_000 });
    if (!readOnly) {
      database.pragma('journal_mode = WAL');
      // better-sqlite3 sets NORMAL with WAL by itself: what has been answered must have been stored.
      database.pragma('synchronous = FULL');
    }
    database.pragma('foreign_keys = ON');
    database.pragma('cache_size = -65536');
    return database;
  } catch (cause) {
    database?.close();
    throw new StoreError('unusable', `The database ${file} cannot be opened: ${cause instanceof Error ? cause.message : 'unknown reason'}.`, { cause });
  }
}

function migrate(database: Database.Database, file: string, steps: readonly Migration[]): void {
  const version = Number(database.pragma('user_version', { simple: true }));
  const newest = steps.at(-1)?.number ?? 0;
  if (version > newest) {
    database.close();
    throw new StoreError('newer', `The data in ${file} was made by a newer version of s1kit. Use that version, or another data folder.`);
  }
  if (version > 0 && database.pragma('quick_check(1)', { simple: true }) !== 'ok') {
    database.close();
    throw new StoreError('damaged', `The database ${file} is damaged. Restore a copy of it, or use another data folder.`);
  }
  for (const step of steps.filter((candidate) => candidate.number > version)) {
    database.transaction(() => {
      for (const statement of step.statements) database.exec(statement);
      database.pragma(`user_version = ${step.number}`);
    })();
  }
}

function runInSavepoint(database: Database.Database, statements: Map<string, Database.Statement>, work: () => Work<unknown>): Outcome {
  database.exec('SAVEPOINT unit');
  try {
    const done = drive(database, statements, work());
    database.exec('RELEASE unit');
    return { done };
  } catch (failure) {
    // A full disk or a failed write may have ended the whole transaction: then the group fails as one.
    if (!database.inTransaction) throw failure;
    database.exec('ROLLBACK TO unit');
    database.exec('RELEASE unit');
    return { failure };
  }
}

/** Runs a unit of work to its end without giving up the loop. */
function drive<T>(database: Database.Database, statements: Map<string, Database.Statement>, work: Work<T>): T {
  let next = work.next();
  while (!next.done) {
    let result: StepResult;
    try {
      result = perform(database, statements, next.value);
    } catch (failure) {
      next = work.throw(failure);
      continue;
    }
    next = work.next(result);
  }
  return next.value;
}

function perform(database: Database.Database, statements: Map<string, Database.Statement>, step: Step): StepResult {
  switch (step.kind) {
    case 'savepoint':
      database.exec('SAVEPOINT attempt');
      return undefined;
    case 'release':
      database.exec('RELEASE attempt');
      return undefined;
    case 'rollback':
      database.exec('ROLLBACK TO attempt; RELEASE attempt');
      return undefined;
    default: {
      let statement = statements.get(step.sql.text);
      if (statement === undefined) {
        statement = database.prepare(step.sql.text);
        statements.set(step.sql.text, statement);
      }
      // The driver gives rows as unknown: `all` and `first` state their columns.
      if (step.kind === 'all') return statement.all(...step.parameters) as StepResult;
      if (step.kind === 'first') return statement.get(...step.parameters) as StepResult;
      return statement.run(...step.parameters).changes;
    }
  }
}

async function* portions<T>(file: string, portion: (last: T | undefined) => Work<T | undefined>): AsyncIterable<T> {
  // A connection of its own: in WAL its transaction keeps one view while others go on writing.
  const reader = open(file, true);
  const statements = new Map<string, Database.Statement>();
  try {
    reader.exec('BEGIN');
    let last: T | undefined;
    for (;;) {
      const next: T | undefined = drive(reader, statements, portion(last));
      if (next === undefined) return;
      yield next;
      last = next;
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    reader.close();
  }
}

function copyTables(database: Database.Database, file: string, from: string, to: string): void {
  database.prepare('ATTACH DATABASE ? AS other').run(file);
  try {
    const tables = database.prepare(`SELECT name FROM ${from}.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`).pluck().all().map(String);
    database.transaction(() => {
      for (const table of tables.filter((name) => !keptTables.has(name))) {
        database.exec(`DELETE FROM ${to}.${table}`);
        database.exec(`INSERT INTO ${to}.${table} SELECT * FROM ${from}.${table}`);
      }
    })();
  } finally {
    database.exec('DETACH DATABASE other');
  }
}
