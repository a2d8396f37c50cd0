// A whole environment in one process: server, desktop and Demo data. `s1kit demo` and the tests start it here.
import { randomBytes } from 'node:crypto';
import { homedir, hostname, tmpdir } from 'node:os';
import { createDesk, type FurtherWorkstation, openDesktop, type PromptDesk } from '@s1kit/desktop';
import { type InputOf, type MovableClock, movableClock, type Notice, type OperationName, type OutputOf, systemClock } from '@s1kit/link';
import { openServer, sampleApplication, sampleApplicationKey } from '@s1kit/server';
import { screensFolder } from '@s1kit/web';
import { pino } from 'pino';
import { memory } from './config/index.js';
import { type OpenedData, openData, portsOf } from './data-folder/open-data.js';
import { processTable } from './data-folder/process-mark.js';
import { writeRunFile } from './data-folder/run-file.js';
import { type Undoing, undoing } from './data-folder/undoing.js';
import type { Prompts } from './demo/terminal-prompts.js';
import type { EnvironmentOptions } from './environment-options.js';
import { version } from './version.js';

export interface Environment {
  /** That of the Client Integration listener. */
  readonly port: number;
  /** 0 as long as the HTTP API is not open. */
  readonly httpPort: number;
  /** The sample application's key. */
  readonly apiKey: string;
  readonly organisation: string;
  /** The user name of who is signed in at the first workstation; empty if nobody is. */
  readonly user: string;
  /** Each with its own listener, user and open record. */
  readonly workstations: readonly EnvironmentWorkstation[];
  /** The data folder. */
  readonly data: string;
  /** The folders that documents may be written to. */
  readonly files: readonly string[];
  readonly clock: MovableClock;
  /** Those of every workstation. */
  readonly prompts: Prompts;
  /** Carries out an operation as the environment's operator, at the first workstation. */
  perform<N extends OperationName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>;
  /** Opens the HTTP API, where `http` is `onDemand` and it is not open yet. */
  openHttp(): Promise<{ readonly port: number /** Of the environment's operator: `Authorization: Bearer TOKEN`. */; readonly token: string }>;
  /** Finishes what is being answered, for so many milliseconds at most (1500 if left out), and stops. */
  close(withinMs?: number): Promise<void>;
}

export interface EnvironmentWorkstation {
  readonly name: string;
  readonly port: number;
  /** The user name of who is signed in there; empty if nobody is. */
  readonly user: string;
  readonly prompts: Prompts;
  /** Carries out an operation as the environment's operator, at this workstation. */
  perform<N extends OperationName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>;
  /** Calls back for each thing that happens there. @returns what ends that */
  subscribe(watcher: (notice: Notice) => void): () => void;
}

/**
 * Starts a Demo environment. What is left out is as `s1kit demo` has it, but for free ports and a temporary data folder.
 * @returns `undefined` where `signal` aborted the start
 * @throws {CommandError} with one line for the user; then nothing was changed
 * @example const environment = await startEnvironment({ patients: 50, throttle: 'off', approve: 'always' });
 */
export async function startEnvironment(options?: Partial<Omit<EnvironmentOptions, 'signal'>>): Promise<Environment>;
export async function startEnvironment(options?: Partial<EnvironmentOptions>): Promise<Environment | undefined>;
export async function startEnvironment(given: Partial<EnvironmentOptions> = {}): Promise<Environment | undefined> {
  const options = { ...environmentDefaults(), ...given };
  const data = await openData(options);
  if (data === undefined) return undefined;
  const begun = undoing();
  begun.undo(data.discard);
  try {
    return await startOn(data, options, begun.undo);
  } catch (failure) {
    await begun.takeBack(failure);
    throw failure;
  }
}

async function startOn(data: OpenedData, options: EnvironmentOptions, undo: Undoing['undo']): Promise<Environment> {
  const { clock, log, processes, host, random, throwAway } = options;
  const { store, keys, folder, files, organisationId } = data;
  const server = await openServer({
    store,
    keys,
    organisationId,
    clock,
    log,
    kind: 'demo',
    machineNow: Date.now,
    random,
    throwAway,
    dataFolder: folder,
    exampleFolder: files[0] ?? folder,
    version: version(),
    settings: settingsOf(options),
    ...(options.schemas === undefined ? {} : { schemas: { folder: options.schemas, onDifference: options.onDifference } }),
  });
  undo(() => server.close());
  const stations: FurtherWorkstation[] = [];
  for (const [index, port] of portsOf(options.port, options.workstations).entries()) {
    const number = index + 1;
    const name = number === 1 ? options.workstationName : `${options.workstationName}-${number}`;
    const desk = createDesk({ allowedFolders: files });
    stations.push({ name, port, desk, server: await server.workstation(`workstation-${number}`, name, desk.door) });
  }
  const [first, ...others] = stations;
  if (first === undefined) throw new Error('An environment has at least one workstation.');
  const { desk, server: door } = first;
  const token = randomBytes(32).toString('hex');
  const desktop = await openDesktop({
    desk,
    server: door,
    clock,
    log,
    port: options.port,
    name: first.name,
    others,
    http: { port: options.httpPort, token, about: { kind: 'demo', version: version() }, onDemand: options.http === 'onDemand', screens: screensFolder },
  });
  undo(() => desktop.close(0));
  const apiKey = sampleApplicationKey(server.installation.seed ?? 0);
  const { port } = desktop;
  const ports = [port, ...desktop.otherPorts];
  const running = stations.map(({ name }, index) => ({ name, port: ports[index] ?? 0 }));
  const own = { process: processes.self(), token, version: version(), apiKey, applicationId: sampleApplication.id };
  let removeRunFile: (() => void) | undefined;
  undo(() => removeRunFile?.());
  const openHttp: Environment['openHttp'] = async () => {
    const httpPort = await desktop.openHttp();
    removeRunFile ??= writeRunFile({ ...own, port, httpPort, data: folder, files, ...(others.length === 0 ? {} : { workstations: running }) }, host);
    return { port: httpPort, token };
  };
  if (options.http === 'atStart') await openHttp();
  const perform: Environment['perform'] = (name, input) => door.perform(name, input, { kind: 'operator' });
  const { organisation } = await perform('session.status', {});
  const workstations = await Promise.all(stations.map((station, index) => workstationAt(station, ports[index] ?? 0)));
  return {
    port,
    get httpPort() {
      return desktop.httpPort;
    },
    openHttp,
    apiKey,
    organisation,
    user: workstations[0]?.user ?? '',
    workstations,
    data: folder,
    files,
    clock,
    prompts: promptsOf(stations.map((one) => one.desk.prompts)),
    perform,
    close: async (withinMs = 1_500) => {
      removeRunFile?.();
      // Together: the desktop waits for replies, and the server lets go of those that are held.
      await Promise.all([desktop.close(withinMs), server.close()]);
      await data.close();
    },
  };
}

async function workstationAt({ desk, name, server }: FurtherWorkstation, port: number): Promise<EnvironmentWorkstation> {
  const perform: EnvironmentWorkstation['perform'] = (operation, input) => server.perform(operation, input, { kind: 'operator' });
  const { user } = await perform('session.status', {});
  return { name, port, user: user?.userName ?? '', prompts: desk.prompts, perform, subscribe: desk.notices.subscribe };
}

/** The prompts of several workstations as one list, those that have waited longest first. */
function promptsOf(desks: readonly PromptDesk[]): Prompts {
  return {
    list: () => desks.flatMap((desk) => desk.list()).sort((one, other) => one.askedAt - other.askedAt),
    answer: (promptId, answer, by) => desks.some((desk) => desk.answer(promptId, answer, by)),
    subscribe: (watcher) => {
      const ends = desks.map((desk) => desk.subscribe(watcher));
      return () => {
        for (const end of ends) end();
      };
    },
  };
}

function settingsOf({ throttle, throttleScale, approve, strict, compat }: EnvironmentOptions): Parameters<typeof openServer>[0]['settings'] {
  return { throttle, throttleScale, approve, strict, compat: { diary: compat.includes('diary'), plainDemographics: compat.includes('plain-demographics') } };
}

/** What is left out of the options of an environment. */
export function environmentDefaults(): EnvironmentOptions {
  return {
    port: 0,
    httpPort: 0,
    data: memory,
    seed: 1,
    date: undefined,
    patients: 1000,
    history: 'full',
    workstations: 1,
    approve: 'ask',
    throttle: 'silent',
    throttleScale: 1,
    strict: false,
    compat: [],
    schemas: undefined,
    files: [],
    given: [],
    largeRecord: true,
    clock: movableClock({ base: systemClock() }),
    workstationName: hostname(),
    random: randomBytes,
    http: 'atStart',
    throwAway: false,
    fill: () => undefined,
    host: { platform: process.platform, env: process.env, home: homedir(), temporary: tmpdir(), workingFolder: process.cwd(), userId: process.getuid?.() },
    processes: processTable(),
    log: pino({ level: 'silent' }),
    onProgress: () => undefined,
    onDifference: () => undefined,
    signal: new AbortController().signal,
  };
}
