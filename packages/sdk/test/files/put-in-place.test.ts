// By its form, what Windows asks for: the tests run where renames do not fail so.
import { posix, win32 } from 'node:path';
import { describe, expect, it } from 'vitest';
import { putInPlace, type Renaming } from '../../src/files/put-in-place.js';

interface Tried {
  readonly renaming: Renaming;
  readonly renamed: string[];
  readonly pauses: number[];
  readonly synced: string[];
}

/** A system whose renames fail so many times, and then succeed. */
function system(platform: NodeJS.Platform, failures: number, code: string): Tried {
  const renamed: string[] = [];
  const pauses: number[] = [];
  const synced: string[] = [];
  const rename = async (from: string, to: string): Promise<void> => {
    renamed.push(`${from} -> ${to}`);
    if (renamed.length <= failures) throw Object.assign(new Error('held'), { code });
  };
  const pause = async (milliseconds: number): Promise<void> => void pauses.push(milliseconds);
  const syncFolder = async (folder: string): Promise<void> => void synced.push(folder);
  return { renaming: { platform, rename, pause, syncFolder }, renamed, pauses, synced };
}

const file = win32.join('C:\\Users\\jo\\AppData\\Local\\Kiosk', 'device.json');
const beside = `${file}.new`;

describe('a file that takes the place of another', () => {
  it.each(['EPERM', 'EACCES', 'EBUSY'])('on Windows is tried again while that one is held open: %s', async (code) => {
    const { renaming, renamed, pauses } = system('win32', 5, code);
    await putInPlace(beside, file, renaming);
    expect(renamed).toEqual(Array.from({ length: 6 }, () => `${beside} -> ${file}`));
    expect(pauses).toEqual([10, 20, 50, 100, 200]);
  });

  it('on Windows is given up after two seconds, with what was said', async () => {
    const { renaming, pauses } = system('win32', 100, 'EPERM');
    await expect(putInPlace(beside, file, renaming)).rejects.toMatchObject({ code: 'EPERM' });
    expect(pauses.reduce((sum, each) => sum + each, 0)).toBe(1_980);
  });

  it.each([
    ['linux', ['/var/lib/kiosk']],
    ['win32', []],
  ] as const)('on %s outlives the loss of power: the new name of the file was not certain to be on the disk', async (platform, folders) => {
    const { renaming, synced } = system(platform, 0, '');
    await putInPlace('/var/lib/kiosk/outbox.new', '/var/lib/kiosk/outbox', renaming);
    expect(synced).toEqual(folders);
  });

  it.each([
    ['win32', 'ENOSPC'],
    ['linux', 'EPERM'],
    ['darwin', 'EBUSY'],
  ] as const)('on %s is not tried again after %s', async (platform, code) => {
    const { renaming, renamed, pauses } = system(platform, 1, code);
    await expect(putInPlace('a', 'b', renaming)).rejects.toMatchObject({ code });
    expect(renamed).toHaveLength(1);
    expect(pauses).toEqual([]);
  });

  it('stands beside the other one on every system, so that the rename crosses no drive', () => {
    for (const { dirname, parse } of [win32, posix]) {
      const path = dirname === win32.dirname ? file : '/home/jo/.local/kiosk/device.json';
      for (const added of ['.pacing.json', '.lock', '.new', '.0a1b.tmp']) {
        expect(dirname(`${path}${added}`)).toBe(dirname(path));
        // No character that Windows forbids in names.
        expect(parse(`${path}${added}`).base).toMatch(/^[^<>:"/\\|?*]+$/);
      }
    }
  });
});
