// s1kit config: which value of each option is in force, and where it came from.
import type { Command } from 'commander';
import { type OptionDeclaration, type OptionKey, optionDeclarations, optionKeys, type Source, variableOf } from '../config/index.js';
import { type CommandSetting, runs, withExamples, withOptions } from './command.js';

interface Line {
  readonly option: string;
  readonly value: unknown;
  readonly source: Source;
}

/** Adds the command. */
export function configurationCommand(program: Command, setting: CommandSetting): void {
  const command = program.command('config').description('Which value of each option is in force, and where it came from.');
  withExamples(withOptions(command, optionKeys), [
    ['s1kit config', 'what s1kit demo would start with'],
    ['S1KIT_PORT=50700 s1kit config --json', 'with a variable, for programs'],
    ['s1kit config --config s1kit.json', 'with a configuration file'],
  ]);
  runs(command, setting, ({ configuration: { settings, sources }, output }) => {
    const lines = optionKeys.map((key): Line => ({ option: declared(key).name, value: settings[key] ?? null, source: sources[key] }));
    if (output.json) output.value(Object.fromEntries(lines.map(({ option, value, source }) => [option, { value, source }])));
    else output.table(lines, columns, '');
  });
}

function declared(key: OptionKey): OptionDeclaration {
  return optionDeclarations[key] as OptionDeclaration;
}

function sourceText({ option, source }: Line): string {
  switch (source) {
    case 'flag':
      return `flag --${option}`;
    case 'environment':
      return `environment ${variableOf({ name: option })}`;
    case 'file':
      return 'configuration file';
    case 'default':
      return 'default';
  }
}

const columns = [
  { title: 'OPTION', text: ({ option }: Line) => option },
  { title: 'VALUE', text: ({ value }: Line) => (Array.isArray(value) ? value.join(', ') : value === null ? '' : String(value)) },
  { title: 'FROM', text: sourceText },
] as const;
