// The machine that figures were taken on: without it they say little.
import { readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { resolve, sep } from 'node:path';

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
  /** Of the folder that the data lay in, e.g. `ext4`; `unknown` where the system does not tell. */
  readonly fileSystem: string;
  /** When, e.g. `2026-11-26`. */
  readonly date: string;
}

/** @param folder where the data lies */
export function describeMachine(folder: string, now = new Date()): Machine {
  const processors = cpus();
  return {
    processor: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release().replace(/-.*/, '')}`,
    node: process.version,
    fileSystem: fileSystemOf(resolve(folder), mountTable()),
    date: now.toISOString().slice(0, 10),
  };
}

/** One line about the machine. */
export function machineText({ processor, cores, memoryGiB, system, node, fileSystem, date }: Machine): string {
  return `${processor}, ${cores} cores, ${memoryGiB} GiB, ${system}, Node.js ${node}, data on ${fileSystem}, ${date}`;
}

/**
 * The file system that a folder lies on.
 * @param folder an absolute path
 * @param mounts lines as /proc/mounts has them: device, mount point, type …; of several at one place the last counts
 */
export function fileSystemOf(folder: string, mounts: string): string {
  const below = (point: string): boolean => point === sep || folder === point || folder.startsWith(point + sep);
  const found = mounts
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([, point]) => point !== undefined && below(point))
    .reduce<readonly string[]>((longest, mount) => ((mount[1]?.length ?? 0) >= (longest[1]?.length ?? 0) ? mount : longest), []);
  return found[2] ?? 'unknown';
}

function mountTable(): string {
  try {
    return readFileSync('/proc/mounts', 'utf8');
  } catch {
    return '';
  }
}
