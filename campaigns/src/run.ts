// Runs one campaign from its seed within its budget, and gives its verdict.
import { tmpdir } from 'node:os';
import { chanceOf } from '@s1kit/server';
import { inOwnFolder } from '#runner';
import type { Campaign, Sightings, Trial } from './campaign.js';

export interface RunOptions {
  readonly seed: number;
  readonly budgetMs: number;
  readonly firstCase?: number;
  readonly say?: (line: string) => void;
}

/**
 * Runs a campaign; its folder is removed afterwards.
 * @throws what kept it from being run, e.g. a program that is missing
 * @example const { findings } = await runCampaign(slotFight, { seed: 1, budgetMs: 2_000 });
 */
export async function runCampaign(campaign: Campaign, { seed, budgetMs, firstCase = 0, say = () => undefined }: RunOptions): Promise<Sightings> {
  const end = performance.now() + budgetMs;
  const chance: Trial['chance'] = (...labels) => chanceOf(seed, ...labels);
  return inOwnFolder(tmpdir(), `s1kit-${campaign.name}-`, (folder) =>
    campaign.run({ seed, budgetMs, firstCase, folder, spent: () => performance.now() >= end, chance, say }),
  );
}
