// A copy of a file that nobody has open, to read it from: opening the file itself would leave files of SQLite's beside it.
import { constants, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { StoreError } from '../engine.js';

export interface StoppedCopy {
  readonly file: string;
  remove(): void;
}

/**
 * Copies a database with its write-ahead log, if a crash left one, into a temporary folder that only this user can enter.
 * @throws {StoreError} `unusable` if it cannot be read
 */
export function copyStopped(file: string): StoppedCopy {
  const folder = mkdtempSync(join(tmpdir(), 's1kit-read-'));
  const copy = join(folder, basename(file));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    copyFileSync(file, copy, constants.COPYFILE_FICLONE);
    if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`, constants.COPYFILE_FICLONE);
  } catch (cause) {
    remove();
    throw new StoreError(
      'unusable',
      `The database ${file} cannot be read: ${cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason'}.`,
      { cause },
    );
  }
  return { file: copy, remove };
}
