// Finds the programs that the tests use beside Node; on Debian, as root, installs those that are missing.
// Needs no package of this project, so that it can run before `npm ci`: `node scripts/set-up.mjs --with-compiler` also sees to what compiles the
// database driver where no binary is offered for it.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {object} Program
 * @property {string} command what is looked for on the PATH
 * @property {string} debian the Debian package that has it
 * @property {string} use what its absence leaves out
 */

/** @type {readonly Program[]} */
export const programs = [
  { command: 'xmllint', debian: 'libxml2-utils', use: 'xmllint as a judge of our schemas and replies' },
  { command: 'xsd', debian: 'mono-devel', use: "classes made from our schemas by another language's code generator" },
  { command: 'mcs', debian: 'mono-devel', use: 'the C# examples' },
  { command: 'mono', debian: 'mono-devel', use: 'the C# examples' },
  { command: 'cc', debian: 'g++', use: 'campaigns with a disk that fails, and that forgets in a power cut' },
  { command: 'python3', debian: 'python3', use: 'the Python examples' },
  { command: 'chromium', debian: 'chromium', use: 'the screens in a real browser' },
  { command: 'zsh', debian: 'zsh', use: 'zsh as a judge of its completion script' },
  { command: 'fish', debian: 'fish', use: 'fish as a judge of its completion script' },
];

/** @type {readonly Program[]} */
const compiler = [
  { command: 'c++', debian: 'g++', use: 'compiling the database driver' },
  { command: 'make', debian: 'make', use: 'compiling the database driver' },
];

/**
 * @param {string} command
 * @returns {boolean} whether a program of that name is on the PATH
 */
export const isThere = (command) => {
  const names = process.platform === 'win32' ? [`${command}.exe`, `${command}.cmd`] : [command];
  return (process.env.PATH ?? '').split(delimiter).some((folder) => names.some((name) => isExecutable(join(folder, name))));
};

/**
 * Installs what is missing where that is possible without asking, and says the rest.
 * @param {(line: string) => void} say
 * @param {readonly Program[]} wanted
 * @returns {readonly Program[]} what is still missing
 */
export const setUp = (say, wanted = programs) => {
  const missing = wanted.filter(({ command }) => !isThere(command));
  if (missing.length === 0) return [];
  if (mayInstall()) install([...new Set(missing.map(({ debian }) => debian))], say);
  const still = wanted.filter(({ command }) => !isThere(command));
  for (const { command, debian, use } of still) say(`${command} is not on this machine; left out: ${use}. (Debian: apt-get install ${debian})`);
  return still;
};

/** @param {string} path */
const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const mayInstall = () => existsSync('/etc/debian_version') && isThere('apt-get') && process.getuid?.() === 0;

/**
 * @param {readonly string[]} packages
 * @param {(line: string) => void} say
 */
const install = (packages, say) => {
  say(`installing ${packages.join(', ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const steps = [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...packages],
  ];
  for (const step of steps) {
    const { status, stderr } = spawnSync('apt-get', step, { env, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
    if (status !== 0) return say(`apt-get ${step[0]} failed: ${stderr.trim().split('\n').at(-1)}`);
  }
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const missing = setUp((line) => console.log(line), process.argv.includes('--with-compiler') ? [...compiler, ...programs] : programs);
  console.log(missing.length === 0 ? 'everything that the tests use is there' : `${missing.length} programs are missing`);
}
