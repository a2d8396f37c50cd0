// The DeviceID in a file that only its owner may read, written so that it is always whole.
import { randomUUID } from 'node:crypto';
import { chmod, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { OptionInvalidError } from '../errors/index.js';
import { putInPlace } from '../files/put-in-place.js';
import type { DeviceStore } from './store.js';

/**
 * Keeps the DeviceID in a file: JSON, mode 0600, written beside and put in place by a rename, so that a crash leaves the old one or the new one.
 * Windows knows no such mode: there the file has the rights of its folder, so put it into the user's own (`%LOCALAPPDATA%`), which others may not read.
 * @param path the file; its folder is made where it is missing. One for each application and workstation: do not put it on a shared drive
 * @throws {@link OptionInvalidError} from `load`, where the file is there and is not such a file: it is not overwritten then
 * @example connect({ device: fileDeviceStore(join(app.getPath('userData'), 'systmone-device.json')), … })
 */
export function fileDeviceStore(path: string): DeviceStore {
  const file = resolve(path);
  return {
    path: file,
    load: async () => {
      let text: string;
      try {
        text = await readFile(file, 'utf8');
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
      return deviceIdIn(text, file);
    },
    save: async (deviceId) => {
      if (deviceId === undefined) {
        await rm(file, { force: true });
        return;
      }
      await mkdir(dirname(file), { recursive: true });
      await writeWhole(file, `${JSON.stringify({ version: 1, deviceId }, null, 2)}\n`);
    },
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function deviceIdIn(text: string, file: string): string {
  try {
    const found: unknown = JSON.parse(text);
    if (typeof found === 'object' && found !== null && 'deviceId' in found && typeof found.deviceId === 'string' && found.deviceId !== '')
      return found.deviceId;
  } catch {
    // Told below: what cannot be read is not one either.
  }
  throw new OptionInvalidError('device', `${file} is there, and is not a file of a DeviceID. Remove it, or name another.`);
}

async function writeWhole(file: string, text: string): Promise<void> {
  const beside = `${file}.${randomUUID()}.tmp`;
  try {
    const handle = await open(beside, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    // The mode that a file is made with is narrowed by the process's mask, and never widened: this is for a file system that gave more.
    await chmod(beside, 0o600);
    await putInPlace(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
