// What `npm run campaign -- …` was asked for.
import { parsedWords, UsageError, wholeNumber } from '#runner';

export type Asked =
  | { readonly kind: 'list'; readonly json: boolean }
  | { readonly kind: 'run'; readonly name: string; readonly seed: number; readonly budgetMs: number; readonly firstCase: number; readonly json: boolean };

export const usage = `npm run campaign -- list [--json]
npm run campaign -- NAME [--seed N] [--budget 60s] [--case N] [--json]
npm run campaign -- all  [--seed N] [--budget 60s] [--json]

  --seed    what the cases are drawn from; drawn anew and printed if left out
  --budget  how long it may take, e.g. 500ms, 60s, 10m, 2h (60s if left out); with \`all\`, each
  --case    the case to begin with, as a finding names it
  --json    the verdict as JSON in the last line`;

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** @throws {UsageError} */
export function readCommandLine(words: readonly string[]): Asked {
  const { values, positionals } = parsedWords(words, {
    seed: { type: 'string' },
    budget: { type: 'string', default: '60s' },
    case: { type: 'string', default: '0' },
    json: { type: 'boolean', default: false },
  });
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new UsageError('Name one campaign, or "list", or "all".');
  const { json } = values;
  if (name === 'list') return { kind: 'list', json };
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : wholeNumber(values.seed, '--seed');
  return { kind: 'run', name, seed, budgetMs: span(values.budget), firstCase: wholeNumber(values.case, '--case'), json };
}

function span(text: string): number {
  const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  if (amount === '') throw new UsageError(`--budget must be a span of time such as 500ms, 60s or 10m; it was given "${text}".`);
  return Number(amount) * (units[unit] ?? 0);
}
