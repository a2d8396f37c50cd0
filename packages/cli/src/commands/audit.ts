// s1kit audit: what is on record.
import type { InputOf, OutputOf } from '@s1kit/link';
import type { Command } from 'commander';
import { usageError } from '../command-error.js';
import { formatXml } from '../output/xml.js';
import { auditExportCommand } from './audit-export.js';
import { auditFollowCommand } from './audit-follow.js';
import { auditVerifyCommand } from './audit-verify.js';
import { type CommandSetting, clientOptions, runs, withExamples, withOptions } from './command.js';

export type AuditEntry = OutputOf<'audit.list'>[number];

/** The filters of list, follow and export, as given on the command line. */
export interface AuditFilterOptions {
  readonly from?: string;
  readonly to?: string;
  readonly application?: string;
  readonly device?: string;
  readonly user?: string;
  readonly function?: string;
  readonly outcome?: string;
  readonly patient?: string;
  readonly uid?: string;
}

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

/** Gives a command the filters. */
export function withFilters(command: Command): Command {
  return command
    .option('--from <time>', 'not before, ISO 8601')
    .option('--to <time>', 'not after, ISO 8601')
    .option('--application <name>', 'of this application')
    .option('--device <id>', 'from this DeviceID')
    .option('--user <name>', 'of this user')
    .option('--function <name>', 'of this function')
    .option('--outcome <outcome>', 'success, error, throttled, silent, cutOff, interrupted, fault or done')
    .option('--patient <number>', 'about this NHS number or pseudo-number')
    .option('--uid <text>', 'with this in the RequestUID or ResponseUID');
}

/** The filters as the operation takes them. */
export function filtersOf({ from, to, application, device, user, function: name, outcome, patient, uid }: AuditFilterOptions): InputOf<'audit.list'> {
  const given = { from, to, application, device, user, function: name, outcome, patient, uid };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** The columns of a list of entries. */
export const auditColumns = [
  { title: 'NO', text: ({ sequence }: AuditEntry) => sequence, align: 'right' },
  { title: 'AT', text: ({ at }: AuditEntry) => at },
  { title: 'WHAT', text: (entry: AuditEntry) => entry.function ?? entry.kind },
  { title: 'OUTCOME', text: (entry: AuditEntry) => entry.errorCode ?? entry.outcome },
  { title: 'APPLICATION', text: ({ applicationName }: AuditEntry) => applicationName },
  { title: 'USER', text: ({ userName }: AuditEntry) => userName },
  { title: 'PATIENT', text: ({ patient }: AuditEntry) => patient },
  { title: 'REQUEST UID', text: ({ requestUid, repeats }: AuditEntry) => (repeats > 0 ? `${requestUid} (+${repeats})` : requestUid) },
  { title: 'MS', text: ({ durationMs }: AuditEntry) => (durationMs === null ? null : durationMs.toFixed(1)), align: 'right' },
] as const;

function shownText({ entry, request, reply }: OutputOf<'audit.show'>): string {
  const facts = Object.entries(entry).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0));
  const width = Math.max(...facts.map(([name]) => name.length));
  const lines = facts.map(([name, value]) => `${name.padEnd(width)}  ${Array.isArray(value) ? value.join(', ') : String(value)}`);
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
