// What a database is to the rest of the server, whichever engine it is.
import type { Work } from './statement.js';

export interface Store {
  /**
   * Runs a unit of work that may change data. Resolves when its changes are durable: they survive a crash (`synchronous=FULL`).
   * Units that arrive together share one sync; one that throws is undone alone; a failed commit fails all of them.
   */
  write<T>(work: () => Work<T>): Promise<T>;
  /**
   * Runs many units of work, in turns with others, as if they were one: all of them take effect or none, and nobody sees any before the last.
   * No other unit that may change data is run meanwhile; a unit that fails, fails the whole.
   */
  writeAsOne<T>(work: (units: Pick<Store, 'read' | 'write'>) => Promise<T>): Promise<T>;
  /** Runs a unit of work that only reads, on what has been committed. */
  read<T>(work: () => Work<T>): Promise<T>;
  /**
   * Reads rows in portions from one unchanging view of the data, without holding up other work between portions.
   * `portion` is given the last portion's result and gives the next; it ends with `undefined`.
   */
  readPortions<T>(portion: (last: T | undefined) => Work<T | undefined>): AsyncIterable<T>;
  /** Copies the data of all tables but the audit's into a file (B9.2). */
  snapshot(file: string): Promise<void>;
  /** Puts the data of all tables but the audit's back from such a file, and runs a unit of work on it: all of it or none. */
  restore<T>(file: string, settle: () => Work<T>): Promise<T>;
  close(): Promise<void>;
}

/** Why a database cannot be used. The message is for a person. */
export class StoreError extends Error {
  readonly code: 'newer' | 'damaged' | 'unusable';

  constructor(code: 'newer' | 'damaged' | 'unusable', message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.code = code;
  }
}
