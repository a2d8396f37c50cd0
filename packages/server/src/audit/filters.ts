// From the filters of a screen or command to what is searched for.
import type { InputOf } from '@s1kit/link';
import { OperationError } from '@s1kit/link';
import type { Wanted } from './wanted.js';

export type AuditFilters = InputOf<'audit.list'>;

const usualLimit = 50;
const largestLimit = 1_000;

/**
 * What is searched for.
 * @param own the user whose entries alone are shown; `undefined` for all
 * @throws {OperationError} 400 for a time that is none
 */
export function wantedOf(filters: AuditFilters, order: Wanted['order'], own: string | undefined): Wanted {
  return {
    above: filters.after ?? 0,
    below: filters.before ?? Number.MAX_SAFE_INTEGER,
    from: timeOf('from', filters.from) ?? Number.MIN_SAFE_INTEGER,
    to: timeOf('to', filters.to) ?? Number.MAX_SAFE_INTEGER,
    limit: Math.min(Math.max(filters.limit ?? usualLimit, 1), largestLimit),
    order,
    user: own ?? filters.user,
    application: filters.application,
    device: filters.device,
    function: filters.function,
    outcome: filters.outcome,
    patient: filters.patient?.replace(/\s/g, ''),
    uid: filters.uid,
    uidStart: filters.uidStart,
    kinds: filters.kinds,
  };
}

/** Whether nobody can see anything by these filters: somebody else's entries, who may see their own alone. */
export function excludesAll(filters: AuditFilters, own: string | undefined): boolean {
  return own !== undefined && filters.user !== undefined && filters.user !== own;
}

/** The filters in words, for the entry of whoever looked. The patient stands in a column of its own. */
export function filtersInWords(filters: AuditFilters): string {
  const { patient, limit, ...named } = filters;
  const words = Object.entries(named)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} ${value}`);
  return words.length === 0 ? 'without filter' : `with ${words.join(', ')}`;
}

function timeOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new OperationError(400, `${name} is not a time in ISO 8601: write for example 2026-03-02T09:00:00Z.`);
  return time;
}
