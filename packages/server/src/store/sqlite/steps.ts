// Runs the steps of a unit of work on a connection, to its end and without giving up the loop.
import type Database from 'better-sqlite3';
import { StoreError } from '../engine.js';
import type { Step, StepResult, Work } from '../statement.js';
import { storeFailure } from './connection.js';
import type { KeptRows } from './kept-rows.js';
import { lazySavepoints } from './savepoints.js';

/** Runs units of work on one connection; each statement is compiled once. */
export interface Driver {
  run<T>(work: Work<T>): T;
  /** Compiles a statement of the engine's own: BEGIN and its kin. */
  own(text: string): Database.Statement;
}

/**
 * A driver for a connection that only reads: work that would change data is refused.
 */
export function readingDriver(database: Database.Database): Driver {
  const prepared = statementsOf(database);
  const perform = (step: Step): StepResult => {
    if (!('sql' in step)) return undefined;
    const statement = prepared(step.sql.text);
    if (!statement.readonly || step.kind === 'note') throw new StoreError('unusable', 'Work that only reads came with a statement that writes.');
    return answerOf(statement, step);
  };
  return { own: prepared, run: (work) => drive(database, work, perform) };
}

/**
 * A driver for a connection that also writes. Its units run within a transaction. A full disk or a failed read may end that in the midst of a unit: then
 * every further step of the unit fails too, for what it wrote would be committed at once, alone.
 * @param kept what is told of every change; rows are kept in it
 */
export function writingDriver(database: Database.Database, kept: KeptRows): Driver {
  const prepared = statementsOf(database);
  const savepoints = lazySavepoints(prepared, kept.forget);

  const perform = (step: Step): StepResult => {
    if (!('sql' in step)) return savepoints[step.kind]();
    const { sql, parameters } = step;
    if (step.kind === 'note') return kept.put(sql, parameters, step.row) ?? undefined;
    const statement = prepared(sql.text);
    if (step.kind === 'kept') return kept.get(sql, parameters, () => statement.get(...parameters) as ReturnType<KeptRows['get']>); // As below.
    if (statement.readonly) return answerOf(statement, step);
    savepoints.beforeWriting();
    const answer = answerOf(statement, step);
    kept.changedBy(sql);
    return answer;
  };

  return {
    own: prepared,
    run: (work) => {
      savepoints.begin();
      return drive(database, work, withinTransaction(database, perform));
    },
  };
}

/** Steps that fail once the transaction has ended: with what ended it. */
function withinTransaction(database: Database.Database, perform: (step: Step) => StepResult): (step: Step) => StepResult {
  let ending: unknown;
  return (step) => {
    if (!database.inTransaction) throw ending ?? new StoreError('unusable', 'A unit of work that writes runs within a transaction.');
    try {
      return perform(step);
    } catch (failure) {
      if (!database.inTransaction) ending = failure;
      throw failure;
    }
  };
}

function statementsOf(database: Database.Database): (text: string) => Database.Statement {
  const statements = new Map<string, Database.Statement>();
  return (text) => {
    let statement = statements.get(text);
    if (statement === undefined) {
      statement = database.prepare(inDialect(text));
      statements.set(text, statement);
    }
    return statement;
  };
}

/**
 * A statement as SQLite likes it. One whose LIMIT is a parameter and nothing else it compiles anew whenever parameters are bound, for its plan could depend on
 * that value; one whose LIMIT is an expression it compiles once (0058).
 */
function inDialect(text: string): string {
  return text.replace(/\bLIMIT \?/g, 'LIMIT CAST(? AS INTEGER)');
}

function answerOf(statement: Database.Statement, { kind, parameters }: Extract<Step, { readonly sql: unknown }>): StepResult {
  // The driver gives rows as unknown: `all`, `first` and `kept` state their columns.
  if (kind === 'all') return statement.all(...parameters) as StepResult;
  if (kind === 'run') return statement.run(...parameters).changes;
  return statement.get(...parameters) as StepResult;
}

function drive<T>(database: Database.Database, work: Work<T>, perform: (step: Step) => StepResult): T {
  let next = work.next();
  while (!next.done) {
    let result: StepResult;
    try {
      result = perform(next.value);
    } catch (failure) {
      next = work.throw(storeFailure(database.name, failure));
      continue;
    }
    next = work.next(result);
  }
  return next.value;
}
