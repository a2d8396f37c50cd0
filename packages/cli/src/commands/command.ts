// What every command shares: the options that derive from their declarations, the examples that help begins with, and how it is run.
import type { Command } from 'commander';
import { type Client, createClient } from '../client.js';
import { CommandError } from '../command-error.js';
import {
  type Configuration,
  type Flags,
  isNamedByPort,
  type OptionDeclaration,
  type OptionKey,
  optionDeclarations,
  optionKeys,
  resolveConfiguration,
} from '../config/index.js';
import { atWorkstation, type RunFile, runningAt, runningOn } from '../data-folder/run-file.js';
import { createOutput, type Output } from '../output/output.js';
import type { Terminal } from '../terminal.js';

/** What a command is given when it runs. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly configuration: Configuration;
  readonly output: Output;
  /**
   * A client of the running environment.
   * @throws {CommandError} if none runs
   */
  readonly client: () => Client;
  /** The running environment that is meant, if one runs. */
  readonly running: () => RunFile | undefined;
}

/** What commands are made with. */
export interface CommandSetting {
  readonly terminal: Terminal;
  /** Takes the exit code of a command whose result is a "no", such as a broken chain. */
  readonly exitWith: (code: 0 | 1) => void;
}

/** The options of commands that talk to a running environment. */
export const clientOptions: readonly OptionKey[] = ['data', 'httpPort', 'workstation', 'config', 'json', 'quiet'];

/** Gives a command options out of the declarations. */
export function withOptions(command: Command, keys: readonly OptionKey[]): Command {
  for (const key of keys) {
    const declaration: OptionDeclaration = optionDeclarations[key] as OptionDeclaration;
    const { name, kind, doc } = declaration;
    const flags = kind.placeholder === undefined ? `--${name}` : `--${name} ${kind.placeholder}`;
    const option = command.createOption(flags, describe(key, doc));
    // For help and completion; what is right is judged when the values of all sources are read.
    if (kind.choices !== undefined) option.argChoices = [...kind.choices];
    if (kind.repeatable === true) option.argParser((value: string, before: unknown) => [...(Array.isArray(before) ? before : []), value]);
    command.addOption(option);
    // A switch that the environment or the file turned on can be turned off again.
    if (key === 'strict') command.addOption(command.createOption(`--no-${name}`).hideHelp());
  }
  // Without this, the hidden --no-strict would make `true` the default.
  if (keys.includes('strict')) command.setOptionValue('strict', undefined);
  return command;
}

function describe(key: OptionKey, doc: string): string {
  const { defaultDoc, atCreation } = optionDeclarations[key] as OptionDeclaration;
  const standard = defaultDoc ?? defaultTexts[key];
  const notes = [...(standard === undefined ? [] : [`default: ${standard}`]), ...(atCreation === true ? ['only when data is made'] : [])];
  return notes.length === 0 ? doc : `${doc} (${notes.join('; ')})`;
}

const defaultTexts: Readonly<Partial<Record<OptionKey, string>>> = {
  port: '40700',
  httpPort: '4070',
  seed: '1',
  patients: '1000',
  history: 'full',
  workstations: '1',
  approve: 'ask',
  throttle: 'silent',
  throttleScale: '1',
};

/** Puts examples before everything else in a command's help. Each is a command line and what it does. */
export function withExamples(command: Command, examples: readonly (readonly [line: string, what: string])[]): Command {
  const width = Math.max(...examples.map(([line]) => line.length));
  const lines = examples.map(([line, what]) => `  ${line.padEnd(width)}  ${what}`.trimEnd());
  return command.addHelpText('before', `Examples:\n${lines.join('\n')}\n`);
}

/** Lets a command run with the context made from its options. `O` is what its own options give. */
export function runs<A extends readonly unknown[], O>(
  command: Command,
  setting: CommandSetting,
  action: (context: CommandContext, parameters: A, options: O) => Promise<void> | void,
): Command {
  return command.action(async (...given: unknown[]) => {
    // Commander gives the arguments in order, then the options, then the command.
    const parameters = given.slice(0, -2) as unknown as A;
    const options = command.opts();
    const flags = Object.fromEntries(optionKeys.flatMap((key) => (options[key] === undefined ? [] : [[key, options[key]]]))) as Flags;
    await action(contextOf(setting.terminal, resolveConfiguration(flags, setting.terminal.host)), parameters, options as O);
  });
}

function contextOf(terminal: Terminal, configuration: Configuration): CommandContext {
  const running = (): RunFile | undefined => findRunning(terminal, configuration);
  return {
    terminal,
    configuration,
    output: createOutput(terminal, configuration.settings),
    running,
    client: () => {
      const run = running();
      if (run === undefined) throw new CommandError(notRunning(configuration));
      return createClient(atWorkstation(run, configuration.settings.workstation));
    },
  };
}

/** By data folder, or by HTTP port where that names it, or where nothing does and nothing runs on the default folder. */
function findRunning({ host, processes }: Terminal, configuration: Configuration): RunFile | undefined {
  const { settings, sources } = configuration;
  if (!isNamedByPort(configuration)) {
    const found = runningOn(settings.data, processes);
    if (found !== undefined || sources.data !== 'default') return found;
  }
  return runningAt(settings.httpPort, host, processes);
}

function notRunning(configuration: Configuration): string {
  const { settings, sources } = configuration;
  const where = sources.data !== 'default' && !isNamedByPort(configuration) ? `on the data folder ${settings.data}` : `with HTTP port ${settings.httpPort}`;
  return `No environment is running ${where}. Start one with: s1kit demo. If it runs elsewhere, name it with --data or --http-port.`;
}
