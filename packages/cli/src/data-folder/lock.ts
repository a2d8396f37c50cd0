// The lock of a data folder: one process at a time. A lock whose process is gone is taken over.
import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../command-error.js';
import type { ProcessMark, ProcessTable } from './process-mark.js';

const lockName = 'lock';

export interface Lock {
  /** Gives the folder free. Calling it again does nothing. */
  readonly release: () => void;
}

/** The process that holds the folder, if one does and it runs. */
export function lockHolder(folder: string, processes: ProcessTable): ProcessMark | undefined {
  const holder = parse(read(join(folder, lockName)));
  return holder !== undefined && processes.isRunning(holder) ? holder : undefined;
}

/**
 * Takes the lock of a data folder that exists.
 * @throws {CommandError} if a running process holds it
 */
export function takeLock(folder: string, processes: ProcessTable): Lock {
  const file = join(folder, lockName);
  const content = `${JSON.stringify(processes.self())}\n`;
  for (let attempt = 0; attempt < 10; attempt++) {
    if (createWhole(file, content)) return { release: () => releaseOwn(file, content) };
    const seen = read(file);
    const holder = parse(seen);
    if (holder !== undefined && processes.isRunning(holder)) throw heldError(folder, holder);
    setAside(file, seen);
  }
  throw new CommandError(`The lock of the data folder ${folder} cannot be taken: others take it all the time. Try again.`);
}

/** What a second start on the same data says. */
export function heldError(folder: string, holder: ProcessMark): CommandError {
  return new CommandError(`The data folder ${folder} is in use by process ${holder.pid}. Stop that environment first, or use another folder with --data.`);
}

/** Makes the file with its content at once, so that nobody reads half of it; false where it is there already. */
function createWhole(file: string, content: string): boolean {
  const draft = `${file}.${process.pid}.${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(draft, content, { flag: 'wx', mode: 0o600 });
    linkSync(draft, file);
    return true;
  } catch (failure) {
    if (codeOf(failure) === 'EEXIST') return false;
    // A file system without links, such as that of a memory stick.
    if (['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR'].includes(codeOf(failure))) return createPlain(file, content);
    throw failure;
  } finally {
    rmSync(draft, { force: true });
  }
}

function createPlain(file: string, content: string): boolean {
  try {
    writeFileSync(file, content, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (failure) {
    if (codeOf(failure) === 'EEXIST') return false;
    throw failure;
  }
}

/** Takes a dead process's lock away. If another start was quicker and it is that one's lock that was moved, it is put back. */
function setAside(file: string, seen: string | undefined): void {
  const aside = `${file}.${process.pid}.${randomBytes(6).toString('hex')}`;
  try {
    renameSync(file, aside);
  } catch (failure) {
    if (codeOf(failure) === 'ENOENT') return;
    throw failure;
  }
  const moved = read(aside);
  if (moved !== seen && moved !== undefined) createWhole(file, moved);
  rmSync(aside, { force: true });
}

function releaseOwn(file: string, content: string): void {
  if (read(file) === content) rmSync(file, { force: true });
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function parse(text: string | undefined): ProcessMark | undefined {
  if (text === undefined) return undefined;
  try {
    const mark: unknown = JSON.parse(text);
    if (typeof mark !== 'object' || mark === null || !('pid' in mark) || !('started' in mark)) return undefined;
    if (typeof mark.pid !== 'number' || !Number.isInteger(mark.pid) || mark.pid <= 0 || typeof mark.started !== 'string') return undefined;
    return { pid: mark.pid, started: mark.started };
  } catch {
    return undefined;
  }
}

function codeOf(failure: unknown): string {
  return failure instanceof Error && 'code' in failure ? String(failure.code) : '';
}
