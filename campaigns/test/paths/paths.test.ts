import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chanceOf } from '@s1kit/server';
import { expect, it, onTestFinished } from 'vitest';
import { canary, makeArena } from '../../src/paths/arena.js';
import { tryReading, tryWriting } from '../../src/paths/disk.js';
import { paths } from '../../src/paths/paths.js';
import { tryDocument } from '../../src/paths/requests.js';
import type { Desk } from '../../src/practice/desk.js';
import type { Answer } from '../../src/practice/request.js';
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

it('what it was: silence, and a success that wrote nothing, were taken for a document that was written', async () => {
  const folder = mkdtempSync(join(tmpdir(), 's1kit-arena-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const arena = makeArena(folder);
  const answering = (write: Answer | undefined, get: Answer | undefined): Pick<Desk, 'ask'> => ({
    ask: async (name) => (name === 'GetDocument' ? get : write),
  });
  const said = (text: string): Answer => ({ text, error: undefined, deviceId: '' });
  const taken = said('<DocumentUID>1</DocumentUID>');
  const wrongOf = async (desk: Pick<Desk, 'ask'>): Promise<readonly string[]> => (await tryDocument(desk, '9000000009', arena, chanceOf(1))).wrong;
  expect(await wrongOf(answering(undefined, undefined))).toEqual(['a path was not answered']);
  expect(await wrongOf(answering(said(''), undefined))).toEqual(['a success names no document']);
  expect(await wrongOf(answering(taken, undefined))).toContain('a path was not answered');
  expect(await wrongOf(answering(taken, said('')))).toContain('a document that was written made 0 files');
});
