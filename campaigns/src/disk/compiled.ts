// Compiles the test disk on first use; what was compiled is kept with what is installed, by what it was compiled from.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../../native/test-disk.c', import.meta.url));

/**
 * The path of the extension.
 * @throws {Error} where there is no C compiler, or it does not compile
 */
export function compiledDisk(): string {
  const driver = dirname(createRequire(import.meta.url).resolve('better-sqlite3/package.json'));
  const headers = join(driver, 'deps', 'sqlite3');
  const digest = createHash('sha256');
  for (const file of [source, join(headers, 'sqlite3.h')]) digest.update(readFileSync(file));
  const folder = join(dirname(driver), '.cache', 's1kit-test-disk');
  const compiled = join(folder, `${digest.digest('hex').slice(0, 16)}-${process.arch}.so`);
  if (!existsSync(compiled)) compile(headers, folder, compiled);
  return compiled;
}

function compile(headers: string, folder: string, compiled: string): void {
  mkdirSync(folder, { recursive: true });
  // Under a name of this process's own: two that compile at once do not meet.
  const draft = `${compiled}.${process.pid}`;
  const options = ['-shared', '-fPIC', '-O2', '-Wall', '-Wextra', '-Werror', '-I', headers, source, '-o', draft];
  const { error, status, stderr } = spawnSync('cc', options, { encoding: 'utf8' });
  if (error !== undefined) throw new Error(`The test disk needs a C compiler: cc is not on this machine (Debian: apt-get install g++).`);
  if (status !== 0) throw new Error(`The test disk does not compile:\n${stderr}`);
  renameSync(draft, compiled);
}
