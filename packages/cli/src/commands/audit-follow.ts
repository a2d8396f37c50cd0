// s1kit audit follow: entries as they come, until the command is ended.
import type { Command } from 'commander';
import type { Client } from '../client.js';
import { CommandError } from '../command-error.js';
import { linesOf } from '../output/lines.js';
import { visibleLine } from '../output/visible.js';
import { type AuditFilterOptions, filtersOf, withFilters } from './audit-filters.js';
import { type AuditEntry, auditColumns } from './audit-table.js';
import { type CommandSetting, clientOptions, runs, withExamples, withOptions } from './command.js';

/** Adds the command below `audit`. */
export function auditFollowCommand(audit: Command, setting: CommandSetting): void {
  const follow = withFilters(audit.command('follow').description('Shows entries as they come, until it is ended with Ctrl-C.'));
  withExamples(withOptions(follow, clientOptions), [
    ['s1kit audit follow', 'entries as they come'],
    ['s1kit audit follow --function GetPatientRecord --json', 'one line of JSON for each'],
  ]);
  runs(follow, setting, async ({ client, output, terminal }, _parameters: [], options: AuditFilterOptions) => {
    const environment = client();
    const ending = new AbortController();
    void terminal.stopRequested().then(() => ending.abort());
    const filters = filtersOf(options);
    // With the same filters, so that all of the following is one look in the audit.
    const [newest] = await environment.perform('audit.list', { ...filters, limit: 1 });
    let last = newest?.sequence ?? 0;
    const catchUp = async (): Promise<void> => {
      for (;;) {
        const page = await environment.perform('audit.list', { ...filters, after: last, limit: 1000 });
        for (const entry of [...page].reverse()) {
          if (output.json) output.value(entry);
          else output.line(lineOf(entry));
          last = Math.max(last, entry.sequence);
        }
        if (page.length < 1000) return;
      }
    };
    await catchUpOnNotices(environment, ending.signal, catchUp);
  });
}

/** Catches up whenever the environment tells that something is on record, until the signal aborts or the environment stops. */
async function catchUpOnNotices(environment: Client, signal: AbortSignal, catchUp: () => Promise<void>): Promise<void> {
  try {
    const events = await environment.fetch('GET', '/events', undefined, signal);
    if (events.body === null) return;
    // What was put on record before the stream was open comes first.
    await catchUp();
    for await (const line of linesOf(events.body)) if (/"event":\s*"/.test(line)) await catchUp();
  } catch (failure) {
    if (signal.aborted) return;
    if (failure instanceof CommandError) throw failure;
    // The connection broke off.
    throw new CommandError('The environment has stopped.', 1, { cause: failure });
  }
}

function lineOf(entry: AuditEntry): string {
  return auditColumns
    .map((column) => column.text(entry))
    .map((text) => (text === null || text === undefined || text === '' ? '-' : visibleLine(String(text))))
    .join('  ');
}
