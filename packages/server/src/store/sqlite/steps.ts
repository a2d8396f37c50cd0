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
 * A driver for a connection that also writes.
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
      return drive(database, work, perform);
    },
  };
}

function statementsOf(database: Database.Database): (text: string) => Database.Statement {
  const statements = new Map<string, Database.Statement>();
  return (text) => {
    let statement = statements.get(text);
    if (statement === undefined) {
      statement = database.prepare(text);
      statements.set(text, statement);
    }
    return statement;
  };
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
