// s1kit extract, of an environment that runs and of the same when it is stopped.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { movableClock, systemClock } from '@s1kit/link';
import { expect, it } from 'vitest';
import { startEnvironment } from '../../src/environment.js';
import { main } from '../../src/main.js';
import { hostOf, temporaryFolder, testTerminal } from '../support.js';

it('B7.22: writes the same extract of an environment that runs and of one that is stopped, and overwrites nothing', async () => {
  const folder = temporaryFolder();
  const run = async (...argv: string[]) => {
    const terminal = testTerminal(hostOf(folder));
    const code = await main([...argv, '--data', join(folder, 'data')], terminal);
    return { code, out: terminal.written(), err: terminal.told() };
  };
  for (const name of ['running', 'stopped', 'changes', 'elsewhere']) mkdirSync(join(folder, name));
  const environment = await startEnvironment({
    patients: 20,
    largeRecord: false,
    clock: movableClock({ base: systemClock() }),
    host: hostOf(folder),
    data: join(folder, 'data'),
    files: [join(folder, 'running'), join(folder, 'changes')],
  });
  try {
    const done = await run('extract', 'running', '--json');
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(done.out)).toMatchObject({ manifest: join(folder, 'running', 'SRManifest.csv') });
    expect(await run('extract', 'running')).toMatchObject({ code: 1, err: expect.stringContaining('nothing is overwritten') });
    expect((await run('extract', 'elsewhere')).err).toContain('outside the allowed folders');
    expect(readdirSync(join(folder, 'elsewhere'))).toEqual([]);
    expect((await run('extract', 'changes', '--since', '2999-01-01')).err).toContain('Since is not a day up to today');
    expect((await run('extract', 'changes', '--since', 'yesterday')).code).toBe(2);
    expect(readdirSync(join(folder, 'changes'))).toEqual([]);
    expect((await run('audit', 'list')).out).toContain('extract');
  } finally {
    await environment.close(0);
  }
  expect(await run('extract', 'stopped')).toMatchObject({ code: 0, err: '', out: expect.stringContaining('files are in') });
  const names = readdirSync(join(folder, 'running')).filter((name) => name !== 'SRManifest.csv');
  expect(readdirSync(join(folder, 'stopped')).sort()).toEqual([...names, 'SRManifest.csv'].sort());
  for (const name of names) expect(readFileSync(join(folder, 'stopped', name)).equals(readFileSync(join(folder, 'running', name))), name).toBe(true);
  writeFileSync(join(folder, 'elsewhere', 'SRCode.csv'), 'mine');
  expect((await run('extract', 'elsewhere')).code).toBe(1);
  expect(readdirSync(join(folder, 'elsewhere'))).toEqual(['SRCode.csv']);
  expect(readFileSync(join(folder, 'elsewhere', 'SRCode.csv'), 'utf8')).toBe('mine');
}, 60_000);
