// Tries a path on the real disk: what is read must lie inside, what is written must lie inside and nothing else may change (B7.14, B7.17).
import { readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { Refusal } from '@s1kit/contract';
import type { createFiles } from '@s1kit/desktop';
import type { Chance } from '@s1kit/server';
import { type Arena, canary, differences, listing } from './arena.js';
import { drawNames, drawPath } from './drawing.js';

/** The workstation's disk as a desk's door has it. */
export type Files = ReturnType<typeof createFiles>;

export interface Tried {
  readonly outcome: 'read' | 'written' | 'refused';
  readonly wrong: readonly string[];
}

export async function tryReading(files: Files, arena: Arena, chance: Chance): Promise<Tried> {
  const path = drawPath(chance, arena);
  const before = listing(arena);
  const expected = insideOf(arena, path);
  const isFile = expected !== undefined && statSync(expected).isFile();
  const outcome = await files.readFile(path, 1_000_000).catch(failure);
  const changed = differences(before, listing(arena)).map((name) => `reading changed ${name}`);
  if (typeof outcome === 'string')
    return { outcome: 'refused', wrong: [...changed, ...(outcome === refused ? [] : [outcome]), ...(isFile ? ['a file that lies inside was refused'] : [])] };
  const text = Buffer.from(outcome.bytes).toString();
  const wrong = [
    ...(text.includes(canary) ? ['a file outside was read'] : []),
    ...(!isFile || text !== readFileSync(expected, 'utf8') ? ['what was read is not what the path names inside'] : []),
    ...(isFile && outcome.name !== basename(expected) ? ['the file has another name'] : []),
  ];
  return { outcome: 'read', wrong: [...changed, ...wrong] };
}

export async function tryWriting(files: Files, arena: Arena, chance: Chance, unique: string): Promise<Tried> {
  const folder = drawPath(chance, arena);
  const { arePlain, names } = drawNames(chance, unique);
  const before = listing(arena);
  const expected = insideOf(arena, folder);
  const isFolder = expected !== undefined && statSync(expected).isDirectory();
  const isFree = isFolder && names.every((name) => !before.has(join(expected.slice(arena.root.length + 1), name)));
  const outcome = await files
    .writeFiles(
      folder,
      names.map((name) => ({ name, pieces: [Buffer.from(unique)] })),
    )
    .catch(failure);
  const changed = differences(before, listing(arena));
  if (typeof outcome === 'string') {
    const isRight = !(isFree && arePlain);
    return {
      outcome: 'refused',
      wrong: [
        ...changed.map((name) => `a refused writing changed ${name}`),
        ...(outcome === refused ? [] : [outcome]),
        ...(isRight ? [] : ['writing inside was refused']),
      ],
    };
  }
  const wanted = isFolder ? names.map((name) => join(expected, name)) : [];
  const wrong = [
    ...(arePlain ? [] : ['a name was taken that files cannot have everywhere']),
    ...(outcome.join('\n') === wanted.join('\n') ? [] : ['what was written is not where the path leads inside']),
    ...changed.filter((name) => !wanted.includes(join(arena.root, name))).map((name) => `writing changed ${name}`),
    ...(outcome.every((path) => readFileSync(path, 'utf8') === unique) ? [] : ['what was written is not what was given']),
  ];
  for (const path of outcome) rmSync(path);
  return { outcome: 'written', wrong };
}

export const refused = 'refused';

/** A refusal is as it should be; whatever else fails is told. */
export function failure(reason: unknown): string {
  if (reason instanceof Refusal && reason.code === 'PathRefused') return refused;
  return `it failed with ${reason instanceof Error ? `${reason.name}: ${reason.message}` : 'something'}`;
}

/** Where a path leads, by the machine's own word, if that is inside; told naively. */
function insideOf({ allowed }: Arena, path: string): string | undefined {
  // Two slashes at the beginning mean another machine in some places, and half a character none in any.
  if (!path.startsWith('/') || path.startsWith('//') || path.startsWith('/\\') || /\p{Surrogate}/u.test(path)) return undefined;
  try {
    const real = realpathSync.native(path);
    return real === allowed || real.startsWith(allowed + sep) ? real : undefined;
  } catch {
    return undefined;
  }
}
