// The packages as they would be published: what is in them, how they are judged, and that they work where nothing else is.
// Here the database driver that was built for this project is laid into the installation, and no script runs while it is installed: compiling it takes a minute.
// `npm run test:packages` installs everything as a user would (S1KIT_TEST_INSTALL=whole).
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { startTestEnvironment } from 's1kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exchange } from './support/demo.js';
import { packageFolders, root, textOf } from './support/project.js';

const run = promisify(execFile);
const installsWhole = process.env.S1KIT_TEST_INSTALL === 'whole';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly keywords: readonly string[];
  readonly repository: { readonly directory: string };
  readonly scripts?: unknown;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const manifestOf = (folder: string): Manifest => JSON.parse(textOf(`packages/${folder}/package.json`)) as Manifest; // A missing field fails the test that asks for it.
const folders = packageFolders();
const here = mkdtempSync(join(tmpdir(), 's1kit-packages-'));
const tarballOf = (name: string): string => join(here, `${name.replace('@', '').replace('/', '-')}-${manifestOf(folderNamed(name)).version}.tgz`);
const folderNamed = (name: string): string => folders.find((folder) => manifestOf(folder).name === name) ?? '';
/** Where a package was unpacked. */
const unpacked = (folder: string): string => join(here, 'unpacked', folder);
const files = new Map<string, readonly string[]>();

beforeAll(async () => {
  const packed = await run('npm', ['pack', '--json', '--workspaces', '--ignore-scripts', '--pack-destination', here], {
    cwd: root,
    maxBuffer: 1 << 26,
    shell: process.platform === 'win32',
  });
  const listed = JSON.parse(packed.stdout) as readonly { readonly name: string; readonly files: readonly { readonly path: string }[] }[]; // npm's own form.
  for (const { name, files: own } of listed) files.set(folderNamed(name), own.map(({ path }) => path).sort());
  for (const folder of folders) {
    mkdirSync(unpacked(folder), { recursive: true });
    await run('tar', ['-xzf', tarballOf(manifestOf(folder).name), '-C', unpacked(folder), '--strip-components=1']);
  }
}, 120_000);
afterAll(() => rmSync(here, { recursive: true, force: true }), 60_000);

describe.each(folders)('the package %s', (folder) => {
  const own = (): readonly string[] => files.get(folder) ?? [];

  it('holds what its users need, and nothing of its making', () => {
    expect(own()).toEqual(expect.arrayContaining(['LICENSE', 'NOTICE', 'README.md', 'package.json', 'dist/index.js', 'dist/index.d.ts', 'src/index.ts']));
    const wanted = [
      /^(LICENSE|NOTICE|README\.md|package\.json)$/,
      /^dist\/.+\.(js|d\.ts)(\.map)?$/,
      /^src\/.+\.(ts|md|json)$/,
      /^bin\/[a-z0-9]+\.js$/,
      /^data\/[a-z-]+\.(csv|md)$/i,
      /^dist\/screens\/(assets\/)?[\w-]+\.(html|js|css|svg|txt)$/,
    ];
    expect(own().filter((path) => !wanted.some((pattern) => pattern.test(path)))).toEqual([]);
    expect(own().filter((path) => /(^|\/)(test|tests|__tests__)\/|\.test\./.test(path))).toEqual([]);
  });

  it('was built from the sources that are in it, and its maps lead to them', () => {
    const built = own().filter((path) => path.endsWith('.js') && path.startsWith('dist/') && !path.startsWith('dist/screens/'));
    expect(built.length).toBeGreaterThan(0);
    expect(built.filter((path) => !own().includes(path.replace(/^dist/, 'src').replace(/\.js$/, '.ts')))).toEqual([]);
    const maps = own().filter((path) => path.endsWith('.map'));
    expect(maps.length).toBeGreaterThanOrEqual(built.length);
    const lost = maps.flatMap((path) => {
      const { sources } = JSON.parse(readFileSync(join(unpacked(folder), path), 'utf8')) as { sources: readonly string[] }; // The compiler's own form.
      return sources.map((source) => posix.join(posix.dirname(path), source)).filter((source) => !own().includes(source));
    });
    expect(lost).toEqual([]);
  });

  it('runs nothing when it is installed, and says what it is', () => {
    const manifest = JSON.parse(readFileSync(join(unpacked(folder), 'package.json'), 'utf8')) as Manifest; // A missing field fails below.
    expect(manifest.scripts).toBeUndefined();
    expect(manifest).toMatchObject({ license: 'Apache-2.0', repository: { directory: `packages/${folder}` } });
    expect(manifest.description.length).toBeGreaterThan(20);
    expect(manifest.keywords.length).toBeGreaterThan(1);
    expect(JSON.stringify(manifest)).not.toMatch(/registry/i);
  });

  it('carries the licence and the notice of the project', () => {
    expect(textOf(`packages/${folder}/LICENSE`)).toBe(textOf('LICENSE'));
    const [beginning = ''] = textOf('NOTICE').split('\n\nCode lists');
    expect(textOf(`packages/${folder}/NOTICE`)).toBe(own().some((path) => path.startsWith('data/')) ? textOf('NOTICE') : `${beginning}\n`);
  });

  it('is as publint wants it', async () => {
    const bytes = readFileSync(tarballOf(manifestOf(folder).name));
    const { messages } = await publint({ pack: { tarball: new Uint8Array(bytes).buffer }, strict: true });
    expect(messages).toEqual([]);
  });

  it('has types that are there for those who import it, as attw sees it', async () => {
    const attw = join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js');
    const judged = run(process.execPath, [attw, tarballOf(manifestOf(folder).name), '--profile', 'esm-only', '--no-color', '--no-emoji']);
    expect((await judged).stdout).toContain(manifestOf(folder).name);
  }, 60_000);
});

describe('installed into an empty folder', { timeout: installsWhole ? 600_000 : 120_000 }, () => {
  const folder = join(here, 'empty');
  const npm = (...argv: string[]) => run('npm', argv, { cwd: folder, shell: process.platform === 'win32' });
  let demo: ChildProcess | undefined;
  afterAll(() => demo?.kill('SIGKILL'));

  beforeAll(async () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module', overrides: testedVersions() }));
    const scripts = installsWhole ? [] : ['--ignore-scripts', '--prefer-offline'];
    await npm(
      'install',
      '--no-audit',
      '--no-fund',
      ...scripts,
      ...folders.map((one) => tarballOf(manifestOf(one).name)),
      `@types/node@${lockedVersion('@types/node')}`,
    );
    const driver = 'node_modules/better-sqlite3/build';
    if (!installsWhole) cpSync(join(root, driver), join(folder, driver), { recursive: true });
  }, 600_000);

  it('npx s1kit demo starts, answers a request over the socket, and stops', async () => {
    const options = ['demo', '--json', '--data', ':memory:', '--patients', '20', '--port', '0', '--http-port', '0', '--approve', 'always'];
    // In a group of its own, that is asked to end as a terminal does it: npx and the program together.
    demo = spawn('npx', ['--no-install', 's1kit', ...options], {
      cwd: folder,
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
      shell: process.platform === 'win32',
    });
    const ended = once(demo, 'exit');
    const [line]: Buffer[] = await once(demo.stdout ?? demo, 'data');
    const { port, apiKey } = JSON.parse(String(line));
    const asked = `<ClientIntegrationRequest><APIKey>${apiKey}</APIKey><DeviceID/><DeviceVersion>1</DeviceVersion><RequestUID>from-a-package</RequestUID><Function>GetFunctions</Function><FunctionVersion>1.0</FunctionVersion><FunctionParameters/></ClientIntegrationRequest>`;
    const reply = await exchange(port, asked);
    expect(reply).toContain('<RequestUID>from-a-package</RequestUID>');
    expect(reply).toContain('PatientSearch');
    process.kill(-(demo.pid ?? process.pid), 'SIGINT');
    await ended;
    await expect(exchange(port, asked)).rejects.toThrow('ECONNREFUSED');
  });

  it('every entry is imported by a program of strict TypeScript, with all declarations checked', async () => {
    const strict = { strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true };
    const compilerOptions = { ...strict, target: 'ES2023', module: 'NodeNext', types: ['node'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['use.ts'] }));
    const entries = folders.flatMap((one) => Object.keys(manifestOf(one).exports).map((entry) => posix.join(manifestOf(one).name, entry)));
    const imports = entries.map((entry, index) => `import * as part${index} from '${entry}';`);
    const use = [
      "import { startEnvironment, type Environment } from 's1kit';",
      ...imports,
      `export const parts: readonly object[] = [${entries.map((_, index) => `part${index}`).join(', ')}];`,
      "const environment: Environment = await startEnvironment({ patients: 20, throttle: 'off' });",
      'export const port: number = environment.port;',
      '// @ts-expect-error: the types are there, and say no.',
      'export const key: number = environment.apiKey;',
      'await environment.close();',
    ];
    writeFileSync(join(folder, 'use.ts'), use.join('\n'));
    const checked = run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder]).catch(({ stdout }: { stdout: string }) => ({
      stdout,
    }));
    expect((await checked).stdout).toBe('');
  });

  it.each(folders)('the example on the page of %s runs', async (one) => {
    const [example = ''] = [...textOf(`packages/${one}/README.md`).matchAll(/^```(?:js|ts)\n([\s\S]*?)^```/gm)].map(([, block = '']) => block);
    expect(example).toContain(`from '${manifestOf(one).name}'`);
    const environment = await startTestEnvironment({ approve: 'always' });
    try {
      // An example that connects does so at the usual port, where another environment may listen: here it is told of this one.
      writeFileSync(join(folder, `${one}.example.mjs`), example.replace(/^( +)application: /m, `$1port: ${environment.port},\n$1application: `));
      await run(process.execPath, [`${one}.example.mjs`], { cwd: folder, env: { ...process.env, SYSTMONE_API_KEY: environment.apiKey } });
    } finally {
      await environment.close();
    }
  });
});

/** The version of a package that this project was tested with. */
function lockedVersion(name: string): string {
  const { packages } = JSON.parse(textOf('package-lock.json')) as { packages: Readonly<Record<string, { readonly version: string }>> }; // npm's own form.
  return packages[`node_modules/${name}`]?.version ?? '*';
}

/** What the packages need of others, in the versions that were tested: a release of today is no change of this project. */
function testedVersions(): Readonly<Record<string, string>> {
  const others = folders.flatMap((folder) => Object.keys(manifestOf(folder).dependencies ?? {})).filter((name) => folderNamed(name) === '');
  return Object.fromEntries(others.map((name) => [name, lockedVersion(name)]));
}
