// `npm run campaign`: lists the campaigns, or runs one and says what it found. Exit codes: 0 it held, 1 it did not, 2 the command line is wrong.
import type { Campaign, Verdict } from './campaign.js';
import { type Asked, readCommandLine, UsageError, usage } from './command-line.js';
import { campaigns } from './registry.js';
import { runCampaign } from './run.js';

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(words: readonly string[]): Promise<number> {
  const asked = readCommandLine(words);
  if (asked.kind === 'list') {
    list(asked.json);
    return 0;
  }
  const chosen = asked.name === 'all' ? campaigns : campaigns.filter(({ name }) => name === asked.name);
  if (chosen.length === 0) throw new UsageError(`There is no campaign "${asked.name}". "list" names them.`);
  const verdicts: Verdict[] = [];
  for (const campaign of chosen) verdicts.push(await tryOut(campaign, asked));
  return verdicts.every(({ ok }) => ok) ? 0 : 1;
}

function list(json: boolean): void {
  if (json) print(JSON.stringify(campaigns.map(({ name, purpose }) => ({ name, purpose }))));
  else for (const { name, purpose } of campaigns) print(`${name.padEnd(20)} ${purpose}`);
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

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (failure) {
  if (!(failure instanceof UsageError)) throw failure;
  say(`${failure.message}\n\n${usage}`);
  process.exitCode = 2;
}
