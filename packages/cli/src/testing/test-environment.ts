// A whole environment for one test, in the test's own process, started in a moment and gone afterwards.
import type { MovableClock, OutputOf } from '@s1kit/link';
import { chanceOf } from '@s1kit/server';
import { memory } from '../config/index.js';
import { processTable } from '../data-folder/process-mark.js';
import { durationOf } from '../duration.js';
import { type Environment, environmentDefaults, startEnvironment } from '../environment.js';
import { exampleData } from './example-data.js';
import { type TestFaults, testFaults } from './faults.js';
import { type TestPatients, testPatients } from './patients.js';
import { TestKitError } from './test-kit-error.js';
import { clockOf, type TestEnvironmentOptions, wantedData } from './test-options.js';
import { type TestWorkstation, testWorkstation } from './workstation.js';

/** A running environment. What belongs to a workstation is that of the first one. */
export interface TestEnvironment extends TestWorkstation, AsyncDisposable {
  /** The key of the sample application, which may call every function. The same for the same seed. */
  readonly apiKey: string;
  readonly organisation: string;
  /** The folder that documents may be read from and written to; the first, where several were given. */
  readonly files: string;
  /** Every workstation, the first among them. */
  readonly workstations: readonly TestWorkstation[];
  readonly patients: TestPatients;
  /** The user names of the staff by role, `signIn` takes them. */
  readonly users: { readonly [R in Role]: readonly string[] };
  readonly faults: TestFaults;
  /** The time in the environment. */
  now(): Date;
  /**
   * Moves the time on; throttle windows, prompts and time limits go with it, and what falls due by then happens.
   * @param span such as `500ms`, `30s`, `1h30m`, `2d`; a number is milliseconds
   * @returns the time it is then
   * @throws {TestKitError} `optionWrong`
   */
  advance(span: string | number): Promise<Date>;
  /**
   * Sets the time of day, forwards or backwards; throttle windows and time limits are not moved.
   * @param time ISO 8601; without an offset UK wall-clock time
   * @throws {OperationError} 400
   */
  setTime(time: string): Promise<Date>;
  /**
   * Keeps the data as it is now. The Message Audit, devices and sessions are not part of it.
   * @returns what `restore` takes
   */
  snapshot(): Promise<string>;
  /** Puts the data back as a snapshot has it; open records are closed, what is unsaved goes. */
  restore(snapshot: string): Promise<void>;
  /**
   * Opens the HTTP API, for programs other than the test: the first call does, later ones give the same.
   * @returns its address, and the token for `Authorization: Bearer TOKEN`. The command line finds it by `--http-port`.
   */
  http(): Promise<{ readonly url: string; readonly port: number; readonly token: string }>;
  /** Closes connections at once and removes the data. Calling it again does nothing. */
  close(): Promise<void>;
}

type Role = 'clinician' | 'receptionist' | 'administrator' | 'informationGovernanceLead';

/**
 * Starts an environment of its own for a test: free ports, data of its own, which is never synced to the disk and removed by `close`. The same options give
 * the same data, keys and identifiers, down to the bytes of replies, as long as requests come in the same order.
 *
 * The data of a seed, date and number of patients is made once, which takes about as long as `s1kit demo` takes for them the first time, and kept in the user's
 * cache folder (a few MB; the 16 that were used last). From then on a start takes some tens of milliseconds.
 * @throws {TestKitError} `optionWrong`
 * @throws {CommandError} where a folder is missing or the temporary folder cannot be written
 * @example
 * await using s1 = await startTestEnvironment({ seed: 7, throttle: 'off' });
 * const { deviceId } = await s1.approve();
 * const record = await myClient({ port: s1.port, apiKey: s1.apiKey, deviceId }).read(s1.patients.adult.nhsNumber);
 */
export async function startTestEnvironment(options: TestEnvironmentOptions = {}): Promise<TestEnvironment> {
  const wanted = wantedData(options);
  const clock = clockOf(wanted, options.clock);
  const { host } = environmentDefaults();
  const { cacheFolder, clock: _clock, ...shared } = options;
  const environment = await startEnvironment({
    ...shared,
    ...wanted,
    clock,
    data: memory,
    throwAway: true,
    fill: await exampleData(wanted, host, cacheFolder),
    http: 'onDemand',
    workstationName: 'TEST',
    random: repeatable(wanted.seed),
    // Nobody else knows the folder: who holds it need not be found out, which takes long on some systems.
    processes: { self: () => ({ pid: process.pid, started: '' }), isRunning: processTable().isRunning },
  });
  try {
    return await testEnvironment(environment, clock, wanted.date);
  } catch (failure) {
    await environment.close(0);
    throw failure;
  }
}

async function testEnvironment(environment: Environment, clock: MovableClock, date: string): Promise<TestEnvironment> {
  const { apiKey, organisation, perform } = environment;
  const closing = new AbortController();
  const workstations = environment.workstations.map((station) => testWorkstation(station, closing.signal));
  const [first] = workstations;
  if (first === undefined) throw new Error('An environment has at least one workstation.');
  const listed = await perform('data.patients', { limit: 1_000 });
  const staff = await perform('staff.list', {});
  let closed: Promise<void> | undefined;
  let snapshots = 0;
  const close = (): Promise<void> => {
    closed ??= (async () => {
      closing.abort();
      const done = environment.close(0);
      // A clock that stands still would let it wait for ever for who does not hang up.
      clock.advance(0);
      await done;
    })();
    return closed;
  };
  return {
    ...first,
    apiKey,
    organisation,
    files: environment.files[0] ?? '',
    workstations,
    patients: testPatients(listed, date),
    users: usersOf(staff),
    faults: testFaults(environment),
    now: () => new Date(clock.now()),
    advance: async (span) => new Date((await perform('clock.advance', { milliseconds: millisecondsOf(span) })).now),
    setTime: async (to) => new Date((await perform('clock.set', { to })).now),
    snapshot: async () => (await perform('data.snapshot', { name: `test-${++snapshots}` })).name,
    restore: async (name) => void (await perform('data.restore', { name })),
    http: async () => {
      const { port, token } = await environment.openHttp();
      return { url: `http://127.0.0.1:${port}`, port, token };
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Random bytes that are the same for the same seed: nothing here is a secret. */
function repeatable(seed: number): (count: number) => Uint8Array {
  const chance = chanceOf(seed, 'test environment');
  return (count) => Uint8Array.from({ length: count }, () => chance.below(256));
}

function millisecondsOf(span: string | number): number {
  if (typeof span === 'number') {
    if (Number.isInteger(span) && span >= 0) return span;
    throw new TestKitError('optionWrong', `A span of time in milliseconds is a whole number from 0; it was given ${span}.`);
  }
  try {
    return durationOf(span, 'A span of time');
  } catch (failure) {
    throw new TestKitError('optionWrong', failure instanceof Error ? failure.message : String(failure));
  }
}

function usersOf(staff: OutputOf<'staff.list'>): TestEnvironment['users'] {
  const of = (role: Role): readonly string[] => staff.filter((member) => member.role === role).map(({ userName }) => userName);
  return {
    clinician: of('clinician'),
    receptionist: of('receptionist'),
    administrator: of('administrator'),
    informationGovernanceLead: of('informationGovernanceLead'),
  };
}
