// The SDK's pages: their programs are run as the pages say, and every other block is checked by the compiler.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningDemo, startDemo } from './support/demo.js';
import { filesBelow, root, textOf } from './support/project.js';

const run = promisify(execFile);
const pages = filesBelow('docs/sdk').filter((path) => path.endsWith('.md'));

/** Inside the project, so that its packages are found from there. */
mkdirSync(join(root, 'node_modules/.cache'), { recursive: true });
const folder = mkdtempSync(join(root, 'node_modules/.cache/sdk-docs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the blocks take as given. */
const given = `
import type { SystmOne } from '@s1kit/sdk';
declare global {
  const systmOne: SystmOne;
  const Identity: { readonly NHSNumber: string };
  const apiKey: string;
  const deviceId: string;
  const secretKey: Uint8Array;
  const settings: { get(name: string): string | undefined; set(name: string, value: string | undefined): void };
  function show(what: unknown): void;
}
`;

describe('blocks of TypeScript on the pages of the SDK', { timeout: 120_000 }, () => {
  it('compile, as strictly as the compiler can', async () => {
    writeFileSync(join(folder, 'given.ts'), given);
    const files = pages.flatMap((page) =>
      [...textOf(page).matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, block = ''], number) => {
        const name = `${page.split('/').at(-1)}.${number + 1}.ts`;
        writeFileSync(join(folder, name), `${block}\nexport {};\n`);
        return name;
      }),
    );
    expect(files.length).toBeGreaterThan(10);
    const strict = { strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, skipLibCheck: true, noEmit: true };
    const compilerOptions = { ...strict, target: 'ES2023', lib: ['ES2023', 'ESNext.Disposable'], module: 'NodeNext', types: ['node'] };
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['given.ts', ...files] }));
    const compiled = run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], { cwd: folder });
    const { stdout } = await compiled.catch((failure: { stdout: string }) => failure);
    expect(stdout).toBe('');
  });
});

describe('programs on the pages of the SDK', { timeout: 120_000 }, () => {
  let demo: RunningDemo;
  let env: NodeJS.ProcessEnv;
  beforeAll(async () => {
    for (const page of pages) {
      for (const [, name = '', program = ''] of textOf(page).matchAll(/^```js (\S+)\n([\s\S]*?)^```/gm)) writeFileSync(join(folder, name), program);
    }
    demo = await startDemo('--data', join(folder, 'data'), '--port', '0', '--http-port', '0');
    env = { ...process.env, S1KIT_API_KEY: demo.apiKey, S1KIT_PORT: String(demo.port), S1KIT_HTTP_PORT: String(demo.httpPort), S1KIT_DATA: demo.data };
  }, 60_000);
  afterAll(() => demo?.stop());

  const command = join(root, 'packages/cli/bin/s1kit.js');
  const node = async (...words: readonly string[]): Promise<string> => (await run(process.execPath, [...words], { cwd: folder, env, timeout: 60_000 })).stdout;

  /** Answers the prompt as the page says, as soon as there is one to answer. */
  async function approveWhenAsked(): Promise<void> {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      try {
        await node(command, 'session', 'prompts', 'answer', 'approve');
        return;
      } catch {
        // Nothing waits yet: the program is still on its way.
      }
    }
    throw new Error('no prompt came');
  }

  it('the first integration reads once it was approved, writes, and is on record', async () => {
    const [read] = await Promise.all([node('read.mjs'), approveWhenAsked()]);
    expect(read).toMatch(/^Device: waiting\nDevice: approved\nPatients: [1-9]\d*\n9\d{9} \S+ Jones/);
    expect(await node('read.mjs')).toMatch(/^Patients: [1-9]/);
    expect(await node('write.mjs')).toMatch(/^Written: [0-9a-f]{16}$/m);
    expect(await node(command, 'audit', 'list')).toMatch(/UpdatePatientRecord/);
  });

  it('the tests of "Testing in CI" pass', async () => {
    expect(await node('--test', '--test-reporter=tap', 'waiting-room.test.mjs')).toMatch(/^# fail 0$/m);
  });
});

describe('the docstrings of the SDK', () => {
  it('make a reference without a warning', async () => {
    const typedoc = join(root, 'node_modules/typedoc/bin/typedoc');
    const out = join(folder, 'reference');
    await run(process.execPath, [typedoc, '--out', out, '--logLevel', 'Warn'], { cwd: root });
    const page = readFileSync(join(out, 'index/functions/connect.md'), 'utf8');
    expect(page).toContain('is asked to approve the application');
    expect(page).toContain('ClientNotRunningError');
  }, 60_000);
});
