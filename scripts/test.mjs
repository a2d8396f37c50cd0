// `npm test`: everything that must hold, from set-up to the last rule. `npm run check` is the same without the tests themselves.
// In CI (the environment variable CI is set) a test that is left out is a failure.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { outcomeOf, readResults, resultsFile } from './results.mjs';
import { setUp } from './set-up.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const inCi = !['', '0', 'false'].includes((process.env.CI ?? '').toLowerCase());

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {readonly string[]} command a script of node_modules or of ours, run by this Node, and its arguments
 * @property {boolean} [aloud] shows what it prints also when all is well
 * @property {boolean} [first] nothing after it makes sense if it fails
 */

/** @type {readonly Step[]} */
const checks = [
  { name: 'Build', command: ['node_modules/typescript/bin/tsc', '-b'], first: true },
  { name: 'Types of tests and scripts', command: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.tests.json'] },
  { name: 'Format and lint', command: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '--diagnostic-level=info'] },
  { name: 'Dead code', command: ['node_modules/knip/bin/knip.js', '--no-progress'] },
];
/** @type {readonly Step[]} */
const tests = [
  {
    name: 'Tests',
    command: ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${resultsFile}`],
    aloud: true,
  },
  // Alone, so that no other test takes its time.
  { name: 'Speed', command: ['bench/dist/guard/check.js'], aloud: true },
  { name: 'Rules', command: ['scripts/rules.mjs', '--brief'], aloud: true },
];

/** @param {Step} step */
const runStep = ({ name, command, aloud }) => {
  const started = performance.now();
  if (aloud) console.log(`${name} …`);
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: aloud ? 'inherit' : 'pipe',
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (status !== 0 && !aloud) console.log(`${stdout}${stderr}`.trimEnd());
  console.log(`${status === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
  return status === 0;
};

const main = () => {
  const withTests = !process.argv.includes('--checks-only');
  process.chdir(root);
  if (withTests) {
    rmSync(resultsFile, { force: true });
    mkdirSync(dirname(resultsFile), { recursive: true });
    setUp((line) => console.log(`  ${line}`));
  }
  /** @type {string[]} */
  const failed = [];
  for (const step of withTests ? [...checks, ...tests] : checks) {
    if (runStep(step)) continue;
    failed.push(step.name);
    if (step.first) break;
  }
  const { passed, failures, leftOut } = outcomeOf(withTests ? readResults() : []);
  if (leftOut.length > 0) console.log(`\nLeft out on this machine${inCi ? ' (in CI none may be)' : ''}:\n${leftOut.map((name) => `  ${name}`).join('\n')}`);
  if (failed.length > 0) console.log(`\nNot right yet: ${failed.join(', ')}.`);
  // A failed test is counted once; a check that is not a test, and a test left out in CI, count as failures of their own.
  const others = failed.filter((name) => name !== 'Tests' || failures === 0).length;
  const total = failures + others + (inCi ? leftOut.length : 0);
  if (withTests) console.log(`\n${passed} passed, ${total} failed`);
  process.exitCode = total === 0 ? 0 : 1;
};

main();
