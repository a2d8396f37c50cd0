// A folder that files may be read from and written to, with everything around it that must never be touched, and links of every kind between them.
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Arena {
  readonly root: string;
  readonly allowed: string;
  readonly outside: string;
}

/** Stands in every file that must not be read. */
export const canary = 'CANARY: this lies outside';

/** Makes it below a folder. */
export function makeArena(folder: string): Arena {
  const root = realpathSync(folder);
  const at = (...parts: readonly string[]): string => join(root, ...parts);
  const allowed = at('allowed');
  const outside = at('outside');
  for (const made of ['allowed/inner/deep', 'allowed/Größe', 'allowed/race', 'outside/deep', 'allowed-not', 'allowed.d', 'ALLOWED'])
    mkdirSync(at(made), { recursive: true });
  for (const name of ['outside', 'outside/deep', 'allowed-not', 'allowed.d', 'ALLOWED', '.']) {
    for (const file of ['note.txt', 'letter.pdf', 'x']) writeFileSync(at(name, file), `${canary} ${name}/${file}`);
  }
  for (const name of ['note.txt', 'inner/note.txt', 'inner/deep/letter.pdf', 'Größe/é.txt', 'race/note.txt'])
    writeFileSync(join(allowed, name), `inside ${name}`);
  const links: Readonly<Record<string, string>> = {
    'allowed/out': '../outside',
    'allowed/up': '..',
    'allowed/root': '/',
    'allowed/absolute': outside,
    'allowed/itself': 'itself',
    'allowed/ping': 'pong',
    'allowed/pong': 'ping',
    'allowed/chain': 'inner/second',
    'allowed/inner/second': '../third',
    'allowed/third': '../outside/deep',
    'allowed/inner/way': '../../outside',
    'allowed/inside': 'inner',
    'allowed/secret.txt': '../outside/note.txt',
    'allowed/nowhere.txt': '../outside/not-there-yet',
    'allowed/hidden': '/proc/self/cwd',
    'outside/back': '../allowed/inner',
    way: 'allowed',
  };
  for (const [name, target] of Object.entries(links)) symlinkSync(target, at(name));
  return { root, allowed, outside };
}

/** Everything below the root, with what it is and holds: two of them are the same only if nothing was made, changed or removed. */
export function listing({ root }: Arena): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const look = (folder: string): void => {
    for (const name of readdirSync(join(root, folder))) {
      const way = join(folder, name);
      const stat = lstatSync(join(root, way));
      if (stat.isDirectory()) {
        // What was made in it and taken back shows in the time of its change.
        found.set(way, way.startsWith('allowed/') || way === 'allowed' ? 'folder' : `folder ${stat.mtimeMs}`);
        look(way);
      } else found.set(way, stat.isSymbolicLink() ? `link to ${readlinkSync(join(root, way))}` : contentOf(join(root, way)));
    }
  };
  look('.');
  return found;
}

function contentOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** What is in one listing and not, or not so, in the other. */
export function differences(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name));
}
