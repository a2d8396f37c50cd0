// A lock between processes that survives the death of its holder: a file that is linked into place with its holder's name already in it.
import { linkSync, readdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Whether a process is running.
 * @param mark what `processMark` gave for it, where that is known: another process may have its number by now
 */
export type IsRunning = (processId: number, mark?: string) => boolean;

export interface FileLock {
  /** Takes the lock, to be held for long. @returns false where another holds it @throws where the file system cannot lock in this way */
  take(): boolean;
  /** Lets go of a lock that was taken. */
  release(): void;
  /**
   * Does something while holding the lock. What it does is done at once, without waiting for anything: nobody holds the lock for long.
   * @returns what `work` gave; `undefined` where another holds the lock just now
   * @throws where the file system cannot lock in this way
   */
  hold<T>(work: () => T): T | undefined;
  /** Removes what belongs to this holder. */
  close(): void;
}

/** How often it is tried at once: others hold the lock for less than a millisecond. */
const tries = 20;

/**
 * Opens a lock. Its holder is a process; a dead one's lock is taken over. No two take over the same lock: each dead holder's lock is broken under a name
 * that can be linked once.
 * @param path of the lock file; files beside it have names that begin with its name
 * @param holder tells this holder from every other one, also in the same process: letters and digits
 */
export function openLock(path: string, holder: string, processId: number, isRunning: IsRunning): FileLock {
  const own = `${path}.${processId}.${holder}`;
  const content = `${processId}.${holder}.${processMark(processId)}`;
  writeFileSync(own, content, { mode: 0o600 });
  removeLeftovers(path, isRunning);

  const takeFree = (): boolean => {
    try {
      linkSync(own, path);
      return true;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
      return false;
    }
  };
  const breakDead = (): void => {
    const found = read(path);
    if (found === undefined || found === '' || isRunning(Number.parseInt(found, 10), found.split('.')[2])) return;
    const broken = `${path}.broken.${found}`;
    try {
      linkSync(path, broken);
    } catch {
      return;
    }
    // Only the one who could link the dead holder's own lock may remove it, and nobody else can have taken its place meanwhile.
    if (read(broken) === found) remove(path);
    remove(broken);
  };
  const release = (): void => remove(path);
  const take = (): boolean => {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      if (takeFree()) return true;
      breakDead();
    }
    return false;
  };
  return {
    take,
    release,
    hold: (work) => {
      if (!take()) return undefined;
      try {
        return work();
      } finally {
        release();
      }
    },
    close: () => remove(own),
  };
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Gone already.
  }
}

/** What dead holders left beside the lock. */
function removeLeftovers(path: string, isRunning: IsRunning): void {
  const prefix = `${basename(path)}.`;
  for (const name of readdirSync(dirname(path))) {
    const [processId, holder] = name.startsWith(prefix) ? name.slice(prefix.length).split('.') : [];
    if (processId === undefined || holder === undefined || !/^\d+$/.test(processId)) continue;
    if (!isRunning(Number(processId))) remove(join(dirname(path), name));
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/**
 * What tells a process from a later one with the same number, as after a restart of the machine or in a container, where it is often the same: when it was
 * started, on the clock that never goes back. Empty where it is not known: of another process it is known on Linux alone.
 */
export function processMark(processId: number): string {
  if (process.platform === 'linux') return startedOnLinux(processId);
  return processId === process.pid ? String(Math.round((Number(process.hrtime.bigint()) / 1e9 - process.uptime()) * 10)) : '';
}

/** The 22nd field of its line, behind the name, which may have blanks and brackets in it. */
function startedOnLinux(processId: number): string {
  const line = read(`/proc/${processId}/stat`) ?? '';
  return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

/** Whether a process of this machine is running. One that may not be signalled is. */
export function isRunning(processId: number, mark = ''): boolean {
  if (!Number.isInteger(processId) || processId <= 0) return false;
  const found = processMark(processId);
  // A tenth of a second more or less is the same one: where a start is reckoned, it is rounded.
  if (mark !== '' && found !== '' && Math.abs(Number(mark) - Number(found)) > 1) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
