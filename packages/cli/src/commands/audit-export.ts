// s1kit audit export: entries with their payloads, one line of JSON each, oldest first.
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import type { Writable } from 'node:stream';
import type { InputOf, OutputOf } from '@s1kit/link';
import type { Command } from 'commander';
import { type Client, createClient } from '../client.js';
import { CommandError } from '../command-error.js';
import { withStoppedData } from '../data-folder/stopped-data.js';
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
  const path = file === undefined ? undefined : resolve(terminal.host.workingFolder, file);
  const target: Writable = path === undefined ? terminal.stdout : await openNew(path);
  let entries = 0;
  for await (const page of pages) {
    if (!target.write(page.map((entry) => `${JSON.stringify(entry)}\n`).join(''))) await once(target, 'drain');
    entries += page.length;
  }
  if (path === undefined) return;
  target.end();
  await once(target, 'finish');
  output.result({ file: path, entries }, () => `${entries} entries are in ${path}.`);
}

async function openNew(path: string): Promise<Writable> {
  const stream = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  try {
    await once(stream, 'open');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
    throw new CommandError(
      code === 'EEXIST' ? `${path} is there already: nothing is overwritten. Name another file.` : `${path} cannot be written (${code}).`,
      1,
      { cause },
    );
  }
  return stream;
}
