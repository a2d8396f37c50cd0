// An application that stands on the SDK, beside a test environment: both see one time, which tests move.
import { setImmediate as turn } from 'node:timers/promises';
import { type MovableClock, movableClock } from '@s1kit/link';
import { type ConnectOptions, connect, memoryDeviceStore, type SystmOne } from '@s1kit/sdk';
import { startTestEnvironment, type TestEnvironment, type TestEnvironmentOptions } from 's1kit/testing';
import { onTestFinished } from 'vitest';

export interface Surroundings {
  readonly s1: TestEnvironment;
  /** The application's time; the environment's own is moved with `s1.advance`. */
  readonly clock: MovableClock;
  connect(options?: Partial<ConnectOptions>): Promise<SystmOne>;
  /** Moves the application's time on until something holds, and only while no request is under way: that would be taken for silence. */
  moving(holds: () => boolean): Promise<void>;
}

/** An environment for one test, which approves the application and throttles nothing. Closed after it. */
export async function surroundings(options: TestEnvironmentOptions = {}): Promise<Surroundings> {
  const s1 = await startTestEnvironment({ throttle: 'off', approve: 'always', ...options });
  onTestFinished(() => s1.close());
  const clock = movableClock({ start: s1.now().getTime() });
  let underWay = 0;
  const counted: NonNullable<ConnectOptions['on']> = {
    request: () => {
      underWay += 1;
    },
    reply: () => {
      underWay -= 1;
    },
  };
  return {
    s1,
    clock,
    connect: async (given = {}) => {
      const client = await connect({
        apiKey: s1.apiKey,
        port: s1.port,
        application: { name: 'Examples' },
        device: memoryDeviceStore(),
        pacing: 'off',
        clock,
        on: counted,
        ...given,
      });
      onTestFinished(() => client.close());
      return client;
    },
    moving: (holds) =>
      moving(
        clock,
        () => holds(),
        () => (underWay === 0 ? 500 : 0),
      ),
  };
}

/** How long something may take to come, in milliseconds. */
const longest = 15_000;

/**
 * Moves a clock on, turn by turn of the loop, until something holds.
 * @param step by how many milliseconds each turn
 */
export async function moving(clock: MovableClock, holds: () => boolean, step: () => number): Promise<void> {
  // Not so many turns: how many of them a reply over a socket takes is a matter of the machine, and of the version of Node.js.
  for (const until = performance.now() + longest; performance.now() < until; ) {
    if (holds()) return;
    clock.advance(step());
    await turn();
  }
  throw new Error('It did not come to hold.');
}
