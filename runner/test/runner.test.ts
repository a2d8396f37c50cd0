import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { inOwnFolder, listText, oneNamed, parsedWords, runProgram, UsageError, wholeNumber } from '../src/index.js';

const all = [
  { name: 'slow', purpose: 'Takes long.' },
  { name: 'quick', purpose: 'Does not.' },
];

describe('a program', () => {
  it('ends with 0 where all was as it should be, with 1 where it was not, with 2 where the command line is wrong', async () => {
    expect(await runProgram(async () => true, 'usage', [])).toBe(0);
    expect(await runProgram(async () => false, 'usage', [])).toBe(1);
    expect(await runProgram(async ([word = '']) => oneNamed(all, word, 'run').name === word, 'usage', ['none'])).toBe(2);
    const broken = runProgram(() => Promise.reject(new Error('broken')), 'usage', []);
    await expect(broken).rejects.toThrow('broken');
  });

  it('reads its words, and refuses those that it does not know', () => {
    const { values, positionals } = parsedWords(['quick', '--json'], { json: { type: 'boolean', default: false } });
    expect([positionals, values.json]).toEqual([['quick'], true]);
    expect(() => parsedWords(['--xml'], {})).toThrow(UsageError);
    expect(wholeNumber('0', '--seed')).toBe(0);
    for (const text of ['', '-1', '1.5', 'many', '0']) expect(() => wholeNumber(text, '--rounds', 1)).toThrow(UsageError);
  });

  it('lists what it can run', () => {
    expect(listText(all, false).split('\n')).toEqual(['slow                 Takes long.', 'quick                Does not.']);
    expect(JSON.parse(listText(all, true))).toEqual(all);
    expect(oneNamed(all, 'quick', 'run')).toBe(all[1]);
  });

  it('has a folder for a run, also where the run fails, until it ends', async () => {
    const parent = mkdtempSync(join(tmpdir(), 's1kit-runner-'));
    onTestFinished(() => rmSync(parent, { recursive: true }));
    const below = join(parent, 'runs');
    const made = await inOwnFolder(below, 'one-', async (folder) => [folder, existsSync(folder)] as const);
    expect(made).toEqual([expect.stringContaining('one-'), true]);
    expect(existsSync(made[0])).toBe(false);
    let failed = '';
    const failing = inOwnFolder(below, 'two-', (folder) => {
      failed = folder;
      throw new Error('broken');
    });
    await expect(failing).rejects.toThrow('broken');
    expect([failed.includes('two-'), existsSync(failed)]).toEqual([true, false]);
  });
});
