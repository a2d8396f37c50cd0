// s1kit audit export: entries with their payloads, one line of JSON each, oldest first.
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Writable } from 'node:stream';
import type { InputOf, OutputOf } from '@s1kit/link';
import type { Command } from 'commander';
import { type Client, createClient } from '../client.js';
import { withStoppedData } from '../data-folder/stopped-data.js';
import { writeNewFile } from '../output/new-file.js';
import { visible } from '../output/visible.js';
import { type AuditFilterOptions, filtersOf, withFilters } from './audit-filters.js';
import { type CommandContext, type CommandSetting, clientOptions, runs, withExamples, withOptions } from './command.js';

type Page = OutputOf<'audit.export'>;

const pageSize = 200;

/** Adds the command below `audit`. */
export function auditExportCommand(audit: Command, setting: CommandSetting): void {
  const command = audit
    .command('export')
    .argument('[file]', 'a new file; standard output if left out')
    .description('Exports entries with their payloads, oldest first, one line of JSON each; also of an environment that is stopped.');
  withFilters(command);
  withExamples(withOptions(command, clientOptions), [
    ['s1kit audit export audit.jsonl', 'everything, into a new file'],
    ['s1kit audit export --function GetDiary | jq .request', 'the requests of one function'],
  ]);
  runs(command, setting, async (context, [file]: [string | undefined], options: AuditFilterOptions) => {
    const filters = filtersOf(options);
    const run = context.running();
    if (run === undefined) await withStoppedData(context, (stopped) => exportTo(context, file, stopped.export(filters)));
    else await exportTo(context, file, pagesOf(createClient(run), filters));
  });
}

async function* pagesOf(client: Client, filters: InputOf<'audit.export'>): AsyncIterable<Page> {
  let { after } = filters;
  for (;;) {
    const page = await client.perform('audit.export', { ...filters, limit: pageSize, ...(after === undefined ? {} : { after }) });
    const last = page.at(-1)?.entry.sequence;
    if (last === undefined) return;
    yield page;
    after = last;
  }
}

async function exportTo({ terminal, output }: CommandContext, file: string | undefined, pages: AsyncIterable<Page>): Promise<void> {
  let entries = 0;
  const lines = async function* (): AsyncGenerator<string> {
    for await (const page of pages) {
      yield page.map((entry) => `${visible(JSON.stringify(entry))}\n`).join('');
      entries += page.length;
    }
  };
  if (file === undefined) return await writeTo(terminal.stdout, lines());
  const path = resolve(terminal.host.workingFolder, file);
  await writeNewFile(path, lines());
  output.result({ file: path, entries }, () => `${entries} entries are in ${path}.`);
}

async function writeTo(target: Writable, pieces: AsyncIterable<string>): Promise<void> {
  for await (const piece of pieces) if (!target.write(piece)) await once(target, 'drain');
}
