// The examples' walk through a day, run as its users run it, against a running environment.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isThere } from '../scripts/set-up.mjs';
import { type RunningDemo, startDemo } from './support/demo.js';
import { root } from './support/project.js';

const run = promisify(execFile);

describe('a day at the practice', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 's1kit-day-'));
  let demo: RunningDemo;
  let environment: NodeJS.ProcessEnv;

  beforeAll(async () => {
    const data = join(folder, 'data');
    demo = await startDemo(...['--data', data, '--port', '0', '--http-port', '0', '--patients', '50', '--throttle', 'off', '--approve', 'always']);
    environment = { ...process.env, S1KIT_DATA: data, S1KIT_PORT: String(demo.port), S1KIT_HTTP_PORT: String(demo.httpPort), PAUSE: '0' };
  }, 60_000);
  afterAll(async () => {
    await demo?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const linesOf = async (program: string, ...options: string[]): Promise<readonly string[]> =>
    (await run(program, options, { cwd: root, env: environment, timeout: 100_000 })).stdout.trimEnd().split('\n');
  /** An environment of any day, so the patterns know neither patient nor time. */
  const aDay = [
    /^Next in the diary: 9\d{9}, at \d{4}-\d\d-\d\dT\d\d:\d\d:00$/,
    /^Arrived\.$/,
    /^Read: born \d{4}-\d\d-\d\d, \d+ entries of medication$/,
    /^Written: event [0-9a-f]{16}$/,
    /^Booked: appointment [0-9a-f]{16}, at \d{4}-\d\d-\d\dT\d\d:\d\d:00$/,
    /^The same slot again: Code="SlotUnavailable"$/,
    /^Deleted: event [0-9a-f]{16}$/,
  ].map((pattern) => expect.stringMatching(pattern));

  it.runIf(isThere('bash'))('passes in commands of the shell', async () => expect(await linesOf('bash', 'examples/day/day.sh')).toEqual(aDay));

  it('passes in a program of its own, on one connection', async () =>
    expect(await linesOf(process.execPath, 'examples/day/day.mjs', demo.apiKey)).toEqual(aDay));

  it('a key that is not one ends it, with the reason', async () => {
    await expect(linesOf(process.execPath, 'examples/day/day.mjs', '0'.repeat(16))).rejects.toThrow(/GetDiary: .*key/);
  });
});
