import { existsSync, mkdirSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { processTable } from '../../src/data-folder/process-mark.js';
import { type RunFile, runningAt, runningOn, writeRunFile } from '../../src/data-folder/run-file.js';
import { hostOf, temporaryFolder } from '../support.js';

const processes = processTable();

function runOf(data: string): RunFile {
  return { process: processes.self(), port: 1, httpPort: 2, token: 't', version: '0', data, apiKey: 'k', applicationId: 'a', files: [] };
}

describe('run.json', () => {
  it('lets the environment be found by folder and by HTTP port, readable by its user alone', () => {
    const folder = temporaryFolder();
    const host = hostOf(folder);
    const remove = writeRunFile(runOf(folder), host);
    expect(runningOn(folder, processes)?.token).toBe('t');
    expect(runningAt(2, host, processes)?.data).toBe(folder);
    expect(runningAt(3, host, processes)).toBeUndefined();
    if (process.platform !== 'win32') {
      expect(statSync(join(folder, 'run.json')).mode & 0o777).toBe(0o600);
      expect(statSync(join(folder, 'runtime', 's1kit')).mode & 0o777).toBe(0o700);
      expect(statSync(join(folder, 'runtime', 's1kit', 'http-2.json')).mode & 0o777).toBe(0o600);
    }
    remove();
    expect(existsSync(join(folder, 'run.json'))).toBe(false);
    expect(readdirSync(join(folder, 'runtime', 's1kit'))).toEqual([]);
  });

  it('of a process that is gone tells of nothing', () => {
    const folder = temporaryFolder();
    writeRunFile({ ...runOf(folder), process: { pid: process.pid, started: 'at another time' } }, hostOf(folder));
    expect(runningOn(folder, processes)).toBeUndefined();
  });

  it('taken over by a later start is not removed by the earlier one', () => {
    const folder = temporaryFolder();
    const host = hostOf(folder);
    const remove = writeRunFile(runOf(folder), host);
    writeRunFile({ ...runOf(folder), token: 'later' }, host);
    remove();
    expect(runningOn(folder, processes)?.token).toBe('later');
  });

  it.skipIf(process.platform === 'win32')('is not believed in a runtime folder that is a link', () => {
    const folder = temporaryFolder();
    const host = hostOf(folder);
    mkdirSync(join(folder, 'runtime'));
    mkdirSync(join(folder, 'elsewhere'));
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'runtime', 's1kit'));
    writeRunFile(runOf(folder), host);
    expect(readdirSync(join(folder, 'elsewhere'))).toEqual([]);
    expect(runningAt(2, host, processes)).toBeUndefined();
  });
});
