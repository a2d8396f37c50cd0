// Many units of work in one transaction, on a connection of its own: what is too much for one turn of the loop and must be there as a whole or not at all.
import type { Store } from '../engine.js';
import type { Work } from '../statement.js';
import { openWriter, storeFailure } from './connection.js';
import { keptRows } from './kept-rows.js';
import { dropLogTail } from './log-tail.js';
import { writingDriver } from './steps.js';
import { turnsOf } from './turns.js';

export interface AsOneOptions {
  /** Milliseconds on a clock that never goes back. */
  readonly monotonic: () => number;
  /** Called before each unit: what it throws ends the whole. */
  readonly mayGoOn: () => void;
}

/** Runs units one after another and commits them together. Nobody else may write meanwhile. A unit that fails, fails the whole, also where `work` goes on. */
export async function runAsOne<T>(file: string, work: (units: Pick<Store, 'read' | 'write'>) => Promise<T>, { monotonic, mayGoOn }: AsOneOptions): Promise<T> {
  const database = openWriter(file);
  const driver = writingDriver(database, keptRows());
  const nextTurn = turnsOf(monotonic);
  let failed: { readonly failure: unknown } | undefined;
  const perform = async <R>(unit: () => Work<R>): Promise<R> => {
    if (failed !== undefined) throw failed.failure;
    try {
      mayGoOn();
      const result = driver.run(unit());
      await nextTurn();
      return result;
    } catch (failure) {
      failed = { failure };
      throw failure;
    }
  };
  let done = false;
  try {
    driver.own('BEGIN IMMEDIATE').run();
    const result = await work({ read: perform, write: perform });
    if (failed !== undefined) throw failed.failure;
    driver.own('COMMIT').run();
    done = true;
    return result;
  } catch (failure) {
    throw storeFailure(file, failure);
  } finally {
    if (database.inTransaction) driver.own('ROLLBACK').run();
    if (!done) dropLogTail(database);
    database.close();
  }
}
