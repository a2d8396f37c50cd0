// The forms of Windows, tried by its rules on any system: each part of a path is known to be usable or not, and so is the whole.
import { createFiles, isWithin } from '@s1kit/desktop';
import type { Chance } from '@s1kit/server';
import { failure } from './disk.js';

const usable = ['files', 'Ordner', 'a b', '.x', 'conn', 'com10', 'lpt', 'é', 'é', '..', '.', '', 'nul-1', 'x'.repeat(200)];
const unusable = [
  'con',
  'NUL',
  'nul.txt',
  'Aux.tar.gz',
  'COM1',
  'com¹',
  'LPT³.x',
  'prn ',
  'con .txt',
  'CONIN$',
  'conout$',
  'a.',
  'a ',
  'a:b',
  'a::$DATA',
  'b?',
  '*',
  '<',
  '|',
  '"',
  'a\u0001',
];
const roots = ['C:\\', 'c:/', 'Z:\\'];
const noRoots = ['', '\\', '/', 'C:', '\\\\server\\share\\', '//server/share/', '\\\\?\\C:\\', '\\\\.\\COM1\\', '\\/server/', 'CC:\\', '1:\\', 'file:///C:/'];

/** By its form a path is refused if a part of it is not usable; if all are, it is looked for, and here it is nowhere. @returns what is wrong */
export async function tryForm(chance: Chance): Promise<string | undefined> {
  const files = createFiles({ allowedFolders: ['C:\\files'], rules: 'win32' });
  const isRooted = chance.chance(0.8);
  const parts = Array.from({ length: chance.between(1, 5) }, () => chance.pick(usable));
  const isUsable = isRooted && chance.chance(0.5);
  if (isRooted && !isUsable) parts.splice(chance.below(parts.length + 1), 0, chance.pick(unusable));
  // A drive with a slash behind it would be a root after all.
  if (!isRooted) parts.unshift('files');
  const path = chance.pick(isRooted ? roots : noRoots) + parts.join(chance.pick(['\\', '/']));
  const messages = await Promise.all(
    [files.readFile(path, 1_000), files.writeFiles(path, [{ name: 'x.txt', pieces: [] }])].map((tried) =>
      tried.then(
        () => 'done',
        (reason: unknown) => (failure(reason) === 'refused' && reason instanceof Error ? reason.message : failure(reason)),
      ),
    ),
  );
  const isLookedFor = messages.every((message) => message.includes('does not exist, or lies outside'));
  return isLookedFor === isUsable ? undefined : `a path of Windows was ${isUsable ? 'refused by its form' : 'taken by its form'}`;
}

/** Whether one real path lies below another: part by part, whatever their case. @returns what is wrong */
export function tryWithin(chance: Chance): string | undefined {
  const draw = (): string[] => [
    chance.pick(['C:', 'c:', 'D:']),
    ...Array.from({ length: chance.below(4) }, () => chance.pick(['files', 'FILES', 'files-not', 'a', '..x', 'x.'])),
  ];
  const folder = draw();
  const inner = chance.chance(0.5) ? [...folder.map((part) => (chance.chance(0.3) ? part.toUpperCase() : part)), ...draw().slice(1)] : draw();
  const expected = folder.every((part, index) => part.toLowerCase() === inner[index]?.toLowerCase());
  const written = (parts: readonly string[]): string => (parts.length === 1 ? `${parts[0]}\\` : parts.join('\\'));
  return isWithin(written(folder), written(inner), 'win32') === expected
    ? undefined
    : `of two paths of Windows ${expected ? 'the inner one was taken for outside' : 'one outside was taken for inside'}`;
}
