// A copy of the project in a temporary folder, for runs that install other things or change the code: the working tree stays as it is.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the project. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Copies every file that git knows, or would take in, into a folder that is made anew.
 * @param {string} name what the copy is for, e.g. `node-22`: two copies of one name are never side by side
 * @param {readonly string[]} [further] files and folders that git does not know, such as `node_modules`
 * @returns {string} the folder of the copy; whoever asked for it removes it
 * @example const folder = copiedTree('mutation', ['node_modules']);
 */
export const copiedTree = (name, further = []) => {
  const folder = join(tmpdir(), `s1kit-${name}`);
  rmSync(folder, { recursive: true, force: true });
  const known = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
  for (const file of [...known.split('\0'), ...further].filter((path) => path !== '' && existsSync(join(root, path)))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file), { recursive: true, verbatimSymlinks: true });
  }
  return folder;
};
