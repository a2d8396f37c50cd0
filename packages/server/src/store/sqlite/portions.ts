// Reads in portions from one unchanging view: in WAL a connection's transaction keeps its view while others go on writing.
import type Database from 'better-sqlite3';
import { StoreError } from '../engine.js';
import type { Work } from '../statement.js';
import { openReader } from './connection.js';
import { placesOf } from './places.js';
import { type Driver, readingDriver } from './steps.js';

export interface Readers {
  portions<T>(portion: (last: T | undefined) => Work<T | undefined>): AsyncIterable<T>;
  /** Ends what is being read and closes all connections. */
  close(): void;
}

interface Reader {
  readonly database: Database.Database;
  readonly driver: Driver;
}

/** Connections that are kept open for the next one who reads. */
const idleLimit = 4;

/**
 * Connections that read at a time; whoever comes then waits for one of them to end. Each takes up to 4 MiB of memory for pages and three open files. A reply is read
 * as fast as its client takes it, and a client that takes nothing is cut off by the listener: many slow ones must not keep all others waiting.
 */
const readingLimit = 64;

/**
 * The reading connections of a file.
 * @param limit how many may read at a time
 */
export function readersOf(file: string, limit = readingLimit): Readers {
  const idle: Reader[] = [];
  const reading = new Set<Reader>();
  const places = placesOf(limit);
  let closed = false;

  const requireOpen = (): void => {
    if (closed) throw new StoreError('unusable', 'The database was closed while it was being read.');
  };
  const take = async (): Promise<Reader> => {
    await places.take();
    try {
      requireOpen();
      const reader = idle.pop() ?? openedReader(file);
      reading.add(reader);
      return reader;
    } catch (failure) {
      places.leave();
      throw failure;
    }
  };
  const giveBack = (reader: Reader): void => {
    if (!reading.delete(reader)) return;
    let usable = false;
    try {
      if (reader.database.inTransaction) reader.driver.own('ROLLBACK').run();
      usable = true;
    } finally {
      if (usable && idle.length < idleLimit) idle.push(reader);
      else reader.database.close();
      places.leave();
    }
  };

  return {
    portions: async function* <T>(portion: (last: T | undefined) => Work<T | undefined>): AsyncGenerator<T> {
      const reader = await take();
      try {
        requireOpen();
        reader.driver.own('BEGIN').run();
        let last: T | undefined;
        for (;;) {
          requireOpen();
          const next: T | undefined = reader.driver.run(portion(last));
          if (next === undefined) return;
          yield next;
          last = next;
          await new Promise((resolve) => setImmediate(resolve));
        }
      } finally {
        giveBack(reader);
      }
    },
    close: () => {
      closed = true;
      places.close(new StoreError('unusable', 'The database is closed.'));
      for (const { database } of [...idle, ...reading]) database.close();
      idle.length = 0;
      reading.clear();
    },
  };
}

function openedReader(file: string): Reader {
  const database = openReader(file);
  return { database, driver: readingDriver(database) };
}
