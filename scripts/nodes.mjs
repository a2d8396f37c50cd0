// `npm run test:nodes`: `npm test` on each Node.js that must work, with that Node from the npm registry. `npm run test:nodes -- 22` takes one.
// Each has a copy of the project, an installation and a database driver of its own; the working tree stays as it is.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { copiedTree, root } from './copied-tree.mjs';
import { outcomeOf, readResults } from './results.mjs';

/** Each with the version whose headers the driver is compiled with. 24: those of 24.19 have a fault, see docs/how-to/troubleshooting.md. */
const headers = new Map([
  ['20', '20'],
  ['22', '22'],
  ['24', '24.18'],
]);

/** What the registry calls the package with Node for this machine. */
const nodePackage = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;

/**
 * @param {string} folder
 * @param {string} version
 * @returns {string} where the package with that Node was installed
 */
const fetchNode = (folder, version) => {
  mkdirSync(folder, { recursive: true });
  run('npm', ['install', '--prefix', folder, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', `${nodePackage}@${version}`], { cwd: folder });
  return join(folder, 'node_modules', nodePackage);
};

/**
 * @param {string} command
 * @param {readonly string[]} argv
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv }} where
 */
const run = (command, argv, { cwd, env = process.env }) => {
  const { status } = spawnSync(command, argv, { cwd, env, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`${command} ${argv.join(' ')} ended with ${status}.`);
};

/**
 * Tests one copy of the project on one Node.
 * @param {string} major
 * @returns {string} what came of it, in one line
 */
const testedOn = (major) => {
  const folder = copiedTree(`node-${major}`);
  const programs = `${folder}-programs`;
  try {
    const node = fetchNode(join(programs, 'node'), major);
    const nodedir = fetchNode(join(programs, 'headers'), headers.get(major) ?? major);
    // First on the PATH: whatever starts `node` gets this one.
    const env = { ...process.env, PATH: `${join(node, 'bin')}${delimiter}${process.env.PATH ?? ''}`, npm_config_nodedir: nodedir };
    run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, env });
    const version = spawnSync('node', ['--version'], { env, encoding: 'utf8' }).stdout.trim();
    const { status } = spawnSync('node', ['scripts/test.mjs'], { cwd: folder, env, stdio: 'inherit' });
    process.chdir(folder);
    const { passed, failures, leftOut } = outcomeOf(readResults());
    if (status !== 0) process.exitCode = 1;
    return `${status === 0 ? '✓' : '✗'} Node.js ${version}: ${passed} passed, ${failures} failed, ${leftOut.length} left out`;
  } catch (failure) {
    process.exitCode = 1;
    return `✗ Node.js ${major}: ${failure instanceof Error ? failure.message : String(failure)}`;
  } finally {
    process.chdir(root);
    for (const gone of [folder, programs]) rmSync(gone, { recursive: true, force: true });
  }
};

const main = () => {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((major) => !headers.has(major));
  if (unknown.length > 0) {
    console.error(`This project is tested on Node.js ${[...headers.keys()].join(', ')}, not ${unknown.join(', ')}.`);
    process.exitCode = 2;
    return;
  }
  const outcomes = (asked.length > 0 ? asked : [...headers.keys()]).map(testedOn);
  console.log(`\n${outcomes.join('\n')}`);
};

main();
