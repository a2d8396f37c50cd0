// Entries as lines of CSV for a spreadsheet: with UK and UTC times, and without a cell that a spreadsheet would carry out.
import { dateTimeText } from '../../elements/dates.js';
import { type AuditEntry, outcomeOf, whatOf } from '../words.js';

const columns: readonly (readonly [title: string, value: (entry: AuditEntry) => string | number | null])[] = [
  ['Number', ({ sequence }) => sequence],
  ['Time (UK)', ({ at }) => dateTimeText(at, 'seconds')],
  ['Time (UTC)', ({ at }) => at],
  ['What', whatOf],
  ['Kind', ({ kind }) => kind],
  ['Function', (entry) => entry.function],
  ['Version', ({ functionVersion }) => functionVersion],
  ['Outcome', (entry) => outcomeOf(entry).words],
  ['Error code', ({ errorCode }) => errorCode],
  ['Rule', ({ rule }) => rule],
  ['Allowed from (UTC)', ({ allowedAt }) => allowedAt],
  ['Workstation', ({ workstation }) => workstation],
  ['User', ({ userName }) => userName],
  ['Application', ({ applicationName }) => applicationName],
  ['DeviceID', ({ deviceId }) => deviceId],
  ['Patient', ({ patient }) => patient],
  ['RequestUID', ({ requestUid }) => requestUid],
  ['ResponseUID', ({ responseUid }) => responseUid],
  ['Repeats', ({ repeats }) => repeats],
  ['Milliseconds', ({ durationMs }) => durationMs],
  ['Request bytes', ({ requestBytes }) => requestBytes],
  ['Reply bytes', ({ replyBytes }) => replyBytes],
  ['Deviations', ({ deviations }) => deviations.join('; ')],
  ['Of entry', ({ linked }) => linked],
  ['Detail', ({ detail }) => detail],
];

/** The first line. With it a byte-order mark, by which a spreadsheet knows UTF-8. */
export const csvHead = `\ufeff${columns.map(([title]) => csvCell(title)).join(',')}\r\n`;

export function csvLine(entry: AuditEntry): string {
  return `${columns.map(([, value]) => csvCell(value(entry))).join(',')}\r\n`;
}

/**
 * One cell. What a spreadsheet would take for a formula has an apostrophe before it.
 * @example csvCell('=1+1') // "'=1+1"
 */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^\s*[=+\-@]|^[\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
