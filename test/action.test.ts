// The GitHub Action: judged by the schema of actions, and its steps run as a runner runs them, with folders of our own in the place of the runner's.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { validateAction, validateWorkflow } from '@action-validator/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isThere } from '../scripts/set-up.mjs';
import { exchange } from './support/demo.js';
import { root, textOf } from './support/project.js';

const run = promisify(execFile);

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly { readonly name: string; readonly run?: string; readonly env?: Readonly<Record<string, string>> }[] };
}

const start = parse(textOf('action.yml')) as Action; // Judged by the schema below.
const stop = parse(textOf('stop/action.yml')) as Action; // The same.
const page = textOf('docs/how-to/continuous-integration.md');
const workflows = [...page.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, block = '']) => block);

describe('the action', () => {
  it.each(['action.yml', 'stop/action.yml'])('%s is valid by the schema of actions', (file) => {
    expect(validateAction(textOf(file))).toEqual({ actionType: 'action', errors: [] });
    expect(validateAction(textOf(file).replace('using:', 'ussing:')).errors).not.toEqual([]);
  });

  it('is used by a workflow of the page that is valid, and names only inputs and outputs that there are', () => {
    expect(workflows).toHaveLength(1);
    for (const workflow of workflows) {
      expect(validateWorkflow(workflow)).toEqual({ actionType: 'workflow', errors: [] });
      const named = [...workflow.matchAll(/steps\.s1kit\.outputs\.([a-z-]+)/g)].map(([, name]) => name);
      expect(named.length).toBeGreaterThan(0);
      expect(Object.keys(start.outputs)).toEqual(expect.arrayContaining(named));
    }
  });

  it('gives no text of an input to a shell but by its environment', () => {
    for (const { run: script = '' } of [...start.runs.steps, ...stop.runs.steps]) expect(script).not.toContain('${{');
  });
});

describe.runIf(isThere('bash'))('its steps', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 's1kit-action-'));
  const output = join(folder, 'output');
  const outputs = (): Readonly<Record<string, string>> =>
    Object.fromEntries(
      readFileSync(output, 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.split('=')),
    );
  const steps = async (action: Action, actionPath: string, inputs: Readonly<Record<string, string>> = {}): Promise<void> => {
    const inputOf = (expression: string): string => {
      const [, name = ''] = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(expression) ?? [];
      return inputs[name] ?? action.inputs[name]?.default ?? '';
    };
    for (const { run: script, env = {} } of action.runs.steps) {
      if (script === undefined) continue;
      const given = Object.fromEntries(Object.entries(env).map(([name, expression]) => [name, inputOf(expression)]));
      // As a runner does it.
      await run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
        env: { ...process.env, GITHUB_ACTION_PATH: actionPath, GITHUB_OUTPUT: output, RUNNER_TEMP: folder, ...given },
        cwd: folder,
      });
    }
  };
  beforeAll(() => writeFileSync(output, ''));
  afterAll(async () => {
    await steps(stop, join(root, 'stop'));
    rmSync(folder, { recursive: true, force: true });
  });

  it('start an environment on the ports that they tell, and stop it with its messages kept', async () => {
    await steps(start, root, { patients: '20', port: '0', 'http-port': '0' });
    const { port = '', 'api-key': apiKey = '', 'http-port': httpPort = '' } = outputs();
    expect([port, httpPort, apiKey]).toEqual([expect.stringMatching(/^\d+$/), expect.stringMatching(/^\d+$/), expect.stringMatching(/^[0-9a-f]{16}$/)]);
    const request = `<ClientIntegrationRequest><APIKey>${apiKey}</APIKey><DeviceID/><DeviceVersion>1</DeviceVersion><RequestUID>from-a-job</RequestUID><Function>GetFunctions</Function><FunctionVersion>1.0</FunctionVersion><FunctionParameters/></ClientIntegrationRequest>`;
    expect(await exchange(Number(port), request)).toContain('<Response>');
    await steps(stop, join(root, 'stop'));
    await expect(exchange(Number(port), request)).rejects.toThrow('ECONNREFUSED');
    const messages = readFileSync(join(folder, 's1kit', 'audit.jsonl'), 'utf8')
      .trim()
      .split('\n');
    expect(messages.map((line) => JSON.parse(line).entry.requestUid)).toContain('from-a-job');
  });

  it('end the job with the reason where the environment does not start: what an earlier start had left was taken for its own', async () => {
    writeFileSync(join(folder, 's1kit', 'ready.json'), '{"port":1,"httpPort":2,"apiKey":"of-an-earlier-start"}');
    const failed = steps(start, root, { patients: 'many', port: '0', 'http-port': '0' });
    await expect(failed).rejects.toMatchObject({ stdout: expect.stringContaining('--patients') });
    expect(readFileSync(output, 'utf8')).not.toContain('of-an-earlier-start');
  });
});
