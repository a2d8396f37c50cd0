// Example data in its file: given back byte for byte, and never where anything of it has changed.
import { readdirSync, readFileSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startTestEnvironment } from 's1kit/testing';
import { expect, it } from 'vitest';
import { codeStamp } from '../../src/testing/code-stamp.js';
import { keep, readKept } from '../../src/testing/kept-data.js';
import { version } from '../../src/version.js';
import { temporaryFolder } from '../support.js';

const data = { keys: Buffer.from('{\n  "a": "b"\n}\n'), database: Buffer.from('SQLite\n\0\n pages') };
const fileIn = (folder: string): string => join(folder, readdirSync(folder)[0] ?? '');

it('gives back what was kept, and nothing for another name', () => {
  const folder = temporaryFolder();
  expect(readKept(folder, 'one')).toBeUndefined();
  expect(keep(folder, 'one', data)).toBe(true);
  expect(readKept(folder, 'one')?.database.equals(data.database)).toBe(true);
  expect(JSON.parse(readKept(folder, 'one')?.keys.toString() ?? '')).toEqual({ a: 'b' });
  expect(readKept(folder, 'two')).toBeUndefined();
});

it('does not believe a file with any byte changed or cut off', () => {
  const folder = temporaryFolder();
  keep(folder, 'one', data);
  const whole = readFileSync(fileIn(folder));
  for (let at = 0; at < whole.length; at++) {
    const changed = Buffer.from(whole);
    changed[at] = (changed[at] ?? 0) ^ 1;
    writeFileSync(fileIn(folder), changed);
    expect(readKept(folder, 'one'), `byte ${at}`).toBeUndefined();
    writeFileSync(fileIn(folder), whole);
    truncateSync(fileIn(folder), at);
    expect(readKept(folder, 'one'), `${at} bytes`).toBeUndefined();
    writeFileSync(fileIn(folder), whole);
  }
  expect(readKept(folder, 'one')).toBeDefined();
});

it('keeps the 16 that were used last, and removes drafts that nobody goes on with', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'left.aa.part'), '');
  writeFileSync(join(folder, 'under-way.bb.part'), '');
  utimesSync(join(folder, 'left.aa.part'), new Date(0), new Date(0));
  for (let at = 0; at < 16; at++) {
    keep(folder, `n${at}`, data);
    utimesSync(join(folder, `n${at}.s1kit-data`), new Date(at * 1_000), new Date(at * 1_000));
  }
  expect(readKept(folder, 'n0')).toBeDefined();
  keep(folder, 'last', data);
  expect(readKept(folder, 'n0')).toBeDefined();
  expect(readKept(folder, 'n1')).toBeUndefined();
  expect(readdirSync(folder)).toHaveLength(17);
  expect(readdirSync(folder)).toContain('under-way.bb.part');
});

it('where it cannot be kept, is made each time; where it is damaged, anew', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  expect(keep(join(folder, 'file'), 'one', data)).toBe(false);
  const options = { seed: 5, patients: 10, cacheFolder: join(folder, 'file') };
  await (await startTestEnvironment(options)).close();
  const kept = { ...options, cacheFolder: join(folder, 'cache') };
  await (await startTestEnvironment(kept)).close();
  const file = fileIn(join(folder, 'cache', 'example-data'));
  const size = readFileSync(file).length;
  truncateSync(file, size - 1);
  const s1 = await startTestEnvironment(kept);
  expect(s1.patients.deceased.surname).toBe('Latewood');
  await s1.close();
  expect(readFileSync(file)).toHaveLength(size);
});

it('is named after the code: its version where it is installed, its files in a clone', () => {
  const folder = temporaryFolder();
  const installed = join(folder, 'node_modules', 's1kit', 'dist', 'testing');
  expect(codeStamp(installed)).toBe(version());
  const clone = new URL('../../src/testing', import.meta.url).pathname;
  expect(codeStamp(clone)).toMatch(/^[0-9a-f]{64}$/);
  expect(codeStamp(clone)).not.toBe(codeStamp(join(folder, 'packages', 'cli', 'src', 'testing')));
});
