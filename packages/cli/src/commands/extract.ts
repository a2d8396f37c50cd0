// s1kit extract: the organisation's extract as files, of an environment that runs or is stopped.
import { resolve } from 'node:path';
import { createFiles } from '@s1kit/desktop';
import { type Notice, systemClock } from '@s1kit/link';
import type { Command } from 'commander';
import type { Client } from '../client.js';
import { usageError } from '../command-error.js';
import { withStoppedData } from '../data-folder/stopped-data.js';
import { linesOf } from '../output/lines.js';
import { type Progress, progressOn } from '../output/progress.js';
import { type CommandContext, type CommandSetting, clientOptions, runs, withExamples, withOptions } from './command.js';

interface Written {
  readonly manifest: string;
  readonly files: readonly string[];
}

/** Adds the command. */
export function extractCommand(program: Command, setting: CommandSetting): void {
  const command = program
    .command('extract')
    .argument('<folder>', 'an existing folder; where an environment runs, one that it may write to (--files)')
    .option('--since <day>', 'only what changed on this day or later, yyyy-MM-dd')
    .description("Writes the organisation's extract as CSV files with a manifest; also of an environment that is stopped.");
  withExamples(withOptions(command, clientOptions), [
    ['s1kit extract ./extract', 'everything'],
    ['s1kit extract ./changes --since 2026-01-05', 'what changed on that day or later'],
  ]);
  runs(command, setting, async (context, [given]: [string], { since }: { since?: string }) => {
    if (since !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(since)) throw usageError(`--since must be a day such as 2026-01-05; it was given "${since}".`);
    const { configuration, output, terminal } = context;
    const { json, quiet } = configuration.settings;
    const folder = resolve(terminal.host.workingFolder, given);
    const progress = json || quiet ? unseen : progressOn(terminal.stderr, 'Writing files');
    let written: Written;
    try {
      written = await (context.running() === undefined ? ofStopped(context, folder, since, progress) : ofRunning(context.client(), folder, since, progress));
    } finally {
      progress.end();
    }
    const { files, manifest } = written;
    output.result(written, () => `${files.length + 1} files are in ${folder}. The manifest is ${manifest}.`);
  });
}

const unseen: Progress = { show: () => undefined, end: () => undefined };

async function ofStopped(context: CommandContext, folder: string, since: string | undefined, progress: Progress): Promise<Written> {
  const { writeFiles } = createFiles({ allowedFolders: [folder] });
  return await withStoppedData(context, (stopped) => stopped.extract({ clock: systemClock(), folder, since, writeFiles, onProgress: progress.show }));
}

async function ofRunning(environment: Client, folder: string, since: string | undefined, progress: Progress): Promise<Written> {
  const ending = new AbortController();
  const watching = watch(environment, ending.signal, progress);
  try {
    return await environment.perform('extract.write', { folder, ...(since === undefined ? {} : { since }) });
  } finally {
    ending.abort();
    await watching;
  }
}

/** Shows how far the environment is until the signal aborts. Where that cannot be told, nothing is shown. */
async function watch(environment: Client, signal: AbortSignal, progress: Progress): Promise<void> {
  try {
    const events = await environment.fetch('GET', '/events', undefined, signal);
    if (events.body === null) return;
    // The stream's own form.
    for await (const line of linesOf(events.body)) if (line.startsWith('data: ')) show(JSON.parse(line.slice('data: '.length)) as Notice, progress);
  } catch {
    // The extract itself tells what went wrong.
  }
}

function show({ event, done, total }: Notice, progress: Progress): void {
  if (event === 'extract' && done !== undefined && total !== undefined) progress.show(done, total);
}
