import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { movableClock } from '@s1kit/link';
import { expect, it, onTestFinished } from 'vitest';
import { makePractice } from '../../src/practice/practice.js';
import { explore } from '../../src/unsaved/explore.js';
import { operations } from '../../src/unsaved/operations.js';
import { unsaved } from '../../src/unsaved/unsaved.js';
import { settle } from '../../src/unsaved/world.js';
import { briefly } from '../support/briefly.js';

it('B7.16: in every order, nothing is saved that nobody saved and nothing is lost', async () => {
  const { coreDepth, depth, tried } = await briefly(unsaved);
  expect(coreDepth).toBeGreaterThanOrEqual(1);
  expect(depth).toBeGreaterThanOrEqual(1);
  expect(tried).toBeGreaterThan(20);
});

it('sees a change that is not discarded', async () => {
  const folder = mkdtempSync(join(tmpdir(), 's1kit-unsaved-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const now = Date.UTC(2026, 0, 5, 8);
  mkdirSync(join(folder, 'data'));
  const setting = await settle(await makePractice(join(folder, 'data'), { now, patients: 3 }), movableClock({ start: now }));
  cpSync(join(folder, 'data'), join(folder, 'pristine'), { recursive: true });
  const [leave, save, discard] = ['leave a mobile number on first', 'save', 'discard'].map((name) => operations.find((one) => one.name === name));
  if (leave === undefined || save === undefined || discard === undefined) throw new Error('There are no such operations.');
  // As if the environment saved what the user discards.
  const wrong: typeof discard = {
    ...discard,
    act: async (world, at) => {
      const done = await save.act(world, at);
      return { ...done, answer: done.answer.replace(/saved.*/, 'discarded') };
    },
  };
  const { findings } = await explore(setting, join(folder, 'pristine'), [leave, wrong], { most: 2, spent: () => false });
  expect(findings.join()).toContain('After [leave a mobile number on first, discard]');
  expect(findings.join()).toContain('mobile should be "07700 900000"');
});
