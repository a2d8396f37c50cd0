// A database that is only being made when the power goes: it is made at the next start, or was made.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Chance, openSqlite } from '@s1kit/server';
import type { TestDisk } from '../disk/test-disk.js';

/** @returns what does not hold */
export async function cutWhileMade(folder: string, disk: TestDisk, chance: Chance, changes: number): Promise<readonly string[]> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  disk.watch(folder, chance.below(2 ** 31));
  disk.stop(changes);
  const file = join(folder, 's1kit.db');
  try {
    await openSqlite({ file }).close();
  } catch {
    // The power went.
  }
  if (!disk.stopped()) disk.stop();
  disk.cut(chance.chance(0.5) ? 512 : 4096);
  try {
    await openSqlite({ file }).close();
    return [];
  } catch (failure) {
    return [`A database that was being made is not opened again: ${failure instanceof Error ? failure.message : 'unknown reason'}`];
  }
}
