import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { type ProcessSource, processTable } from '../../src/data-folder/process-mark.js';

function linuxWith(stat: string | undefined, exists = true): ProcessSource {
  return {
    platform: 'linux',
    pid: 7,
    exists: () => exists,
    run: () => '',
    readProc: (path) => {
      if (path.endsWith('boot_id')) return 'boot-1\n';
      if (stat === undefined) throw new Error('none');
      return stat;
    },
  };
}

const stat = (state: string, start: number): string => `7 (a) b) ${state} ${Array.from({ length: 18 }, () => '0').join(' ')} ${start} 0 0`;

describe('a process', () => {
  it('is known by its id and its start', () => {
    const mark = processTable(linuxWith(stat('S', 1234))).self();
    expect(mark).toEqual({ pid: 7, started: 'boot-1/1234' });
    expect(processTable(linuxWith(stat('R', 1234))).isRunning(mark)).toBe(true);
  });

  it('does not run when its id was used again', () => {
    const mark = processTable(linuxWith(stat('S', 1234))).self();
    expect(processTable(linuxWith(stat('S', 99_999))).isRunning(mark)).toBe(false);
  });

  it('does not run as a zombie, or when it is gone', () => {
    const mark = processTable(linuxWith(stat('S', 1234))).self();
    expect(processTable(linuxWith(stat('Z', 1234))).isRunning(mark)).toBe(false);
    expect(processTable(linuxWith(undefined, false)).isRunning(mark)).toBe(false);
  });

  it('is asked of ps on macOS', () => {
    const source = (answer: string): ProcessSource => ({ platform: 'darwin', pid: 7, exists: () => true, readProc: () => '', run: () => answer });
    const mark = processTable(source('Ss   Mon Mar  2 09:00:00 2026\n')).self();
    expect(mark.started).toBe('Mon Mar 2 09:00:00 2026');
    expect(processTable(source('R+   Mon Mar  2 09:00:00 2026\n')).isRunning(mark)).toBe(true);
    expect(processTable(source('S    Tue Mar  3 09:00:00 2026\n')).isRunning(mark)).toBe(false);
    expect(processTable(source('Z    Mon Mar  2 09:00:00 2026\n')).isRunning(mark)).toBe(false);
  });

  it.runIf(process.platform === 'linux')('of this machine is told from a real zombie', async () => {
    // The shell's child ends at once and nobody waits for it: `exec` makes the shell a program that does not.
    const parent = spawn('sh', ['-c', 'sleep 0.01 & echo $!; exec sleep 30'], { stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      const [line]: Buffer[] = await once(parent.stdout, 'data');
      const pid = Number(String(line).trim());
      const table = processTable();
      const deadline = performance.now() + 5_000;
      // The state is another process's: it can only be waited for.
      while (table.isRunning({ pid, started: '' }) && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 5));
      expect(() => process.kill(pid, 0)).not.toThrow();
      expect(table.isRunning({ pid, started: '' })).toBe(false);
      expect(table.isRunning({ pid: parent.pid ?? 0, started: '' })).toBe(true);
    } finally {
      parent.kill('SIGKILL');
    }
  });
});
