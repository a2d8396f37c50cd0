// A new file that is there as a whole or not at all: written beside under another name, and given its own when it is on the disk.
import { randomBytes } from 'node:crypto';
import { type FileHandle, link, lstat, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CommandError } from '../command-error.js';

/**
 * Writes a file that must not be there yet, readable by its owner alone. What cannot be written leaves nothing.
 * @param path absolute
 * @throws {CommandError} if the file is there, or the disk is full or fails; and what `pieces` throws
 * @example await writeNewFile('/tmp/audit.jsonl', lines());
 */
export async function writeNewFile(path: string, pieces: AsyncIterable<string>): Promise<void> {
  // Said before anything is read: the pieces may be many.
  if (await isThere(path)) throw taken(path);
  const draft = `${path}.${randomBytes(6).toString('hex')}.part`;
  const handle = await orTell(path, open(draft, 'wx', 0o600));
  try {
    try {
      for await (const piece of pieces) await orTell(path, handle.appendFile(piece));
      await orTell(path, handle.sync());
    } finally {
      await handle.close();
    }
    await orTell(path, giveName(draft, path));
  } catch (failure) {
    await unlink(draft).catch(() => undefined);
    throw failure;
  }
}

/** A link is refused where the name is taken meanwhile; a disk without links has only the name that replaces. */
async function giveName(draft: string, path: string): Promise<void> {
  try {
    await link(draft, path);
    await unlink(draft);
  } catch (failure) {
    if (!linkless.has(codeOf(failure)) || (await isThere(path))) throw failure;
    await rename(draft, path);
  }
  await syncFolder(dirname(path));
}

const linkless: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** Windows writes down the names of files by itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  let handle: FileHandle | undefined;
  try {
    handle = await open(folder, 'r');
    await handle.sync();
  } finally {
    await handle?.close();
  }
}

async function isThere(path: string): Promise<boolean> {
  return await lstat(path).then(
    () => true,
    () => false,
  );
}

function taken(path: string, cause?: unknown): CommandError {
  return new CommandError(`${path} is there already: nothing is overwritten. Name another file.`, 1, { cause });
}

async function orTell<T>(path: string, doing: Promise<T>): Promise<T> {
  try {
    return await doing;
  } catch (cause) {
    const code = codeOf(cause);
    if (code === 'EEXIST') throw taken(path, cause);
    const why = code === 'ENOSPC' || code === 'EDQUOT' ? 'the disk is full. Make room, or name a file on another one' : code;
    throw new CommandError(`${path} could not be written: ${why}. Nothing of it was left.`, 1, { cause });
  }
}

function codeOf(failure: unknown): string {
  return failure instanceof Error && 'code' in failure ? String(failure.code) : 'unknown reason';
}
