// run.json: how the command line finds a running environment, by its data folder or by its HTTP port.
import { randomBytes } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError, usageError } from '../command-error.js';
import { type Host, runtimeFolder } from '../config/index.js';
import type { ProcessMark, ProcessTable } from './process-mark.js';

const runName = 'run.json';

/** A running environment, as told to the user's own programs. */
export interface RunFile {
  readonly process: ProcessMark;
  readonly port: number;
  readonly httpPort: number;
  /** Lets its holder use the HTTP API as the environment's operator. */
  readonly token: string;
  readonly version: string;
  /** The data folder. */
  readonly data: string;
  /** The sample application: its key as printed at start, and its id. */
  readonly apiKey: string;
  readonly applicationId: string;
  /** The folders that documents may be written to. */
  readonly files: readonly string[];
  /** The workstations, where there are several: the first is that of `port`. */
  readonly workstations?: readonly RunningWorkstation[];
  /** Which of them is meant; the first, if left out. */
  readonly workstation?: string;
}

export interface RunningWorkstation {
  readonly name: string;
  readonly port: number;
}

/**
 * The environment as a workstation of it is talked to.
 * @param wanted its name, or its number from 1; `undefined` for the first
 * @throws {CommandError} exit code 2
 */
export function atWorkstation(run: RunFile, wanted: string | undefined): RunFile {
  const { workstations = [] } = run;
  const index =
    wanted === undefined || (workstations.length === 0 && wanted === '1')
      ? 0
      : workstations.findIndex(({ name }, at) => name === wanted || String(at + 1) === wanted);
  const found = workstations[index];
  if (index === 0) return run;
  if (found !== undefined) return { ...run, port: found.port, workstation: found.name };
  const there = workstations.length === 0 ? 'there is one only' : `there are ${workstations.map(({ name }) => name).join(', ')}`;
  throw usageError(`The environment has no workstation ${wanted ?? ''}; ${there}.`);
}

/**
 * Writes run.json (0600) into the data folder and, by HTTP port, into the user's runtime folder.
 * @returns what takes both away again
 * @throws {CommandError} if one cannot be written; then neither is there
 */
export function writeRunFile(run: RunFile, host: Host): () => void {
  const content = `${JSON.stringify(run, null, 2)}\n`;
  const files = [join(run.data, runName)];
  if (ownFolder(runtimeFolder(host), host)) files.push(byPort(host, run.httpPort));
  const remove = (): void => {
    for (const file of files) if (readText(file) === content) rmSync(file, { force: true });
  };
  try {
    for (const file of files) replaceWhole(file, content);
  } catch (failure) {
    remove();
    throw failure;
  }
  return remove;
}

/** The environment that runs on a data folder, if one does. */
export function runningOn(folder: string, processes: ProcessTable): RunFile | undefined {
  return running(join(folder, runName), processes);
}

/** The environment of this user whose HTTP API has that port, if one runs. */
export function runningAt(httpPort: number, host: Host, processes: ProcessTable): RunFile | undefined {
  // A folder that somebody else made in a shared temporary folder is not believed.
  return isOwn(runtimeFolder(host), host) ? running(byPort(host, httpPort), processes) : undefined;
}

function byPort(host: Host, httpPort: number): string {
  return join(runtimeFolder(host), `http-${httpPort}.json`);
}

function running(file: string, processes: ProcessTable): RunFile | undefined {
  const text = readText(file);
  if (text === undefined) return undefined;
  try {
    // Our own file, in a folder of the user's own: a broken one reads as none, below.
    const run = JSON.parse(text) as RunFile;
    return processes.isRunning(run.process) ? run : undefined;
  } catch {
    return undefined;
  }
}

/** Makes a folder that only this user can enter; false where that cannot be, or it is somebody else's. */
export function ownFolder(folder: string, host: Host): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isOwn(folder, host)) return false;
    if (host.userId !== undefined) chmodSync(folder, 0o700);
    return true;
  } catch {
    return false;
  }
}

function isOwn(folder: string, host: Host): boolean {
  try {
    const found = lstatSync(folder);
    return found.isDirectory() && (host.userId === undefined || found.uid === host.userId);
  } catch {
    return false;
  }
}

function replaceWhole(file: string, content: string): void {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(draft, content, { flag: 'wx', mode: 0o600 });
    renameSync(draft, file);
  } catch (cause) {
    rmSync(draft, { force: true });
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
    throw new CommandError(`${file} cannot be written (${code}): commands would not find the environment.`, 1, { cause });
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
