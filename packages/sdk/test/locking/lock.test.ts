import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { linkSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isRunning, openLock, processMark } from '../../src/locking/lock.js';
import { temporaryFolder } from '../support/folder.js';

describe('a lock', () => {
  it('is held by one at a time, also in one process, and leaves nothing behind', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'lock');
    const one = openLock(path, 'a1', process.pid, isRunning);
    const other = openLock(path, 'b2', process.pid, isRunning);
    expect(one.hold(() => [other.hold(() => 'both'), other.take()])).toEqual([undefined, false]);
    expect(other.hold(() => 'then')).toBe('then');
    expect(() =>
      one.hold(() => {
        throw new Error('x');
      }),
    ).toThrow('x');
    expect(other.take()).toBe(true);
    expect(one.take()).toBe(false);
    other.release();
    one.close();
    other.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('of a process that was killed is taken over, and what it left is removed', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'lock');
    const sleeper = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const processId = sleeper.pid ?? 0;
    const theirs = openLock(path, 'dead', processId, isRunning);
    expect(theirs.take()).toBe(true);
    const own = openLock(path, 'own', process.pid, isRunning);
    expect(own.take()).toBe(false);
    sleeper.kill('SIGKILL');
    await once(sleeper, 'exit');
    expect(own.take()).toBe(true);
    expect(readFileSync(path, 'utf8')).toMatch(new RegExp(`^${process.pid}\\.own\\.\\d+$`));
    openLock(path, 'third', process.pid, isRunning).close();
    own.release();
    own.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('of a process whose number another one has by now is taken over (what it was: in a container, where the number is always 1, for good)', () => {
    const path = join(temporaryFolder(), 'lock');
    writeFileSync(path, `${process.pid}.before.${Number(processMark(process.pid)) - 5_000}`);
    const own = openLock(path, 'own', process.pid, isRunning);
    expect(own.take()).toBe(true);
    expect(openLock(path, 'other', process.pid, isRunning).take()).toBe(false);
  });

  it('is not broken by one who saw it when it was a dead one, and finds a living one in its place', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'lock');
    const dead = openLock(path, 'dead', 999_999_999, () => true);
    expect(dead.take()).toBe(true);
    let asked = 0;
    const late = openLock(path, 'late', process.pid, (processId) => {
      if (processId !== 999_999_999) return true;
      asked += 1;
      // Between seeing the dead holder and breaking its lock, another one has broken it and taken it.
      if (asked === 2) {
        dead.release();
        writeFileSync(`${path}.1.quick`, '1.quick');
        linkSync(`${path}.1.quick`, path);
      }
      return false;
    });
    expect(late.take()).toBe(false);
    expect(readFileSync(path, 'utf8')).toBe('1.quick');
  });
});
