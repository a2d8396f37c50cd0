// Where files may be read and written: in the allowed folders and below, by real path (B7.14, B7.17).
import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '@s1kit/contract';
import { type PathRules, requireLocalPath } from './names.js';

const outside = 'The folder does not exist, or lies outside the allowed folders: use one that does and lies inside.';

/**
 * Finds the folder that a path really names.
 * @returns its real path
 * @throws {Refusal} PathRefused if it is not there, not a folder, not writable, or outside the allowed folders
 */
export async function findFolder(folder: string, allowedFolders: readonly string[], rules: PathRules): Promise<string> {
  requireLocalPath(folder, rules, 'folder');
  const real = await realpath(folder).catch(() => undefined);
  // One sentence for both, so that nobody learns from it what lies outside.
  if (real === undefined || !(await isAllowed(real, allowedFolders, rules))) throw new Refusal('PathRefused', outside);
  const found = await stat(real).catch(() => undefined);
  if (found === undefined) throw new Refusal('PathRefused', outside);
  if (!found.isDirectory()) throw new Refusal('PathRefused', 'The path names a file: name a folder.');
  await access(real, constants.W_OK | constants.X_OK).catch(() => {
    throw new Refusal('PathRefused', 'The folder cannot be written to.');
  });
  return real;
}

/** Whether a real path is that of an allowed folder or lies below one. The allowed folders may themselves be links. */
export async function isAllowed(real: string, allowedFolders: readonly string[], rules: PathRules): Promise<boolean> {
  const allowed = await Promise.all(allowedFolders.map((one) => realpath(one).catch(() => undefined)));
  return allowed.some((one) => one !== undefined && isWithin(one, real, rules));
}

/** Whether a real path is that of a folder or lies below it. */
export function isWithin(folder: string, inner: string, rules: PathRules): boolean {
  const { relative, isAbsolute } = rules === 'win32' ? path.win32 : path.posix;
  const way = relative(folder, inner);
  return way === '' || (way !== '..' && !/^\.\.[\\/]/.test(way) && !isAbsolute(way));
}
