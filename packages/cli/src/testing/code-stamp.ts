// Names the code that makes example data, so that data of other code is never taken for its own.
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { version } from '../version.js';

/** The packages whose code decides what the data is. */
const making = ['contract', 'link', 'server', 'cli'] as const;

/**
 * The version where the package is installed: then its files do not change. In a clone they do: then sizes and times of all of them count.
 * @param folder that of this code: `…/packages/cli/src/testing` or `…/packages/cli/dist/testing`
 */
export function codeStamp(folder = import.meta.dirname): string {
  if (folder.split(sep).includes('node_modules')) return version();
  const [built, packages] = [folder.split(sep).at(-2) ?? '', join(folder, '..', '..', '..')];
  const hash = createHash('sha256').update(version());
  for (const name of making) {
    for (const part of [built, 'data']) for (const fact of filesIn(join(packages, name, part))) hash.update(fact);
  }
  return hash.digest('hex');
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && /(?<!\.d)\.(ts|js|csv)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => {
        const { mtimeMs, size } = statSync(file);
        return `${file} ${size} ${mtimeMs}\n`;
      });
  } catch {
    return [];
  }
}
