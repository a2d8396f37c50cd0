// s1kit audit: what is on record.
import type { OutputOf } from '@s1kit/link';
import type { Command } from 'commander';
import { usageError } from '../command-error.js';
import { visibleLine } from '../output/visible.js';
import { formatXml } from '../output/xml.js';
import { auditExportCommand } from './audit-export.js';
import { type AuditFilterOptions, filtersOf, withFilters } from './audit-filters.js';
import { auditFollowCommand } from './audit-follow.js';
import { auditColumns } from './audit-table.js';
import { auditVerifyCommand } from './audit-verify.js';
import { type CommandSetting, clientOptions, runs, withExamples, withOptions } from './command.js';

/** Adds the command. */
export function auditCommands(program: Command, setting: CommandSetting): void {
  const audit = withExamples(program.command('audit').description('The Message Audit: every message, and what people did.'), [
    ['s1kit audit list', 'the newest entries'],
    ['s1kit audit show 12', 'one message with its request and reply'],
    ['s1kit audit follow', 'entries as they come'],
    ['s1kit audit verify', 'whether nothing was changed, removed or cut off'],
    ['s1kit audit export audit.jsonl', 'everything, with payloads'],
  ]);

  const list = audit.command('list').description('Lists entries, newest first.');
  withFilters(list).option('--limit <number>', 'how many (default: 50)').option('--before <sequence>', 'only older ones: the next page');
  withExamples(withOptions(list, clientOptions), [
    ['s1kit audit list', 'the newest entries'],
    ['s1kit audit list --function GetPatientRecord --outcome throttled', 'what came too soon'],
    ['s1kit audit list --from 2026-03-02T09:00:00Z --limit 500', 'since then'],
  ]);
  runs(list, setting, async ({ client, output }, _parameters: [], options: AuditFilterOptions & { limit?: string; before?: string }) => {
    const { limit, before } = options;
    const input = {
      ...filtersOf(options),
      ...(limit === undefined ? {} : { limit: wholeOf('--limit', limit, 1000) }),
      ...(before === undefined ? {} : { before: wholeOf('--before', before) }),
    };
    output.table(await client().perform('audit.list', input), auditColumns, 'Nothing is on record that fits.');
  });

  const show = audit.command('show').argument('<message>', 'its number, ResponseUID or RequestUID').description('One message with its request and reply.');
  withExamples(withOptions(show, clientOptions), [
    ['s1kit audit show 12', 'the entry with that number'],
    ['s1kit audit show req-0001', 'the newest with that RequestUID'],
  ]);
  runs(show, setting, async ({ client, output }, [message]: [string]) => {
    const found = await client().perform('audit.show', { message });
    output.result(found, () => shownText(found));
  });

  auditFollowCommand(audit, setting);
  auditVerifyCommand(audit, setting);
  auditExportCommand(audit, setting);
}

function shownText({ entry, request, reply }: OutputOf<'audit.show'>): string {
  const facts = Object.entries(entry).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0));
  const width = Math.max(...facts.map(([name]) => name.length));
  const lines = facts.map(([name, value]) => `${name.padEnd(width)}  ${visibleLine(Array.isArray(value) ? value.join(', ') : String(value))}`);
  const parts = [lines.join('\n')];
  if (request !== null) parts.push('', 'Request:', formatXml(request));
  if (reply !== null) parts.push('', 'Reply:', formatXml(reply));
  return parts.join('\n');
}

function wholeOf(name: string, text: string, maximum = Number.MAX_SAFE_INTEGER): number {
  const value = Number(text);
  if (!/^[1-9][0-9]*$/.test(text) || value > maximum) {
    throw usageError(`${name} must be a whole number from 1${maximum === Number.MAX_SAFE_INTEGER ? '' : ` to ${maximum}`}; it was given "${text}".`);
  }
  return value;
}
