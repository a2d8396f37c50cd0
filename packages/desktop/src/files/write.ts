// Writes files for the server into a folder of the workstation: all of them or none, and never over another (B7.17).
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, copyFile, type FileHandle, link, lstat, open, realpath, unlink } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '@s1kit/contract';
import type { DesktopDoor, OutgoingFile } from '@s1kit/link';
import { findFolder } from './folder.js';
import { ownRules, type PathRules, requireFileName } from './names.js';

const replaced = 'The folder was replaced while files were written.';

export interface FileOptions {
  /** Folders that files may be read from and written into, and below. */
  readonly allowedFolders: readonly string[];
  /** How this system writes paths; its own if left out. */
  readonly rules?: PathRules;
  /** A name that no file has; random if left out. */
  readonly temporaryName?: () => string;
}

/** A file that was written, told from any other that might take its path. */
export interface WrittenFile {
  readonly path: string;
  readonly device: bigint;
  readonly inode: bigint;
  /** Nanoseconds: a new file may be given the number of one that went. */
  readonly made: bigint;
}

/**
 * The only door to the workstation's disk, for writing.
 * @param onWritten is told of files that were written, all of a call at once
 */
export function createFileWriter(options: FileOptions, onWritten: (files: readonly WrittenFile[]) => void = () => undefined): DesktopDoor['writeFiles'] {
  const rules = options.rules ?? ownRules();
  const temporaryName = options.temporaryName ?? (() => `.s1kit-${randomBytes(12).toString('hex')}.part`);

  return async (folder, files) => {
    requireNames(files);
    const real = await findFolder(folder, options.allowedFolders, rules);
    const place = await pin(real).catch((error: unknown) => {
      throw refusalOf(error);
    });
    const made: string[] = [];
    try {
      const written: { readonly temporary: string; readonly final: string }[] = [];
      for (const file of files) {
        const temporary = path.join(place.path, temporaryName());
        const handle = await open(temporary, 'wx', 0o600);
        made.push(temporary);
        await fill(handle, file.pieces);
        written.push({ temporary, final: path.join(place.path, file.name) });
      }
      for (const { temporary, final } of written) {
        await giveName(temporary, final);
        made.push(final);
      }
      // A folder that was moved away or replaced meanwhile is not the one that was allowed.
      if ((await realpath(place.path)) !== real) throw new Refusal('PathRefused', replaced);
      await Promise.all(written.map(({ temporary }) => unlink(temporary)));
      await place.sync();
      const paths = files.map(({ name }) => path.join(real, name));
      onWritten(await Promise.all(written.map(({ final }, index) => markOf(final, paths[index] ?? ''))));
      return paths;
    } catch (error) {
      await Promise.allSettled(made.map((one) => unlink(one)));
      throw refusalOf(error);
    } finally {
      await place.release();
    }
  };
}

async function markOf(place: string, path: string): Promise<WrittenFile> {
  const { dev, ino, birthtimeNs } = await lstat(place, { bigint: true });
  return { path, device: dev, inode: ino, made: birthtimeNs };
}

function requireNames(files: readonly OutgoingFile[]): void {
  const names = new Set<string>();
  for (const { name } of files) {
    requireFileName(name);
    names.add(name.normalize('NFC').toLowerCase());
  }
  if (names.size < files.length) throw new Refusal('PathRefused', 'Two files to be written have the same name.');
}

interface Pinned {
  readonly path: string;
  /** Has the system write down which files the folder has: what was answered is there after a power cut. */
  readonly sync: () => Promise<void>;
  readonly release: () => Promise<void>;
}

/** Holds on to a folder, so that what is written goes into it even if another takes its path. Only Linux can; elsewhere the path is checked again. */
async function pin(real: string): Promise<Pinned> {
  const plain = { path: real, sync: () => syncFolder(real), release: async () => undefined };
  if (process.platform !== 'linux') return plain;
  const handle = await open(real, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  const pinned = `/proc/self/fd/${handle.fd}`;
  const now = await realpath(pinned).catch(() => undefined);
  if (now === real) return { path: pinned, sync: () => handle.sync(), release: () => handle.close() };
  await handle.close();
  // Only where the system does not show its descriptors the path itself must do: another may have taken it.
  const isShown = await access('/proc/self/fd').then(
    () => true,
    () => false,
  );
  if (!isShown) return plain;
  throw new Refusal('PathRefused', replaced);
}

/** Windows writes down the names of files by itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

/** Brought to the disk after so many bytes: of a whole large file at once, everybody's commits would wait for the end. */
const syncedBytes = 1024 * 1024;

async function fill(handle: FileHandle, pieces: OutgoingFile['pieces']): Promise<void> {
  let unsynced = 0;
  try {
    for await (const piece of pieces) {
      await handle.writeFile(piece);
      unsynced += piece.length;
      if (unsynced < syncedBytes) continue;
      await handle.datasync();
      unsynced = 0;
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Gives a file a second name, which must be free: at once where the disk has links, else by a copy. */
async function giveName(temporary: string, final: string): Promise<void> {
  try {
    await link(temporary, final);
  } catch (error) {
    const code = codeOf(error);
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS' && code !== 'EMLINK') throw error;
    await copyToNew(temporary, final);
  }
}

/** Copies a file to a name that must be free; the copy is on the disk when it resolves, and there is none where that fails. */
export async function copyToNew(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to, constants.COPYFILE_EXCL);
    const handle = await open(to, 'r+');
    await handle.sync().finally(() => handle.close());
  } catch (failure) {
    // Unless it was there before, what stands there now is our own half copy.
    if (codeOf(failure) !== 'EEXIST') await unlink(to).catch(() => undefined);
    throw failure;
  }
}

function refusalOf(error: unknown): unknown {
  switch (codeOf(error)) {
    case 'EEXIST':
      return new Refusal('PathRefused', 'The folder has a file of that name already: nothing is overwritten.');
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new Refusal('PathRefused', 'The folder cannot be written to.');
    case 'ENAMETOOLONG':
      return new Refusal('PathRefused', 'The way to the folder is too long for the name of the file.');
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ELOOP':
      return new Refusal('PathRefused', 'The folder went while files were written.');
    case 'ENOSPC':
    case 'EDQUOT':
      return new Refusal('Unexpected', 'The disk is full: make room and try again. Nothing was kept.');
    case 'EIO':
      return new Refusal('Unexpected', 'The disk failed while files were written. Nothing was kept.');
    default:
      return error;
  }
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
