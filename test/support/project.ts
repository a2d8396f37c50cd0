// The files of this project as tests of the project itself see them.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const notOurs = new Set(['node_modules', 'dist', '.git', 'coverage', 'test-results']);

/**
 * The files below a folder of the project, but nothing installed, built or left by a run.
 * @param folder from the root, with `/`
 * @returns paths from the root, with `/`, sorted
 */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      if (notOurs.has(entry.name) || (entry.isDirectory() && entry.name.startsWith('.'))) return [];
      const path = relative(root, join(root, folder, entry.name))
        .split(sep)
        .join('/');
      return entry.isDirectory() ? filesBelow(path) : [path];
    })
    .sort();
}

/** The text of a file; its path is from the root. */
export function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** The packages of this project, by their folder's name. */
export function packageFolders(): readonly string[] {
  return readdirSync(join(root, 'packages')).sort();
}
