// The filters that the audit's commands share.
import type { InputOf } from '@s1kit/link';
import type { Command } from 'commander';

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
    .option('--uid <text>', 'with this RequestUID or ResponseUID, whole');
}

/** The filters as the operation takes them. */
export function filtersOf({ from, to, application, device, user, function: name, outcome, patient, uid }: AuditFilterOptions): InputOf<'audit.list'> {
  const given = { from, to, application, device, user, function: name, outcome, patient, uid };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
