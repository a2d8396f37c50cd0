// What `npm run bench -- …` was asked for.
import { parsedWords, UsageError, wholeNumber } from '#runner';

export type Asked =
  | { readonly kind: 'list'; readonly json: boolean }
  | { readonly kind: 'stages'; readonly write: boolean }
  /** No names: all of them. */
  | { readonly kind: 'run'; readonly names: readonly string[]; readonly rounds: number; readonly json: boolean; readonly write: boolean };

export const usage = `npm run bench -- list [--json]
npm run bench -- stages [--write]
npm run bench -- [NAME …] [--rounds N] [--json] [--write]

  stages    where the time of one small request goes
  --rounds  how often each is measured beside its reference (9 if left out)
  --json    the results as JSON, in place of tables
  --write   keeps the results in docs/performance.md as well`;

/** @throws {UsageError} */
export function readCommandLine(words: readonly string[]): Asked {
  const { values, positionals } = parsedWords(words, {
    rounds: { type: 'string', default: '9' },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  });
  const { json, write } = values;
  if (positionals[0] === 'list') {
    if (positionals.length > 1) throw new UsageError('"list" stands alone.');
    return { kind: 'list', json };
  }
  if (positionals[0] === 'stages') {
    if (positionals.length > 1) throw new UsageError('"stages" stands alone.');
    return { kind: 'stages', write };
  }
  return { kind: 'run', names: positionals, rounds: wholeNumber(values.rounds, '--rounds', 1), json, write };
}
