// Reads in portions from one unchanging view: in WAL a connection's transaction keeps its view while others go on writing.
import type Database from 'better-sqlite3';
import { StoreError } from '../engine.js';
import type { Work } from '../statement.js';
import { openReader } from './connection.js';
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

/** The reading connections of a file. */
export function readersOf(file: string): Readers {
  const idle: Reader[] = [];
  const reading = new Set<Reader>();
  let closed = false;

  const take = (): Reader => {
    if (closed) throw new StoreError('unusable', 'The database is closed.');
    const reader = idle.pop() ?? openedReader(file);
    reading.add(reader);
    return reader;
  };
  const giveBack = (reader: Reader): void => {
    if (!reading.delete(reader)) return;
    if (reader.database.inTransaction) reader.driver.own('ROLLBACK').run();
    if (idle.length < idleLimit) idle.push(reader);
    else reader.database.close();
  };

  return {
    portions: async function* <T>(portion: (last: T | undefined) => Work<T | undefined>): AsyncGenerator<T> {
      const reader = take();
      try {
        reader.driver.own('BEGIN').run();
        let last: T | undefined;
        for (;;) {
          if (closed) throw new StoreError('unusable', 'The database was closed while it was being read.');
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
