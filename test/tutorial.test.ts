// The tutorial, done as it says: its commands are read from the page and run in a shell.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isThere } from '../scripts/set-up.mjs';
import { exchange, freePort, type RunningDemo, startDemo } from './support/demo.js';
import { root, textOf } from './support/project.js';

const run = promisify(execFile);
const blocks = [...textOf('docs/tutorial.md').matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, block = '']) => block.trim());

/** The one block of the page that a text stands in. */
function blockWith(text: string): string {
  const [found, ...others] = blocks.filter((block) => block.includes(text));
  if (found === undefined || others.length > 0) throw new Error(`the tutorial has ${others.length} blocks more or less than one with: ${text}`);
  return found;
}

describe.runIf(isThere('bash'))('the tutorial', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 's1kit-tutorial-'));
  let demo: RunningDemo;
  let environment: NodeJS.ProcessEnv;

  beforeAll(async () => {
    const [port, httpPort] = [String(await freePort()), String(await freePort())];
    const data = join(folder, 'data');
    demo = await startDemo('--data', data, '--port', port, '--http-port', httpPort);
    environment = { ...process.env, S1KIT_DATA: data, S1KIT_PORT: port, S1KIT_HTTP_PORT: httpPort, S1KIT_API_KEY: demo.apiKey };
  }, 60_000);
  afterAll(async () => {
    await demo?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const shell = async (script: string): Promise<string> => (await run('bash', ['-e', '-c', script], { cwd: root, env: environment, timeout: 60_000 })).stdout;

  /** Answers the prompt with the page's own command, as soon as there is one to answer. */
  async function approveWhenAsked(): Promise<void> {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      try {
        await shell(blockWith('prompts answer'));
        return;
      } catch {
        // Nothing waits yet: the program is still on its way.
      }
    }
    throw new Error('no prompt came');
  }

  it('finds a patient from the command line', async () => {
    const reply = await shell(blockWith('send PatientSearch'));
    expect(reply).toMatch(/<Surname>Jones/);
  });

  async function firstRequest(script: string): Promise<void> {
    const [output] = await Promise.all([shell(script), approveWhenAsked()]);
    const [device, functions, patients, ...found] = output.trimEnd().split(/\r?\n/);
    expect(device).toMatch(/^DeviceID: [0-9a-f]{16}$/);
    expect(functions).toMatch(/^Functions: GetFunctions, .*PatientSearch/);
    expect(patients).toBe(`Patients: ${found.length}`);
    expect(found.length).toBeGreaterThan(0);
    for (const line of found) expect(line).toMatch(/^ {2}9\d{9} \S.* Jones/);
  }

  it.runIf(isThere('python3'))('makes a first request in Python', async () => firstRequest(blockWith('first_request.py')));

  it.runIf(isThere('dotnet') || (isThere('mcs') && isThere('mono')))('makes a first request in C#', async () =>
    firstRequest(blockWith(isThere('mcs') ? 'mcs ' : 'dotnet run')),
  );

  it('makes a first request in TypeScript', async () => firstRequest(blockWith('first-request.js')));

  it('has the reply that the front page shows', async () => {
    const [request = '', shown = ''] = [...textOf('README.md').matchAll(/^```xml\n([\s\S]*?)^```/gm)].map(([, block = '']) => block);
    expect(request).toContain(`<APIKey>${demo.apiKey}</APIKey>`);
    const [reply] = await Promise.all([exchange(demo.port, request), approveWhenAsked()]);
    const names = (document: string): readonly string[] => [...document.matchAll(/<(\w+)/g)].map(([, name = '']) => name);
    expect(new Set(names(reply))).toEqual(new Set(names(shown)));
  });

  it('ends with the messages on record', async () => {
    expect(await shell(blockWith('audit list'))).toMatch(/PatientSearch/);
  });
});
