// The workstation's disk, as the server is given it: files read, written, and taken back.
import { lstat, unlink } from 'node:fs/promises';
import type { DesktopDoor } from '@s1kit/link';
import { createFileReader } from './read.js';
import { createFileWriter, type FileOptions, type WrittenFile } from './write.js';

/** So many of the files written last can still be taken back. What a request wrote is taken back while it is answered, or never. */
const rememberedFiles = 10_000;

export type Files = Required<Pick<DesktopDoor, 'readFile' | 'writeFiles' | 'removeFiles'>>;

/**
 * Opens the door to the workstation's disk.
 * @example const files = createFiles({ allowedFolders: ['/home/me/files'] });
 */
export function createFiles(options: FileOptions): Files {
  const written = new Map<string, WrittenFile>();
  const remember = (files: readonly WrittenFile[]): void => {
    for (const file of files) written.set(file.path, file);
    for (const path of [...written.keys()].slice(0, Math.max(0, written.size - rememberedFiles))) written.delete(path);
  };
  const remove = async (path: string): Promise<void> => {
    const file = written.get(path);
    if (file === undefined) return;
    written.delete(path);
    // What stands there now may be somebody else's.
    const found = await lstat(path, { bigint: true }).catch(() => undefined);
    if (found?.dev === file.device && found.ino === file.inode && found.birthtimeNs === file.made) await unlink(path);
  };
  return {
    readFile: createFileReader(options),
    writeFiles: createFileWriter(options, remember),
    removeFiles: async (paths) => void (await Promise.allSettled(paths.map(remove))),
  };
}
