// s1kit template: an example request of a function.
import { functions } from '@s1kit/contract';
import type { Command } from 'commander';
import { asOwnDevice } from '../request/own-device.js';
import { type CommandSetting, clientOptions, runs, withExamples, withOptions } from './command.js';

/** Adds the command. */
export function templateCommand(program: Command, setting: CommandSetting): void {
  const template = program
    .command('template')
    .description("An example request of a function, with an existing patient, the sample application's key and this command's own device, if it has one.");
  template.addArgument(template.createArgument('<function>', 'its name').choices(functions.map(({ name }) => name)));
  withExamples(withOptions(template, clientOptions), [
    ['s1kit template PatientSearch', 'a request to start from'],
    ['s1kit template PatientSearch > search.xml', 'the same into a file, for s1kit send search.xml'],
  ]);
  runs(template, setting, async ({ client, output }, [name]: [string]) => {
    const environment = client();
    const { document } = await environment.perform('templates.get', { function: name });
    const filled = await asOwnDevice(environment.run, document);
    output.result({ document: filled }, () => filled.trimEnd());
  });
}
