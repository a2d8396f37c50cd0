// Writes kept on disk, encrypted, and sent when that is possible.
import { randomBytes } from 'node:crypto';
import type { UpdateOptions, WriteOptions } from '../calls/options.js';
import { patientOf } from '../calls/reads.js';
import { parametersOf } from '../calls/request.js';
import type { RequestFor } from '../calls/types.js';
import type { SystmOne } from '../client.js';
import { type Clock, systemClock } from '../clock.js';
import { OptionInvalidError } from '../errors/index.js';
import { createEmitter } from '../events/emitter.js';
import type { OutboxEvent } from '../events/events.js';
import { isRunning, openLock } from '../locking/lock.js';
import { type Random, uuid } from '../random.js';
import { outboxConnection } from './connection.js';
import { deliver } from './delivery.js';
import { applyRecord, type Entry, entriesOf, type Kept, type LogRecord, recordsOf } from './entries.js';
import { openSealedLog } from './sealed-log.js';

export interface OutboxOptions {
  /** The file. One process at a time uses it. */
  readonly path: string;
  /** 32 bytes, kept where your application keeps secrets. Who has lost it has lost what is in the file. */
  readonly key: Uint8Array;
  /**
   * Gives a connected client, when there is first something to send, and again where that one was closed or its device is not known any more. What it
   * throws is waited out. The outbox does not close the client.
   */
  readonly connect: () => Promise<SystmOne>;
  /** Hears what becomes of every write at once, as the diagnostics channel `s1kit.sdk.outbox` does; so do listeners of the client. One that throws harms nothing; `s1kit.sdk.warning` tells of it. */
  readonly onEvent?: (event: OutboxEvent) => void;
  /** For how long a write may wait, in milliseconds, where it does not say; seven days if left out. */
  readonly deadlineMs?: number;
  readonly clock?: Clock;
  readonly random?: Random;
}

/** A write that was not delivered. */
export interface Undelivered {
  readonly id: string;
  readonly function: Kept['function'];
  /** As it was handed over. */
  readonly request: unknown;
  readonly options: unknown;
  /** Milliseconds since 1970. */
  readonly addedAt: number;
  /** `DeadlinePassed`, or the `code` of the error. With `WriteUnknown` it may have taken effect: let somebody look at the record. */
  readonly code: string;
}

interface Waiting {
  /** In milliseconds since 1970: where it was not sent until then, it is handed back. */
  readonly deadline?: number;
}

/**
 * Writes that are kept until they are delivered: over an open record with unsaved changes, nobody signed in, SystmOne not running, and crashes of the
 * application. Writes to one patient are sent in the order in which they were added. One that cannot be delivered is handed back.
 */
export interface Outbox {
  /**
   * Adds an update. When it resolves, the update is on the disk.
   * @returns its identifier
   * @throws {@link RequestInvalidError} where it could not succeed: it is not kept
   */
  update(request: RequestFor<'UpdatePatientRecord'>, options: Pick<UpdateOptions, 'save' | 'expect'> & Waiting): Promise<string>;
  /** Adds a deletion, in the same way. */
  delete(request: RequestFor<'DeleteFromPatientRecord'>, options?: Pick<WriteOptions, 'expect'> & Waiting): Promise<string>;
  /** How many wait to be delivered. */
  waiting(): number;
  /** What could not be delivered, until it is taken. */
  undelivered(): readonly Undelivered[];
  /** Takes what was handed back: it is not kept any more. */
  take(id: string): Promise<Undelivered | undefined>;
  /** Tries again at once, in place of waiting: when the user has signed in. */
  retry(): void;
  /** Resolves when nothing waits any more. */
  settled(): Promise<void>;
  /** Stops sending and closes the file. What waits stays in it. */
  close(): Promise<void>;
}

const dayMs = 86_400_000;
/** The log is written anew when it has so many records more than it needs. */
const muchGarbage = 100;

/**
 * Opens an outbox, and goes on with what it holds: a write that was on its way when the application ended is looked for first.
 * @throws {@link OptionInvalidError} where another process uses the file, the key is another one, or the file is damaged
 * @example
 * const outbox = await openOutbox({ path, key, connect: () => connect({ … }) });
 * await outbox.update({ Identity, Clinical }, { save: 'now' });
 */
export async function openOutbox(options: OutboxOptions): Promise<Outbox> {
  const { path, key, connect, deadlineMs = 7 * dayMs, clock = systemClock(), random = randomBytes } = options;
  const emitter = createEmitter();
  if (options.onEvent !== undefined) emitter.on('outbox', options.onEvent);
  const connection = outboxConnection(connect);
  const onEvent = (event: OutboxEvent): void => {
    emitter.emit('outbox', event);
    connection.tell(event);
  };
  const lock = openLock(`${path}.lock`, Buffer.from(random(8)).toString('hex'), process.pid, isRunning);
  if (!lock.take()) {
    lock.close();
    throw new OptionInvalidError('outbox.path', `${path} is used by another program, or by another outbox of this one.`);
  }
  const release = (): void => {
    lock.release();
    lock.close();
  };
  const log = await openSealedLog(path, key, random).catch((error: unknown) => {
    release();
    throw error;
  });
  // The log holds what this code has written: its key says so.
  const entries = entriesOf(log.records as readonly LogRecord[]);
  if (log.records.length > recordsOf(entries).length + muchGarbage) {
    // Where that cannot be done it stays as it is, and long, until it is opened the next time.
    await log.replace(recordsOf(entries)).catch(() => undefined);
  }

  const record = async (added: LogRecord): Promise<void> => {
    await log.add(added);
    applyRecord(entries, added);
  };
  const delivery = deliver({ entries, record, connection, onEvent, clock, random });

  const add = async (name: Kept['function'], request: object, given: object & Waiting): Promise<string> => {
    const { deadline, ...others } = given;
    const parameters = parametersOf(name, request, 'save' in others ? others.save : undefined);
    const addedAt = clock.now();
    const id = uuid(random);
    const entry: Kept = {
      id,
      function: name,
      request,
      options: others,
      patient: patientOf(parameters) ?? '',
      addedAt,
      deadline: deadline ?? addedAt + deadlineMs,
    };
    await record({ type: 'added', entry });
    onEvent({ id, state: 'waiting' });
    delivery.retry();
    return id;
  };
  return {
    update: (request, given) => add('UpdatePatientRecord', request, given),
    delete: (request, given = {}) => add('DeleteFromPatientRecord', request, given),
    waiting: () => [...entries.values()].filter(({ state }) => state.kind !== 'undelivered').length,
    undelivered: () => [...entries.values()].flatMap(undeliveredOf),
    take: async (id) => {
      const [taken] = [entries.get(id)].flatMap((entry) => (entry === undefined ? [] : undeliveredOf(entry)));
      if (taken !== undefined) await record({ type: 'taken', id });
      return taken;
    },
    retry: delivery.retry,
    settled: delivery.settled,
    close: async () => {
      await delivery.stop();
      await log.close();
      release();
    },
  };
}

function undeliveredOf({ kept, state }: Entry): readonly Undelivered[] {
  if (state.kind !== 'undelivered') return [];
  const { id, function: name, request, options, addedAt } = kept;
  return [{ id, function: name, request, options, addedAt, code: state.code }];
}
