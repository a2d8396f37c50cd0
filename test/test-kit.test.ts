// The test kit as it is installed: its built entry, in processes of their own.
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { root, textOf } from './support/project.js';

/** Starts two environments and prints what can be seen of them. */
const program = `
  import { startTestEnvironment } from 's1kit/testing';
  const seen = [];
  for (let round = 0; round < 2; round++) {
    const s1 = await startTestEnvironment({ seed: 11, patients: 12, cacheFolder: process.argv[1] });
    const { deviceId } = await s1.approve();
    seen.push([s1.apiKey, deviceId, s1.patients.ordinary.map(({ nhsNumber, events }) => [nhsNumber, events])]);
    await s1.close();
  }
  console.log(JSON.stringify(seen));
`;

const run = promisify(execFile);
const cwd = join(root, 'packages/cli');

it('the tests in the how-to page run as they stand there', async () => {
  const [, code = ''] = /```js\n([\s\S]*?)```/.exec(textOf('docs/how-to/test-your-integration.md')) ?? [];
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', code], { cwd });
  expect(stdout).toMatch(/tests 3\n/);
  expect(stdout).toMatch(/pass 3\n/);
}, 60_000);

it('several processes that begin at once, with no example data yet, have the same environments, and one file is left', async () => {
  const cache = mkdtempSync(join(tmpdir(), 's1kit-cache-'));
  onTestFinished(() => rmSync(cache, { recursive: true, force: true }));
  const ran = await Promise.all(['one', 'two', 'three'].map(() => run(process.execPath, ['--input-type=module', '--eval', program, cache], { cwd })));
  // The program's own line: an array for each environment.
  const seen = ran.flatMap(({ stdout }) => JSON.parse(stdout) as unknown[]);
  expect(seen).toHaveLength(6);
  for (const one of seen) expect(one).toEqual(seen[0]);
  expect(readdirSync(join(cache, 'example-data'))).toHaveLength(1);
}, 60_000);
