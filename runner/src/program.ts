// A program from its words to its exit code.
import { UsageError } from './usage.js';

/** A line of the result. */
export const print = (line: string): void => void process.stdout.write(`${line}\n`);
/** A line for the person who waits. */
export const say = (line: string): void => void process.stderr.write(`${line}\n`);

/**
 * Runs a program with the words of its command line.
 * @param main gives whether all was as it should be
 * @param usage is shown where the command line is wrong
 * @returns the exit code: 0 all was, 1 it was not, 2 the command line is wrong
 * @throws what kept the program from running
 * @example process.exitCode = await runProgram(main, usage);
 */
export async function runProgram(main: (words: readonly string[]) => Promise<boolean>, usage: string, words = process.argv.slice(2)): Promise<0 | 1 | 2> {
  try {
    return (await main(words)) ? 0 : 1;
  } catch (failure) {
    if (!(failure instanceof UsageError)) throw failure;
    say(`${failure.message}\n\n${usage}`);
    return 2;
  }
}
