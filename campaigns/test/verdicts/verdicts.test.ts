import { spawnSync } from 'node:child_process';
import { describe, expect, it, vi } from 'vitest';
import { runCampaign } from '../../src/run.js';
import { judgedBy, verdicts } from '../../src/verdicts/verdicts.js';
import { briefly } from '../support/briefly.js';

// A run ends when its budget is spent; a busy machine takes its time to start the environment and to stop it.
vi.setConfig({ testTimeout: 60_000 });

const hasXmllint = spawnSync('xmllint', ['--version']).error === undefined;

describe.skipIf(!hasXmllint)('verdicts, with xmllint as the second judge', () => {
  it('B3.5: the verdict on a request is that of its schema on the same document put in order, and replies follow theirs', async () => {
    const { byXmllint = 0, replies = 0, repliesSent = 0, requests = 0, requestsTaken = 0, successesSent = 0 } = await briefly(verdicts, 3_000);
    expect(requests).toBeGreaterThan(400);
    expect(requestsTaken).toBeGreaterThan(requests * 0.1);
    expect(requestsTaken).toBeLessThan(requests * 0.9);
    expect(Math.min(replies, repliesSent, successesSent, byXmllint)).toBeGreaterThan(0);
  });

  it('a schema that is laxer or stricter by one word is found', async () => {
    const lax = judgedBy((schemas) => schemas.map(({ name, content }) => ({ name, content: content.replaceAll(' maxOccurs="unbounded"', '') })));
    const { findings } = await runCampaign(lax, { seed: 1, budgetMs: 1_000 });
    expect(findings.length).toBeGreaterThan(0);
  });
});
