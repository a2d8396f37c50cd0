import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockHolder, takeLock } from '../../src/data-folder/lock.js';
import type { ProcessTable } from '../../src/data-folder/process-mark.js';
import { temporaryFolder } from '../support.js';

function tableOf(pid: number, running: readonly number[]): ProcessTable {
  return { self: () => ({ pid, started: `s${pid}` }), isRunning: (mark) => running.includes(mark.pid) && mark.started === `s${mark.pid}` };
}

describe('the lock of a data folder', () => {
  it('refuses a second start while the first runs, and leaves no trace when given free', () => {
    const folder = temporaryFolder();
    const lock = takeLock(folder, tableOf(1, [1, 2]));
    expect(() => takeLock(folder, tableOf(2, [1, 2]))).toThrow(/in use by process 1/);
    expect(lockHolder(folder, tableOf(2, [1, 2]))?.pid).toBe(1);
    expect(readdirSync(folder)).toEqual(['lock']);
    lock.release();
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is taken over from a dead process, also where its id was used again, and where the file is not whole', () => {
    for (const content of ['{"pid":1,"started":"s1"}\n', '{"pid":3,"started":"earlier"}\n', '', '{"pid":', '{"pid":-1,"started":""}']) {
      const folder = temporaryFolder();
      writeFileSync(join(folder, 'lock'), content);
      expect(lockHolder(folder, tableOf(2, [2, 3]))).toBeUndefined();
      takeLock(folder, tableOf(2, [2, 3]));
      expect(JSON.parse(readFileSync(join(folder, 'lock'), 'utf8'))).toEqual({ pid: 2, started: 's2' });
      expect(readdirSync(folder)).toEqual(['lock']);
    }
  });

  it('is not given free by one who lost it', () => {
    const folder = temporaryFolder();
    const first = takeLock(folder, tableOf(1, [1]));
    takeLock(folder, tableOf(2, [2]));
    first.release();
    expect(lockHolder(folder, tableOf(3, [2, 3]))?.pid).toBe(2);
  });

  it('that was taken by a quicker start just before the take-over stays with it', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'lock'), '{"pid":1,"started":"s1"}\n');
    let asked = 0;
    const slow: ProcessTable = {
      self: () => ({ pid: 2, started: 's2' }),
      isRunning: (mark) => {
        // While this one still judges the dead lock, another takes it over.
        if (asked++ === 0) takeLock(folder, tableOf(3, [3]));
        return mark.pid === 3;
      },
    };
    expect(() => takeLock(folder, slow)).toThrow(/process 3/);
    expect(readFileSync(join(folder, 'lock'), 'utf8')).toContain('"pid":3');
    expect(readdirSync(folder)).toEqual(['lock']);
  });
});
