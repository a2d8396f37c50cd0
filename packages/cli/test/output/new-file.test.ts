import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeNewFile } from '../../src/output/new-file.js';
import { temporaryFolder } from '../support.js';

describe('a new file', () => {
  it('has its name when it is whole, and is for its owner alone', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'a.jsonl');
    const seen: boolean[] = [];
    await writeNewFile(
      file,
      (async function* () {
        yield 'one\n';
        seen.push(readdirSync(folder).includes('a.jsonl'));
        yield 'é\n';
      })(),
    );
    expect([seen, readFileSync(file, 'utf8'), readdirSync(folder)]).toEqual([[false], 'one\né\n', ['a.jsonl']]);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('leaves nothing where what it is made of breaks off (had left its first half)', async () => {
    const folder = temporaryFolder();
    const broken = (async function* () {
      yield 'one\n';
      throw new Error('The environment has stopped.');
    })();
    await expect(writeNewFile(join(folder, 'a.jsonl'), broken)).rejects.toThrow('The environment has stopped.');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is not written over another: told before anything is read, and also where that came meanwhile', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'a.jsonl');
    const theirs = (async function* () {
      yield 'ours\n';
      writeFileSync(file, 'theirs');
    })();
    await expect(writeNewFile(file, theirs)).rejects.toThrow(`${file} is there already: nothing is overwritten. Name another file.`);
    let read = false;
    const unread = (async function* () {
      read = true;
      yield 'ours\n';
    })();
    await expect(writeNewFile(file, unread)).rejects.toThrow('is there already');
    expect([read, readFileSync(file, 'utf8'), readdirSync(folder)]).toEqual([false, 'theirs', ['a.jsonl']]);
  });

  it('is told where it cannot be begun', async () => {
    const file = join(temporaryFolder(), 'none', 'a.jsonl');
    await expect(writeNewFile(file, (async function* () {})())).rejects.toThrow(`${file} could not be written: ENOENT. Nothing of it was left.`);
  });
});
