// Draws paths and names of files: honest ones, and everything that has ever led a program astray.
import type { Chance } from '@s1kit/server';
import type { Arena } from './arena.js';

const parts = [
  ...['..', '..', '..', '.', '', 'inner', 'inner', 'deep', 'Größe', 'Größe', 'GRÖSSE', 'outside', 'allowed', 'allowed-not', 'allowed.d', 'ALLOWED', 'Inner'],
  ...['out', 'up', 'root', 'absolute', 'itself', 'ping', 'chain', 'way', 'inside', 'hidden', 'secret.txt', 'nowhere.txt', 'second', 'third', 'back'],
  ...['note.txt', 'letter.pdf', 'x', 'é.txt', 'é.txt', 'note.txt ', 'note.txt.', 'inner.', 'inner ', ' inner', 'note.txt::$DATA', 'note.txt:stream'],
  ...[
    '%2e%2e',
    '..%2f',
    '..\\',
    '..\\outside',
    '\\',
    '..;',
    '.. ',
    '...',
    '\u2025',
    '\uff0e\uff0e',
    '..\u200b',
    '~',
    '$HOME',
    '*',
    '?',
    'CON',
    'nul',
    'a\0b',
    '\0',
    '\ud800',
  ],
  ...['x'.repeat(256), '\u202e', 'a\nb', '-rf', 'proc/self/cwd', 'proc/self/root', 'dev/null', 'dev/stdin', 'etc/passwd'],
];

/** Leads inside by detours. */
function drawHonest(chance: Chance, { allowed, root }: Arena): string {
  const detours = Array.from({ length: chance.below(4) }, () => chance.pick(['.', '', 'inner/..', 'inside/..', 'Größe/../', 'inner/deep/../..']));
  const end = chance.pick([
    'note.txt',
    'inner/note.txt',
    'inside/note.txt',
    'inner/deep/letter.pdf',
    'Größe/é.txt',
    'race',
    'inner',
    'inside',
    'inside/deep',
    'Größe',
    '',
  ]);
  return [chance.pick([allowed, `${root}/way`, `${root}/outside/../allowed`]), ...detours, end].join('/');
}

/** A path, most of them below the allowed folder or aside of it. */
export function drawPath(chance: Chance, arena: Arena): string {
  if (chance.chance(0.25)) return drawHonest(chance, arena);
  const { allowed, outside, root } = arena;
  const starts = [
    allowed,
    allowed,
    allowed,
    allowed,
    `${root}/way`,
    outside,
    root,
    '',
    '/',
    `/${allowed}`,
    `//${allowed}`,
    `\\\\?\\${allowed}`,
    'file://',
    `file://${allowed}`,
    '.',
    '~',
    'C:',
    '\\\\server\\share',
  ];
  const length = chance.chance(0.01) ? 2_000 : chance.below(6);
  const drawn = Array.from({ length }, () => chance.pick(parts));
  return [chance.pick(starts), ...drawn].join(chance.chance(0.05) ? '//' : '/');
}

/** Names that files may have on every system, and names that they may not: the second of a pair says which. */
const names: readonly (readonly [name: string, isPlain: boolean])[] = [
  ...['a.txt', 'scan-1.png', 'é.txt', 'b c.pdf', '.hidden', 'x', 'conn', 'com10', 'nul-1', 'lpt', 'x'.repeat(255), 'a..b'].map((name) => [name, true] as const),
  ...[
    '',
    '.',
    '..',
    '../x',
    '..\\x',
    '/etc/x',
    'a/b',
    'a\\b',
    'C:x',
    'x:y',
    'x::$DATA',
    'NUL',
    'nul.txt',
    'Con',
    'con .txt',
    'COM1',
    'com¹.txt',
    'LPT9.x',
    'AUX.',
    'conin$',
  ].map((name) => [name, false] as const),
  ...['x.', 'x ', ' x', 'a\0b', 'a\nb', 'a\u007f', 'a*', 'a?', '<a>', 'a|b', '"', 'x'.repeat(256), 'é'.repeat(128), '\ud800'].map(
    (name) => [name, false] as const,
  ),
];

export interface DrawnNames {
  readonly names: readonly string[];
  /** Whether all are plain and no two the same, also where case or composition tells none apart. */
  readonly arePlain: boolean;
}

/** Names of files to be written together: mostly plain ones. */
export function drawNames(chance: Chance, unique: string): DrawnNames {
  const plain = Array.from({ length: chance.between(1, 3) }, (_, index) => `${unique}-${index}.txt`);
  if (chance.chance(0.6)) return { names: plain, arePlain: true };
  if (chance.chance(0.1)) return { names: ['Straße.TXT', 'straße.txt'], arePlain: false };
  if (chance.chance(0.1)) return { names: ['\u00e9.txt', 'e\u0301.txt'], arePlain: false };
  const [name, isPlain] = chance.pick(names);
  return { names: [...plain, name], arePlain: isPlain };
}
