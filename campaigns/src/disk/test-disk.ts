// A disk under SQLite that fails when told to, and forgets in a power cut what was not synced (campaigns/native/test-disk.c).
import Database from 'better-sqlite3';
import { compiledDisk } from './compiled.js';

/** What can be done to a disk: `shm` maps the index of the log, `open` and `delete` are about whole files. */
export type DiskOperation = 'read' | 'write' | 'sync' | 'truncate' | 'open' | 'shm' | 'delete';

export interface DiskFault {
  readonly operations: readonly DiskOperation[];
  /** The n-th of these operations from now on fails, counted from 1. */
  readonly nth: number;
  /** Whether all fail from that one on, until `heal`. */
  readonly always?: boolean;
  /** A write that fails says that there is no space (ENOSPC); else that the disk failed (EIO). */
  readonly full?: boolean;
  /** Half of a write that fails reaches the file. */
  readonly short?: boolean;
}

export interface TestDisk {
  /**
   * From now on the files below a folder are on this disk; what lies there counts as synced. Counts begin anew.
   * @param seed what a power cut leaves, and SQLite's own chances, are drawn from it
   */
  watch(folder: string, seed: number): void;
  fail(fault: DiskFault): void;
  heal(): void;
  /** From now on, until `watch`, syncs are said to be done and are not: what is answered for is not on the disk, which whoever uses it must find. */
  lie(): void;
  /** Operations since `watch`, `bytes` that were written, or how often the fault has `fired`. */
  count(what: DiskOperation | 'bytes' | 'fired'): number;
  /** The process or the machine dies: nothing reaches the disk any more. With a number, at so many changes of the disk from now on, in the midst of the last. */
  stop(changes?: number): void;
  stopped(): boolean;
  /** After `stop`, when everybody has closed their files: it was the process alone that died. */
  start(): void;
  /**
   * After `stop`, when everybody has closed their files: the power went. Everything that was synced is there; of the rest, any of it.
   * @param unit what is torn, in bytes
   * @returns how many sectors and files did not have their last content any more
   */
  cut(unit: 512 | 4096): number;
  /** Gives back the process's own disk. */
  remove(): void;
}

/**
 * Puts the test disk under every connection of this process that is opened from now on.
 * @throws {Error} where there is no C compiler
 * @example const disk = openTestDisk(); disk.watch(folder, seed); disk.fail({ operations: ['sync'], nth: 1 });
 */
export function openTestDisk(): TestDisk {
  const control = new Database(':memory:');
  control.loadExtension(compiledDisk());
  const prepared = (name: string, parameters: number): Database.Statement => {
    const marks = Array.from({ length: parameters }, () => '?').join(', ');
    return control.prepare(`SELECT ${name}(${marks})`).pluck();
  };
  const watch = prepared('disk_watch', 2);
  const fail = prepared('disk_fail', 5);
  const count = prepared('disk_count', 1);
  const stop = prepared('disk_stop', 1);
  const start = prepared('disk_start', 0);
  const cut = prepared('disk_cut', 1);
  return {
    watch: (folder, seed) => void watch.get(folder.endsWith('/') ? folder : `${folder}/`, BigInt(seed)),
    fail: ({ operations, nth, always = false, full = false, short = false }) =>
      void fail.get(operations.join(' '), BigInt(nth), Number(always), Number(full), Number(short)),
    heal: () => void fail.get('', 0n, 0, 0, 0),
    lie: () => void prepared('disk_lie', 1).get(1),
    count: (what) => Number(count.get(what)),
    stop: (changes = 0) => void stop.get(BigInt(changes)),
    stopped: () => count.get('stopped') === 1,
    start: () => void start.get(),
    cut: (unit) => Number(cut.get(unit)),
    remove: () => {
      prepared('disk_remove', 0).get();
      control.close();
    },
  };
}
