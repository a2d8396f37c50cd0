// How a command fails: one clear line, and the exit code that goes with it.

/** A failure that is told in one line. `exitCode` is 2 where the command line, the environment or the configuration file is wrong, else 1. */
export class CommandError extends Error {
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CommandError';
    this.exitCode = exitCode;
  }
}

/** Wrong options, arguments or configuration: exit code 2. */
export function usageError(message: string): CommandError {
  return new CommandError(message, 2);
}
