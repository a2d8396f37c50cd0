// `npm run mutation -- AREA [FILE …] [--one-at-a-time] [--beside]`, or with `--again`: breaks the code of an area in a thousand small ways and says which of them no test notices. See docs/mutation-testing.md.
// Stryker is fetched when it is asked for: 170 packages, 64 MB, too much for everybody's `npm ci`. It works on a copy of the project.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { copiedTree, root } from './copied-tree.mjs';

/** Pinned: the last that runs on Node.js 20, and that the figures of the page were taken with. */
const packages = ['@stryker-mutator/core@9.6.1', '@stryker-mutator/vitest-runner@9.6.1'];

/**
 * @typedef {object} Area
 * @property {readonly string[]} folders whose code is mutated, with all below them
 * @property {readonly string[]} tests what has to notice it
 */

/** @type {Readonly<Record<string, Area>>} */
const areas = {
  contract: { folders: ['packages/contract/src'], tests: ['packages/contract/test/**/*.test.ts'] },
  authority: {
    folders: ['packages/server/src/authority', 'packages/server/src/exchange'],
    tests: ['packages/server/test/{authority,exchange,faults,operations}/**/*.test.ts', 'packages/server/test/functions/{index,session-functions}.test.ts'],
  },
  audit: { folders: ['packages/server/src/audit'], tests: ['packages/server/test/{audit,exchange}/**/*.test.ts'] },
};

/** @param {string} folder */
const filesBelow = (folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && entry.name !== 'index.ts')
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();

/** @param {string} file of the code */
const testsBeside = (file) => file.replace('/src/', '/test/').replace(/\.ts$/, '.test.ts');

/**
 * @param {string} name of the area
 * @param {readonly string[]} mutate
 * @param {number} concurrency how many mutants are tried side by side
 */
const settings = (name, mutate, concurrency) => {
  const results = join(root, 'test-results', 'mutation', name);
  return {
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'vitest.mutation.ts', related: false },
    mutate,
    inPlace: true,
    concurrency,
    coverageAnalysis: 'perTest',
    // What is evaluated while a module loads is needed by every test, and each mutant of it would cost a run of all.
    ignoreStatic: true,
    // On a machine that others use too, a slow run is not an endless one.
    timeoutMS: 10_000,
    // What was found before stays in the report; after a change only what it can have changed is run again.
    incremental: true,
    incrementalFile: `${results}.incremental.json`,
    reporters: ['json', 'clear-text', 'progress-append-only'],
    jsonReporter: { fileName: `${results}.json` },
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    disableTypeChecks: false,
    tempDirName: '.stryker',
  };
};

const main = () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'one-at-a-time': { type: 'boolean' }, beside: { type: 'boolean' }, again: { type: 'boolean' } },
  });
  const [name = '', ...named] = positionals;
  const area = areas[name];
  const files = (area?.folders ?? []).flatMap(filesBelow).filter((file) => named.length === 0 || named.includes(basename(file, '.ts')));
  if (area === undefined || files.length === 0) {
    console.error(`Name an area (${Object.keys(areas).join(', ')}), and files of it if you do not mean all: npm run mutation -- audit verify chains`);
    process.exitCode = 2;
    return;
  }
  // What was built goes along: tests with a thread of its own are left out without.
  const built = readdirSync(join(root, 'packages')).map((each) => `packages/${each}/dist`);
  const folder = copiedTree(`mutation-${name}`, ['node_modules', ...built]);
  /** @param {string} command @param {readonly string[]} options */
  const run = (command, options) => spawnSync(command, options, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' }).status === 0;
  try {
    // Many a mutant waits for what never comes: it is to hold up the others no longer than it must.
    const asked = values.beside === true ? files.map(testsBeside).filter((file) => existsSync(join(root, file))) : area.tests;
    const tests = `import base from './vitest.config.js';
export default { ...base, test: { ...base.test, include: ${JSON.stringify(asked)}, maxWorkers: 1, testTimeout: 10_000 } };
`;
    writeFileSync(join(folder, 'vitest.mutation.ts'), tests);
    const report = join(root, 'test-results', 'mutation', `${name}.json`);
    if (values.again === true) {
      if (!run(process.execPath, ['scripts/survivors.mjs', report, ...files])) process.exitCode = 1;
      return;
    }
    if (!run('npm', ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', ...packages])) throw new Error('Stryker could not be fetched.');
    writeFileSync(join(folder, 'stryker.json'), JSON.stringify(settings(name, files, values['one-at-a-time'] === true ? 1 : 2)));
    mkdirSync(join(root, 'test-results', 'mutation'), { recursive: true });
    if (!run(process.execPath, ['node_modules/@stryker-mutator/core/bin/stryker.js', 'run', 'stryker.json'])) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

main();
