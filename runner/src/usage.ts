// Reads the words of a command line; what is wrong with them is told to a person, with the usage.
import { type ParseArgsConfig, parseArgs } from 'node:util';

/** What is wrong with a command line; the message is for a person. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

type Parsed<O extends NonNullable<ParseArgsConfig['options']>> = ReturnType<typeof parseArgs<{ args: string[]; allowPositionals: true; options: O }>>;

/**
 * The options of a command line, and what stands in it beside them.
 * @throws {UsageError}
 * @example const { values, positionals } = parsedWords(['list', '--json'], { json: { type: 'boolean', default: false } });
 */
export function parsedWords<const O extends NonNullable<ParseArgsConfig['options']>>(words: readonly string[], options: O): Parsed<O> {
  try {
    return parseArgs({ args: [...words], allowPositionals: true, options });
  } catch (failure) {
    throw new UsageError(failure instanceof Error ? failure.message : String(failure));
  }
}

/**
 * A whole number as it is written in a command line, up to 15 digits.
 * @param what names it for the message, e.g. `--rounds`
 * @throws {UsageError} also where it is less than `least`
 */
export function wholeNumber(text: string, what: string, least = 0): number {
  if (/^\d{1,15}$/.test(text) && Number(text) >= least) return Number(text);
  throw new UsageError(`${what} must be a whole number from ${least}; it was given "${text}".`);
}
