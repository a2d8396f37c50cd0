// Runs the steps of a unit of work on a connection, to its end and without giving up the loop.
import type Database from 'better-sqlite3';
import { StoreError } from '../engine.js';
import type { Step, StepResult, Work } from '../statement.js';
import { storeFailure } from './connection.js';

/** Runs units of work on one connection; each statement is compiled once. */
export interface Driver {
  run<T>(work: Work<T>): T;
  /** Compiles a statement of the engine's own: BEGIN and its kin. */
  own(text: string): Database.Statement;
}

/**
 * A driver for a connection.
 * @param mayWrite whether work may change data; where it may not, a statement that would is refused
 */
export function driver(database: Database.Database, mayWrite: boolean): Driver {
  const statements = new Map<string, Database.Statement>();

  const prepared = (text: string): Database.Statement => {
    let statement = statements.get(text);
    if (statement === undefined) {
      statement = database.prepare(text);
      statements.set(text, statement);
    }
    return statement;
  };

  const perform = (step: Step): StepResult => {
    switch (step.kind) {
      case 'savepoint':
        prepared('SAVEPOINT attempt').run();
        return undefined;
      case 'release':
        prepared('RELEASE attempt').run();
        return undefined;
      case 'rollback':
        prepared('ROLLBACK TO attempt').run();
        prepared('RELEASE attempt').run();
        return undefined;
      default: {
        const statement = prepared(step.sql.text);
        if (!mayWrite && !statement.readonly) throw new StoreError('unusable', 'Work that only reads came with a statement that writes.');
        // The driver gives rows as unknown: `all` and `first` state their columns.
        if (step.kind === 'all') return statement.all(...step.parameters) as StepResult;
        if (step.kind === 'first') return statement.get(...step.parameters) as StepResult;
        return statement.run(...step.parameters).changes;
      }
    }
  };

  return {
    own: prepared,
    run: <T>(work: Work<T>): T => {
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
    },
  };
}
