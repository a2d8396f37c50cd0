// Runs one campaign from its seed within its budget, and gives its verdict.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chanceOf } from '@s1kit/server';
import type { Campaign, Sightings } from './campaign.js';

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
  const folder = await mkdtemp(join(tmpdir(), `s1kit-${campaign.name}-`));
  const end = performance.now() + budgetMs;
  try {
    return await campaign.run({
      seed,
      budgetMs,
      firstCase,
      folder,
      spent: () => performance.now() >= end,
      chance: (...labels) => chanceOf(seed, ...labels),
      say,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
