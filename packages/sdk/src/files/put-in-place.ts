// A file that was written beside another takes its place: all of it, or nothing.
import { rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { syncFolder } from './sync-folder.js';

/** What a rename needs of its surroundings, so that those of another system can be tried. */
export interface Renaming {
  readonly platform: NodeJS.Platform;
  rename(from: string, to: string): Promise<void>;
  pause(milliseconds: number): Promise<void>;
  syncFolder(folder: string): Promise<void>;
}

/** Windows refuses so while somebody has the file open that is to be replaced, as virus scanners and backups do for a moment. */
const held = ['EPERM', 'EACCES', 'EBUSY'];
/** The pauses before it is tried again, in milliseconds: two seconds together. */
const pauses = [10, 20, 50, 100, 200, 400, 600, 600];

const ofThisSystem: Renaming = { platform: process.platform, rename, pause: async (milliseconds) => void (await pause(milliseconds)), syncFolder };

/**
 * Renames a file to the name of another, which it replaces, for certain once this resolves: the loss of power brings the other one back no more. On Windows it tries again while the other one is held open; elsewhere such an error is about
 * rights, and stays.
 * @throws what the last rename threw: then the other one is as it was
 */
export async function putInPlace(from: string, to: string, renaming: Renaming = ofThisSystem): Promise<void> {
  for (const before of renaming.platform === 'win32' ? pauses : []) {
    try {
      await renaming.rename(from, to);
      // Windows writes down the names of files by itself.
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && held.includes(String(error.code)))) throw error;
      await renaming.pause(before);
    }
  }
  await renaming.rename(from, to);
  if (renaming.platform !== 'win32') await renaming.syncFolder(dirname(to));
}
