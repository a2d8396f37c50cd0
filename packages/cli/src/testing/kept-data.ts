// Files of example data: written whole or not at all, and never believed if a byte of them is not as it was written.
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A data folder's content, before any environment has used it. */
export interface ExampleData {
  /** As in keys.json. */
  readonly keys: Buffer;
  readonly database: Buffer;
}

const heading = 's1kit example data 1';
const ending = '.s1kit-data';
const drafted = '.part';

/** How many files are kept, those used last; and for how many milliseconds a draft may be somebody's who is still writing. */
const kept = 16;
const draftTime = 3_600_000;

/** Reads a file of example data; `undefined` where there is none, or it is not whole. */
export function readKept(folder: string, name: string): ExampleData | undefined {
  const file = join(folder, name + ending);
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    return undefined;
  }
  const firstEnd = bytes.indexOf(0x0a);
  const body = bytes.subarray(firstEnd + 1);
  if (firstEnd < 0 || bytes.toString('latin1', 0, firstEnd) !== headingOf(body)) return undefined;
  const keysEnd = body.indexOf(0x0a);
  noteUse(file);
  return { keys: body.subarray(0, keysEnd), database: body.subarray(keysEnd + 1) };
}

/**
 * Keeps example data in a file, in the place of what there was. Of several processes that do so at once the last one's stays.
 * @returns false where the folder cannot be written: whoever wants the data again makes it again
 */
export function keep(folder: string, name: string, { database, keys }: ExampleData): boolean {
  const body = Buffer.concat([Buffer.from(`${JSON.stringify(JSON.parse(keys.toString('utf8')))}\n`), database]);
  const draft = join(folder, `${name}.${randomBytes(6).toString('hex')}${drafted}`);
  try {
    writeFileSync(draft, Buffer.concat([Buffer.from(`${headingOf(body)}\n`), body]), { flag: 'wx', mode: 0o600 });
    renameSync(draft, join(folder, name + ending));
    tidy(folder);
    return true;
  } catch {
    removeIfThere(draft);
    return false;
  }
}

function headingOf(body: Buffer): string {
  return `${heading} ${createHash('sha256').update(body).digest('hex')}`;
}

function removeIfThere(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Nothing could be written there: then there is nothing.
  }
}

function noteUse(file: string): void {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Somebody else's tidying was quicker, or the folder cannot be written: the data has been read.
  }
}

/** Removes what was not used for longest, and drafts whose writers are gone. */
function tidy(folder: string): void {
  const files = readdirSync(folder).map((name) => ({ name, usedAt: statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0 }));
  const old = files
    .filter(({ name }) => name.endsWith(ending))
    .sort((one, other) => other.usedAt - one.usedAt)
    .slice(kept);
  const left = files.filter(({ name, usedAt }) => name.endsWith(drafted) && Date.now() - usedAt > draftTime);
  for (const { name } of [...old, ...left]) rmSync(join(folder, name), { force: true });
}
