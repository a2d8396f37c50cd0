// Runs a campaign for seconds, as the tests do with every one of them.
import { expect } from 'vitest';
import type { Campaign, Sightings } from '../../src/campaign.js';
import { runCampaign } from '../../src/run.js';

/** The seed of the tests, so that what passed passes again. */
const seed = 20260105;

/** Runs it and expects that it found nothing; gives what it counted, so that a test can see that something was tried. */
export async function briefly(campaign: Campaign, budgetMs = 2_000): Promise<Sightings['counts']> {
  const { counts, findings } = await runCampaign(campaign, { seed, budgetMs });
  expect(findings).toEqual([]);
  return counts;
}
