// The program: from its arguments to its exit code.
import { CommanderError } from 'commander';
import { CommandError } from './command-error.js';
import { commandTree } from './commands/index.js';
import { visible, visibleLine } from './output/visible.js';
import { type OutputStream, processTerminal, type Terminal } from './terminal.js';
import { version } from './version.js';

/**
 * Runs a command.
 * @param argv the arguments after the program's name
 * @returns the exit code: 0, 1 for a failure or a "no", 2 where the command line or the configuration is wrong
 */
export async function main(argv: readonly string[], terminal: Terminal = processTerminal()): Promise<number> {
  let exitCode: 0 | 1 = 0;
  endQuietlyOnBrokenPipe(terminal);
  const program = commandTree(
    {
      terminal,
      exitWith: (code) => {
        exitCode = code;
      },
    },
    version(),
  );
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (failure) {
    return tell(failure, terminal);
  }
}

function tell(failure: unknown, { stderr, host }: Terminal): number {
  if (failure instanceof CommanderError) {
    if (failure.exitCode === 0) return 0;
    stderr.write(`s1kit: ${oneLine(usageText(failure))}\n`);
    return 2;
  }
  if (failure instanceof CommandError) {
    stderr.write(`s1kit: ${oneLine(failure.message)}\n`);
    return failure.exitCode;
  }
  stderr.write(`s1kit: ${oneLine(unexpected(failure))}\n`);
  if (host.env.S1KIT_DEBUG !== undefined && failure instanceof Error) stderr.write(`${visible(failure.stack ?? failure.message)}\n`);
  return 1;
}

/** The failures of the other packages whose messages are for a person, by name: loading those packages to tell would cost every command its quick start. */
const tellable = new Set(['ListenError', 'StoreError', 'InstallationError', 'OperationError', 'Refusal']);

/** What is said of a failure that is not the command's own. A message that was not written for people might quote what it failed on. */
function unexpected(failure: unknown): string {
  if (!(failure instanceof Error)) return 'Something failed that should not have.';
  if (tellable.has(failure.name)) return failure.message;
  const code = 'code' in failure ? `, ${String(failure.code)}` : '';
  return `Something failed that should not have (${failure.name}${code}). With S1KIT_DEBUG=1 in the environment it is told where.`;
}

/** A group of commands that was given without one of them fails with its help as the message. */
function usageText({ code, message }: CommanderError): string {
  if (code === 'commander.help') return 'A command is missing. s1kit --help shows those that there are, and so does --help behind each of them.';
  return message.replace(/^error: /, '');
}

function oneLine(text: string): string {
  return visibleLine(text.replace(/\s*\n\s*/g, ' ').trim());
}

/** Whoever read our output has gone, as in `s1kit audit list | head -1`: there is nobody left to tell. */
function endQuietlyOnBrokenPipe({ stdout, stderr }: Terminal): void {
  const quietly = (stream: OutputStream): void => {
    stream.on('error', (failure: NodeJS.ErrnoException) => {
      if (failure.code !== 'EPIPE') throw failure;
      if (stream === process.stdout) process.exit(0);
    });
  };
  quietly(stdout);
  quietly(stderr);
}
