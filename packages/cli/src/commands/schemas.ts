// s1kit xsd: the organisation's schemas, as files.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { createClient } from '../client.js';
import { CommandError } from '../command-error.js';
import { withStoppedData } from '../data-folder/stopped-data.js';
import { type CommandSetting, clientOptions, runs, withExamples, withOptions } from './command.js';

/** Adds the command. */
export function schemasCommand(program: Command, setting: CommandSetting): void {
  const command = program
    .command('xsd')
    .argument('<folder>', 'where to; made if it is missing. Schemas that are there are replaced')
    .description("Writes the organisation's XSDs, one for each request and reply, into a folder; also of an environment that is stopped.");
  withExamples(withOptions(command, clientOptions), [
    ['s1kit xsd schemas', 'into the folder schemas'],
    ['xmllint --noout --schema schemas/PatientSearch.request.xsd request.xml', 'judges a request by them'],
  ]);
  runs(command, setting, async (context, [folder]: [string]) => {
    const run = context.running();
    const { version, files } =
      run === undefined ? await withStoppedData(context, (stopped) => stopped.schemas()) : await createClient(run).perform('schemas.get', {});
    const target = resolve(context.terminal.host.workingFolder, folder);
    try {
      mkdirSync(target, { recursive: true });
      for (const { name, content } of files) writeFileSync(join(target, name), content);
    } catch (cause) {
      throw new CommandError(
        `The folder ${target} cannot be written (${cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason'}).`,
        1,
        { cause },
      );
    }
    context.output.result(
      { version, folder: target, files: files.map(({ name }) => name) },
      () => `${files.length} schemas, version ${version}, are in ${target}.`,
    );
  });
}
