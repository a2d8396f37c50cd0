// Whether every page of a file is to be checked before it is used.
import { statSync } from 'node:fs';

/** Files up to this many bytes are checked at each start: about a second for a gigabyte that is in memory, much more for one that is not. */
export const alwaysCheckedUpTo = 512 * 1024 * 1024;

/**
 * A small file is checked at each start, a large one after a stop that was not orderly: then its log is left beside it.
 * @param file the path of the database, not open yet
 */
export function needsWholeCheck(file: string, alwaysUpTo = alwaysCheckedUpTo): boolean {
  return sizeOf(file) <= alwaysUpTo || sizeOf(`${file}-wal`) > 0;
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
