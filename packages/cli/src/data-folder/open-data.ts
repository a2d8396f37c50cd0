// The data folder of an environment that starts: opened, or made. If that fails, everything is as it was.
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireFreePorts } from '@s1kit/desktop';
import { checkpointFileName, createDemo, installationOf, openSqlite, type Store, ukDay } from '@s1kit/server';
import { CommandError, usageError } from '../command-error.js';
import { memory } from '../config/index.js';
import type { EnvironmentOptions } from '../environment-options.js';
import { version } from '../version.js';
import { type InstallationKeys, makeKeys, readKeys } from './keys.js';
import { heldError, lockHolder, takeLock } from './lock.js';
import { databaseName, filesName } from './names.js';
import { undoing } from './undoing.js';

/** That of the one organisation of Demo. */
const organisationId = 'demo';

export interface OpenedData {
  readonly store: Store;
  readonly keys: InstallationKeys;
  readonly organisationId: string;
  readonly folder: string;
  /** The allowed folders. */
  readonly files: readonly string[];
  /** Closes it; a temporary folder goes. */
  close(): Promise<void>;
  /** Closes it, and takes back what this start has made. */
  discard(): Promise<void>;
}

/**
 * Opens the data folder, or makes it with its fictitious data. What can be found wrong without writing is found first.
 * @returns `undefined` where `signal` aborted it
 * @throws {CommandError} with one line for the user; then nothing was changed
 */
export async function openData(options: EnvironmentOptions): Promise<OpenedData | undefined> {
  await checkBefore(options);
  const made = undoing();
  try {
    const temporary = options.data === memory;
    const folder = temporary ? temporaryFolder(options) : makeFolder(options.data, made.undo);
    if (temporary) made.undo(() => rmSync(folder, { recursive: true, force: true }));
    const lock = writing(folder, () => takeLock(folder, options.processes));
    made.undo(lock.release);
    if (temporary) writing(folder, () => options.fill(folder));
    const keys = readKeys(folder) ?? newKeys(folder, made.undo);
    const files = options.files.length > 0 ? options.files : [join(folder, filesName)];
    if (files.includes(join(folder, filesName))) makeFolder(join(folder, filesName), made.undo);
    const database = join(folder, databaseName);
    const justMade = !existsSync(database);
    if (justMade) {
      made.undo(() => {
        removeDatabase(database);
        // The next database has other keys: by them these checkpoints would be forged.
        rmSync(join(folder, checkpointFileName), { force: true });
      });
      await createDatabase(database, keys, options);
    }
    const store = openSqlite({ file: database, justMade, throwAway: temporary && options.throwAway });
    made.undo(() => store.close());
    await checkCreation(store, folder, options);
    const close = async (): Promise<void> => {
      await store.close();
      if (temporary) rmSync(folder, { recursive: true, force: true });
      else lock.release();
    };
    return { store, keys, organisationId, folder, files, close, discard: () => made.takeBack() };
  } catch (failure) {
    await made.takeBack(options.signal.aborted ? undefined : failure);
    if (options.signal.aborted) return undefined;
    throw failure;
  }
}

/** What can be found wrong without writing anything. */
async function checkBefore({ data, processes, port, httpPort, files, schemas, workstations }: EnvironmentOptions): Promise<void> {
  const holder = data === memory ? undefined : lockHolder(data, processes);
  if (holder !== undefined) throw heldError(data, holder);
  if (port !== 0 && port === httpPort) throw usageError(`--port and --http-port are both ${port}: they must differ.`);
  const ports = portsOf(port, workstations);
  const last = ports.at(-1) ?? port;
  if (ports.slice(1).includes(httpPort) && httpPort !== 0) throw usageError(`--http-port ${httpPort} is one of the workstations' ports, ${port} to ${last}.`);
  if (last > 65_535) throw usageError(`${workstations} workstations from --port ${port} on need ports above 65535: choose a lower one.`);
  await requireFreePorts([...ports, httpPort].filter((one) => one !== 0));
  for (const folder of schemas === undefined ? files : [...files, schemas]) {
    // The default is made with the data folder.
    if (folder !== join(data, filesName) && !isFolder(folder)) throw new CommandError(`There is no folder ${folder}. Make it, or name another.`);
  }
}

/** The port of each workstation; 0 is any free one. */
export function portsOf(port: number, workstations: number): readonly number[] {
  return Array.from({ length: workstations }, (_, index) => (port === 0 ? 0 : port + index));
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function temporaryFolder({ host }: EnvironmentOptions): string {
  return writing(host.temporary, () => mkdtempSync(join(host.temporary, 's1kit-')));
}

/** Makes a folder with those above it, as far as they are missing. */
function makeFolder(folder: string, undo: (step: () => void) => void): string {
  const first = writing(folder, () => mkdirSync(folder, { recursive: true, mode: 0o700 }));
  if (first !== undefined) undo(() => rmSync(first, { recursive: true, force: true }));
  return folder;
}

function newKeys(folder: string, undo: (step: () => void) => void): InstallationKeys {
  // Keys that are gone cannot be made anew: what was hashed and signed with them would no longer be recognised.
  if (existsSync(join(folder, databaseName)))
    throw new CommandError(`${folder} has data, but its keys.json is missing. Put back a copy of it, or start anew with another --data.`);
  const keys = writing(folder, () => makeKeys(folder));
  undo(() => rmSync(join(folder, 'keys.json'), { force: true }));
  return keys;
}

/** Made under another name, so that data whose making broke off is never taken for whole. */
async function createDatabase(database: string, keys: InstallationKeys, options: EnvironmentOptions): Promise<void> {
  const draft = `${database}.making`;
  removeDatabase(draft);
  // Its owner's alone, also in a folder that others may read: SQLite gives the files beside it the same rights.
  writeFileSync(draft, '', { flag: 'wx', mode: 0o600 });
  const store = openSqlite({ file: draft, draft: true });
  try {
    await createDemo({
      store,
      organisationId,
      keys,
      now: options.clock.now(),
      seed: options.seed,
      anchorDate: options.date ?? ukDay(options.clock.now()),
      patients: options.patients,
      history: options.history,
      version: version(),
      largeRecord: options.largeRecord,
      onProgress: (done, total) => {
        options.signal.throwIfAborted();
        options.onProgress(done, total);
      },
    });
    await store.close();
    renameSync(draft, database);
  } finally {
    await store.close();
    removeDatabase(draft);
  }
}

function removeDatabase(file: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
}

/** Options that hold at creation only must be those that the data was made with, where they are asked for. */
async function checkCreation(store: Store, folder: string, options: EnvironmentOptions): Promise<void> {
  const installation = await installationOf(store);
  if (installation === undefined) return;
  const made = { seed: installation.seed, date: installation.anchorDate, patients: installation.patients, history: installation.history ?? 'full' };
  for (const key of options.given) {
    if (made[key] === null || made[key] === options[key]) continue;
    throw new CommandError(
      `The data in ${folder} was made with --${key} ${made[key]}, not ${options[key]}. To start anew, name another folder with --data, or remove that one.`,
    );
  }
}

function writing<T>(folder: string, write: () => T): T {
  try {
    return write();
  } catch (cause) {
    if (cause instanceof CommandError) throw cause;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
    throw new CommandError(`The folder ${folder} cannot be written (${code}). Choose another, with --data for the data folder.`, 1, { cause });
  }
}
