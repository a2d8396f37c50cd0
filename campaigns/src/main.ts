// `npm run campaign`: lists the campaigns, or runs one and says what it found. Exit codes: 0 it held, 1 it did not, 2 the command line is wrong.
import { listText, oneNamed, print, runProgram, say } from '#runner';
import type { Campaign, Verdict } from './campaign.js';
import { type Asked, readCommandLine, usage } from './command-line.js';
import { campaigns } from './registry.js';
import { runCampaign } from './run.js';

async function main(words: readonly string[]): Promise<boolean> {
  const asked = readCommandLine(words);
  if (asked.kind === 'list') {
    print(listText(campaigns, asked.json));
    return true;
  }
  const chosen = asked.name === 'all' ? campaigns : [oneNamed(campaigns, asked.name, 'campaign')];
  const verdicts: Verdict[] = [];
  for (const campaign of chosen) verdicts.push(await tryOut(campaign, asked));
  return verdicts.every(({ ok }) => ok);
}

async function tryOut(campaign: Campaign, { seed, budgetMs, firstCase, json }: Extract<Asked, { readonly kind: 'run' }>): Promise<Verdict> {
  const { name } = campaign;
  say(`${name}: seed ${seed}, ${budgetMs / 1000} s. ${campaign.purpose}`);
  const began = performance.now();
  const { counts, findings } = await runCampaign(campaign, { seed, budgetMs, firstCase, say: (line) => say(`  ${line}`) });
  const ok = findings.length === 0;
  const verdict: Verdict = { name, seed, ok, ...counts, seconds: Math.round(performance.now() - began) / 1000, ...(ok ? {} : { findings }) };
  for (const finding of findings) say(`✗ ${finding}`);
  if (json) print(JSON.stringify(verdict));
  else
    print(
      `${ok ? '✓' : '✗'} ${name}: ${Object.entries(counts)
        .map(([what, count]) => `${what} ${count.toLocaleString('en-GB')}`)
        .join(', ')}`,
    );
  return verdict;
}

process.exitCode = await runProgram(main, usage);
