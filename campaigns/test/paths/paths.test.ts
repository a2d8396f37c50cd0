import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chanceOf } from '@s1kit/server';
import { expect, it, onTestFinished } from 'vitest';
import { canary, makeArena } from '../../src/paths/arena.js';
import { tryReading, tryWriting } from '../../src/paths/disk.js';
import { paths } from '../../src/paths/paths.js';
import { briefly } from '../support/briefly.js';

it('B7.14, B7.17: no path leads outside', async () => {
  const { races, racedTries, read, refused, requests, windowsForms, written } = await briefly(paths);
  expect([races, racedTries, requests]).not.toContain(0);
  for (const count of [read, written, refused, windowsForms]) expect(count).toBeGreaterThan(4);
});

it('sees a disk that reads and writes wherever it is told', async () => {
  const folder = mkdtempSync(join(tmpdir(), 's1kit-arena-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const arena = makeArena(folder);
  const careless = {
    readFile: async () => ({ name: 'note.txt', bytes: Buffer.from(canary) }),
    writeFiles: async () => {
      writeFileSync(join(arena.outside, 'made'), 'x');
      return [join(arena.outside, 'made')];
    },
    removeFiles: async () => undefined,
  };
  expect((await tryReading(careless, arena, chanceOf(1))).wrong).toContain('a file outside was read');
  expect((await tryWriting(careless, arena, chanceOf(1), 'x')).wrong).toContain('writing changed outside/made');
});
