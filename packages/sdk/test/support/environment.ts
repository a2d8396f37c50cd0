// A whole environment for a file of tests, and clients of it whose time is moved together with its own.
import { setImmediate as turn } from 'node:timers/promises';
import { type MovableClock, movableClock } from '@s1kit/link';
import { type Environment, startEnvironment } from 's1kit';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { type ConnectOptions, connect, memoryDeviceStore, type SystmOne } from '../../src/index.js';

/** A Monday morning in March, winter time. */
export const start = Date.UTC(2026, 2, 2, 9);

type EnvironmentOptions = NonNullable<Parameters<typeof startEnvironment>[0]>;

export interface Patient {
  readonly nhsNumber: string;
  readonly surname: string;
  readonly dateOfBirth: string;
}

export interface Surroundings {
  readonly environment: () => Environment;
  readonly clock: MovableClock;
  /** Connects; the time moves on by itself where the client waits for its turn or for another attempt. Closed after the test. */
  connect(options?: Partial<ConnectOptions>): Promise<SystmOne>;
  /** Some patients. */
  patients(): Promise<readonly [Patient, Patient, ...Patient[]]>;
}

/** One environment for a file of tests: 30 patients, every device approved, throttled silently; nobody needs its data afterwards, so nothing waits for the disk. */
export function surroundings(options: Partial<EnvironmentOptions> = {}): Surroundings {
  const clock = movableClock({ start });
  let running: Environment | undefined;
  const environment = (): Environment => {
    if (running === undefined) throw new Error('The environment has not started.');
    return running;
  };
  beforeAll(async () => {
    running = await startEnvironment({ patients: 30, approve: 'always', clock, largeRecord: false, throwAway: true, ...options });
  }, 60_000);
  afterAll(() => running?.close(0));
  const mover = timeMover(clock);
  const connectTo = async (given: Partial<ConnectOptions> = {}): Promise<SystmOne> => {
    // The windows of connections before this one are over.
    clock.advance(31_000);
    const { apiKey, port } = environment();
    const defaults = { apiKey, port, application: { name: 'Tests' }, device: memoryDeviceStore(), clock };
    const client = await connect({ ...defaults, ...given, on: { ...mover, ...given.on } });
    onTestFinished(() => client.close());
    return client;
  };
  return {
    environment,
    clock,
    connect: connectTo,
    patients: async () => {
      const client = await connectTo({ pacing: 'off' });
      const found: Patient[] = [];
      for (const Surname of 'ABCDEFGHIJKLMNOPRSTW') {
        clock.advance(2_000);
        const { Result: results = [] } = await client.patientSearch({ Surname, Gender: 'F' });
        for (const { Identity, Surname: surname, DateOfBirth: dateOfBirth } of results) {
          if (Identity.NHSNumber !== undefined) found.push({ nhsNumber: Identity.NHSNumber, surname, dateOfBirth });
        }
      }
      const [one, other, ...others] = found;
      if (one === undefined || other === undefined) throw new Error('The environment has too few patients.');
      return [one, other, ...others];
    },
  };
}

/**
 * Listeners that move the time on where a client waits, and only while no request of any client is under way: a request under way would take the time moved
 * for silence.
 */
export function timeMover(clock: MovableClock): NonNullable<ConnectOptions['on']> {
  let underWay = 0;
  let due = 0;
  const move = (): void => {
    setImmediate(() => {
      if (underWay > 0 || due === 0) return;
      const by = due;
      due = 0;
      clock.advance(by);
    });
  };
  return {
    request: () => {
      underWay += 1;
    },
    reply: () => {
      underWay -= 1;
      move();
    },
    waiting: ({ expectedMs }) => {
      due = Math.max(due, expectedMs + 10);
      move();
    },
  };
}

/** Waits, turn by turn of the loop, until something holds. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let turns = 0; turns < 20_000; turns += 1) {
    if (await holds()) return;
    await turn();
  }
  throw new Error('It did not come to hold.');
}

/** Lets time pass while something is under way, slowly enough for what answers at once. */
export async function passing<T>(clock: MovableClock, work: Promise<T>): Promise<T> {
  let settled = false;
  const watched = work.finally(() => {
    settled = true;
  });
  watched.catch(() => undefined);
  while (!settled) {
    for (let turns = 0; turns < 50 && !settled; turns += 1) await turn();
    clock.advance(500);
  }
  return await watched;
}
