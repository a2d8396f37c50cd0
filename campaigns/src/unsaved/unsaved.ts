// Every order of leaving, saving, discarding, deciding, crashing, and others' updates, on a record that is open: nothing saved that nobody saved, nothing lost (B7.16).
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { movableClock } from '@s1kit/link';
import type { Campaign } from '../campaign.js';
import { makePractice } from '../practice/practice.js';
import { explore } from './explore.js';
import { coreOperations, type Operation, operations } from './operations.js';
import { settle } from './world.js';

/** Monday, 5 January 2026, 08:00 in the UK. */
const start = Date.UTC(2026, 0, 5, 8);
const deepest = 6;

export const unsaved: Campaign = {
  name: 'unsaved',
  purpose:
    'Leave, save, discard, decide, crash, sign out, and update and delete elsewhere, in every order: nothing is saved that nobody saved, nothing is lost.',
  run: async (trial) => {
    const folder = join(trial.folder, 'data');
    mkdirSync(folder);
    const data = await makePractice(folder, { now: start, patients: 3 });
    const setting = await settle(data, movableClock({ start }));
    const pristine = join(trial.folder, 'pristine');
    cpSync(folder, pristine, { recursive: true });
    // All are tried in any case; the seed decides which are tried first.
    const inOrder = (those: readonly Operation[]): readonly Operation[] => {
      const chance = trial.chance('order');
      const left = [...those];
      return those.flatMap(() => left.splice(chance.below(left.length), 1));
    };
    const core = await explore(setting, pristine, inOrder(coreOperations), { most: deepest, spent: trial.spent });
    trial.say(`${coreOperations.length} operations: all orders of ${core.depth}, ${core.sequences} sequences`);
    const all = await explore(setting, pristine, inOrder(operations), { most: deepest, spent: trial.spent });
    const { depth, sequences, states } = all;
    return {
      counts: {
        coreOperations: coreOperations.length,
        coreDepth: core.depth,
        coreSequences: core.sequences,
        operations: operations.length,
        depth,
        sequences,
        states: core.states + states,
        tried: core.tried + all.tried,
      },
      findings: [...core.findings, ...all.findings],
    };
  },
};
