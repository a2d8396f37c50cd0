// Reads a file of the workstation for the server: one that lies in an allowed folder, by real path (B7.14).
import { type BigIntStats, constants } from 'node:fs';
import { type FileHandle, lstat, open, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '@s1kit/contract';
import type { DesktopDoor } from '@s1kit/link';
import { isAllowed } from './folder.js';
import { ownRules, type PathRules, requireLocalPath } from './names.js';
import type { FileOptions } from './write.js';

/** How much is read before others have their turn. */
const portionBytes = 1024 * 1024;

// One sentence for both, so that nobody learns from it what lies outside.
const outside = 'The file does not exist, or lies outside the allowed folders: name one that does and lies inside.';

/**
 * The only door to the workstation's disk, for reading. What is judged is the open file: another that takes its path meanwhile is never read.
 */
export function createFileReader(options: FileOptions): DesktopDoor['readFile'] {
  const rules = options.rules ?? ownRules();
  return async (given, limit) => {
    requireLocalPath(given, rules, 'file');
    const real = await realpath(given).catch(() => undefined);
    if (real === undefined || !(await isAllowed(real, options.allowedFolders, rules))) throw new Refusal('PathRefused', outside);
    // Looked at before it is opened, for opening alone does something to some devices.
    requireFile(await lstat(real, { bigint: true }).catch(() => undefined));
    // A link or a pipe that has taken the path meanwhile is not followed, and not waited for.
    const handle = await open(real, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)).catch((error: unknown) => {
      throw refusalOf(error);
    });
    try {
      const opened = requireFile(await handle.stat({ bigint: true }));
      await requirePlace(handle, opened, real, options.allowedFolders, rules);
      const bytes = await contentOf(handle, opened, limit);
      return { name: path.basename(real), bytes };
    } finally {
      await handle.close();
    }
  };
}

function requireFile(found: BigIntStats | undefined): BigIntStats {
  if (found === undefined) throw new Refusal('PathRefused', outside);
  if (!found.isFile()) throw new Refusal('PathRefused', 'The path names a folder or a device: name a file.');
  return found;
}

/** The open file must lie in an allowed folder now: a folder on its way may have been replaced by a link since its path was resolved. */
async function requirePlace(handle: FileHandle, opened: BigIntStats, real: string, allowedFolders: readonly string[], rules: PathRules): Promise<void> {
  const place = process.platform === 'linux' ? `/proc/self/fd/${handle.fd}` : real;
  const now = await realpath(place).catch(() => undefined);
  const there = now === undefined ? undefined : await stat(now, { bigint: true }).catch(() => undefined);
  const isSame = there !== undefined && there.dev === opened.dev && there.ino === opened.ino;
  if (now === undefined || !isSame || !(await isAllowed(now, allowedFolders, rules))) {
    throw new Refusal('PathRefused', 'The file was replaced while it was opened. Send the request again when it stays in its place.');
  }
}

async function contentOf(handle: FileHandle, { size, mtimeNs }: BigIntStats, limit: number): Promise<Uint8Array> {
  if (size > BigInt(limit)) throw new Refusal('PathRefused', `The file has more than ${limit / portionBytes} MiB: attach a smaller one.`);
  const bytes = Buffer.allocUnsafe(Number(size));
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await handle.read(bytes, filled, Math.min(portionBytes, bytes.length - filled), filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  const after = await handle.stat({ bigint: true });
  if (filled < bytes.length || after.size !== size || after.mtimeNs !== mtimeNs) {
    throw new Refusal('PathRefused', 'The file was changed while it was read. Send the request again when it has been written whole.');
  }
  return bytes;
}

function refusalOf(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ELOOP':
    case 'ENXIO':
      return new Refusal('PathRefused', outside);
    case 'EACCES':
    case 'EPERM':
    case 'EBUSY':
      return new Refusal('PathRefused', 'The file cannot be read: the desktop has no right to, or another program has it open.');
    default:
      return error;
  }
}
