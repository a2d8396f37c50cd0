// The data that test environments start with: made once for a seed, a day and a number of patients, and kept in the user's cache folder.
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, type Host } from '../config/index.js';
import { databaseName, keysName } from '../data-folder/names.js';
import { openData } from '../data-folder/open-data.js';
import { ownFolder } from '../data-folder/run-file.js';
import { environmentDefaults } from '../environment.js';
import { codeStamp } from './code-stamp.js';
import { type ExampleData, keep, readKept } from './kept-data.js';
import { clockOf, type WantedData } from './test-options.js';

/**
 * Gives example data from the cache, or makes it and keeps it there. Where the cache cannot be used it is made each time.
 * @param kept where it is kept; `undefined` for the user's cache folder
 * @returns what fills a new data folder with it
 */
export async function exampleData(wanted: WantedData, host: Host, kept = cacheFolder(host)): Promise<(folder: string) => void> {
  const folder = join(kept, 'example-data');
  const usable = ownFolder(folder, host);
  const name = createHash('sha256')
    .update(JSON.stringify([codeStamp(), wanted.seed, wanted.date, wanted.patients, wanted.largeRecord]))
    .digest('hex')
    .slice(0, 32);
  const found = usable ? readKept(folder, name) : undefined;
  const data = found ?? (await make(wanted, host));
  if (usable && found === undefined) keep(folder, name, data);
  return (to) => {
    writeFileSync(join(to, keysName), data.keys, { flag: 'wx', mode: 0o600 });
    writeFileSync(join(to, databaseName), data.database, { flag: 'wx', mode: 0o600 });
  };
}

/** Makes a data folder as every environment does, and takes its files. */
async function make(wanted: WantedData, host: Host): Promise<ExampleData> {
  const folder = mkdtempSync(join(host.temporary, 's1kit-making-'));
  try {
    const data = await openData({ ...environmentDefaults(), ...wanted, host, data: folder, clock: clockOf(wanted) });
    await data?.close();
    return { keys: readFileSync(join(folder, keysName)), database: readFileSync(join(folder, databaseName)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
