// What `npm run bench -- …` was asked for.
import { parseArgs } from 'node:util';

export type Asked =
  | { readonly kind: 'list'; readonly json: boolean }
  | { readonly kind: 'stages'; readonly write: boolean }
  /** No names: all of them. */
  | { readonly kind: 'run'; readonly names: readonly string[]; readonly rounds: number; readonly json: boolean; readonly write: boolean };

/** What is wrong with a command line; the message is for a person. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const usage = `npm run bench -- list [--json]
npm run bench -- stages [--write]
npm run bench -- [NAME …] [--rounds N] [--json] [--write]

  stages    where the time of one small request goes
  --rounds  how often each is measured beside its reference (9 if left out)
  --json    the results as JSON, in place of tables
  --write   keeps the results in docs/performance.md as well`;

/** @throws {UsageError} */
export function readCommandLine(words: readonly string[]): Asked {
  const { values, positionals } = parsed(words);
  const { json, write } = values;
  if (positionals[0] === 'list') {
    if (positionals.length > 1) throw new UsageError('"list" stands alone.');
    return { kind: 'list', json };
  }
  if (positionals[0] === 'stages') {
    if (positionals.length > 1) throw new UsageError('"stages" stands alone.');
    return { kind: 'stages', write };
  }
  return { kind: 'run', names: positionals, rounds: roundsOf(values.rounds), json, write };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        rounds: { type: 'string', default: '9' },
        json: { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
      },
    });
  } catch (failure) {
    throw new UsageError(failure instanceof Error ? failure.message : String(failure));
  }
}

function roundsOf(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new UsageError(`--rounds must be a whole number from 1 to 9999; it was given "${text}".`);
  return Number(text);
}
