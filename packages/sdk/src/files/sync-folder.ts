// Which files a folder has, on the disk for certain.
import { open } from 'node:fs/promises';

/** Has the system write down which files a folder has: one that was made there outlives the loss of power. Windows does so by itself. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
