// Units of work that change data: those that arrive together share one transaction and one sync; one that throws is undone alone.
import type Database from 'better-sqlite3';
import type { Work } from '../statement.js';
import type { KeptRows } from './kept-rows.js';
import { dropLogTail } from './log-tail.js';
import type { Driver } from './steps.js';

export interface Units {
  add<T>(work: () => Work<T>): Promise<T>;
  /** Runs something while no unit runs; units that come meanwhile wait for its end. One at a time. */
  without<T>(action: () => Promise<T>): Promise<T>;
  /** Runs what is waiting, after what holds it up. */
  finish(): Promise<void>;
}

interface Waiting {
  readonly work: () => Work<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (failure: unknown) => void;
}

type Outcome = { readonly unit: Waiting } & ({ readonly done: unknown } | { readonly failure: unknown });

/** How long units are run before others get their turn, in milliseconds; the last one runs to its end. */
const groupTime = 8;

export interface UnitsOptions {
  /** Forgotten when something is undone, or when another connection has changed the data. */
  readonly kept: Pick<KeptRows, 'forget'>;
  /** Milliseconds on a clock that never goes back. */
  readonly monotonic: () => number;
}

/** The queue of a connection's units of work. */
export function unitsOf(database: Database.Database, driver: Driver, { kept, monotonic }: UnitsOptions): Units {
  const waiting: Waiting[] = [];
  let flushing: NodeJS.Immediate | undefined;
  let held: Promise<unknown> = Promise.resolve();
  let holds = 0;
  let seenVersion: unknown;

  const runAlone = (unit: Waiting): Outcome => {
    const outcome = outcomeOf(unit);
    // A full disk or a failed write may have ended the whole transaction: then the group fails as one.
    if (!database.inTransaction) throw 'failure' in outcome ? outcome.failure : new Error('The transaction ended before its time.');
    return outcome;
  };

  const outcomeOf = (unit: Waiting): Outcome => {
    try {
      return { unit, done: driver.run(unit.work()) };
    } catch (failure) {
      return { unit, failure };
    }
  };

  const runInSavepoint = (unit: Waiting): Outcome => {
    driver.own('SAVEPOINT unit').run();
    const outcome = runAlone(unit);
    if ('failure' in outcome) {
      driver.own('ROLLBACK TO unit').run();
      kept.forget();
    }
    driver.own('RELEASE unit').run();
    return outcome;
  };

  /** Runs units until it is time to commit, or one fails; those that were taken from the queue are added to `taken`. */
  const runTogether = (taken: Waiting[]): Outcome[] => {
    const outcomes: Outcome[] = [];
    const began = monotonic();
    do {
      const unit = waiting.shift();
      if (unit === undefined) break;
      taken.push(unit);
      const outcome = runAlone(unit);
      outcomes.push(outcome);
      if ('failure' in outcome) break;
    } while (monotonic() - began < groupTime);
    return outcomes;
  };

  /**
   * Units hardly ever fail: they run without savepoints, which would cost each of them a copy of every page that it changes. Where one of several fails,
   * all is undone and each runs once more, in a savepoint of its own.
   */
  const runGroup = (taken: Waiting[]): Outcome[] => {
    const outcomes = runTogether(taken);
    if (taken.length === 1 || !outcomes.some((outcome) => 'failure' in outcome)) return outcomes;
    rollBack();
    begin();
    return taken.map(runInSavepoint);
  };

  const begin = (): void => {
    driver.own('BEGIN IMMEDIATE').run();
    // Changes only when another connection has changed the data; nobody else can, until the end of the transaction.
    const version = driver.own('PRAGMA data_version').pluck().get();
    if (version !== seenVersion) kept.forget();
    seenVersion = version;
  };

  const rollBack = (): void => {
    kept.forget();
    if (database.inTransaction) driver.own('ROLLBACK').run();
  };

  const commit = (outcomes: readonly Outcome[]): void => {
    if (outcomes.some((outcome) => 'done' in outcome)) driver.own('COMMIT').run();
    else rollBack();
  };

  const flush = (): void => {
    flushing = undefined;
    const taken: Waiting[] = [];
    let outcomes: Outcome[];
    try {
      begin();
      outcomes = runGroup(taken);
      commit(outcomes);
    } catch (failure) {
      rollBack();
      dropLogTail(database);
      // Where not even a transaction could begin, nobody who waits can be served.
      const failed = taken.length > 0 ? taken : waiting.splice(0);
      if (waiting.length > 0) schedule();
      for (const unit of failed) unit.reject(failure);
      return;
    }
    if (waiting.length > 0) schedule();
    for (const outcome of outcomes) {
      if ('done' in outcome) outcome.unit.resolve(outcome.done);
      else outcome.unit.reject(outcome.failure);
    }
  };

  const schedule = (): void => {
    if (holds === 0) flushing ??= setImmediate(flush);
  };

  return {
    add: <T>(work: () => Work<T>): Promise<T> =>
      new Promise<T>((resolve, reject) => {
        // The queue holds units of every type; each one's own promise gets its own result back.
        waiting.push({ work, resolve: resolve as (value: unknown) => void, reject });
        schedule();
      }),

    without: async (action) => {
      holds++;
      if (flushing !== undefined) {
        clearImmediate(flushing);
        flush();
      }
      const turn = held.then(action);
      held = turn.catch(() => undefined);
      try {
        return await turn;
      } finally {
        holds--;
        if (waiting.length > 0) schedule();
      }
    },

    finish: async () => {
      while (holds > 0) {
        await held;
        await new Promise((resolve) => setImmediate(resolve));
      }
      if (flushing !== undefined) clearImmediate(flushing);
      while (waiting.length > 0) flush();
      if (flushing !== undefined) clearImmediate(flushing);
      flushing = undefined;
    },
  };
}
