// s1kit template: an example request of a function.
import { functions } from '@s1kit/contract';
import type { Command } from 'commander';
import { type CommandSetting, clientOptions, runs, withExamples, withOptions } from './command.js';

/** Adds the command. */
export function templateCommand(program: Command, setting: CommandSetting): void {
  const template = program.command('template').description('An example request of a function, with an existing patient.');
  template.addArgument(template.createArgument('<function>', 'its name').choices(functions.map(({ name }) => name)));
  withExamples(withOptions(template, clientOptions), [
    ['s1kit template PatientSearch', 'a request to start from'],
    ['s1kit template PatientSearch > search.xml', 'the same into a file, for s1kit send search.xml'],
  ]);
  runs(template, setting, async ({ client, output }, [name]: [string]) => {
    const made = await client().perform('templates.get', { function: name });
    output.result(made, () => made.document.trimEnd());
  });
}
