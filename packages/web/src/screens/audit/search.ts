// What a list of the audit shows, as it stands in its address, and as the operation is asked for it.
import type { InputOf } from '@s1kit/link';
import { wallClockOf } from '../elements/dates.js';
import { instantOf } from './uk-time.js';

export type Kinds = 'messages' | 'people';

export const periods = { '15m': 'Last 15 minutes', '1h': 'Last hour', today: 'Today' } as const;
export type Period = keyof typeof periods;

/** Filters by a value of their own. */
export const valueFilters = ['application', 'device', 'user', 'function', 'outcome', 'patient', 'uid'] as const;
export type ValueFilter = (typeof valueFilters)[number];

export interface AuditSearch extends Readonly<Partial<Record<ValueFilter, string>>> {
  readonly kinds?: Kinds;
  /** Reaches back from now; then `from` and `to` are not there. */
  readonly last?: Period;
  /** UK wall-clock time, `yyyy-MM-ddTHH:mm`. */
  readonly from?: string;
  readonly to?: string;
  /** The message that another one is to be compared with. */
  readonly compare?: number;
}

const longest = 200;

/** From an address, whatever stands in it. */
export function searchOf(given: Readonly<Record<string, unknown>>): AuditSearch {
  const { kinds, last, compare } = given;
  const values = Object.fromEntries(
    [...valueFilters, 'from', 'to'].flatMap((name) => {
      const value = textOf(given[name]);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const period = typeof last === 'string' && Object.hasOwn(periods, last) ? { last: last as Period } : {};
  return {
    ...values,
    ...period,
    ...(kinds === 'messages' || kinds === 'people' ? { kinds } : {}),
    ...(typeof compare === 'number' && Number.isSafeInteger(compare) && compare > 0 ? { compare } : {}),
  };
}

function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).trim().slice(0, longest);
  return text === '' ? undefined : text;
}

export type ListInput = Omit<InputOf<'audit.list'>, 'before' | 'after' | 'limit'>;

/**
 * What the operation is asked for.
 * @param now the environment's time, for periods that reach back from it
 */
export function inputOf({ compare, from, kinds, last, patient, to, uid, ...values }: AuditSearch, now: number): ListInput {
  const since = last === undefined ? from && instantOf(from) : beginningOf(last, now);
  const until = last === undefined ? to && endOf(to) : undefined;
  return {
    ...values,
    ...(kinds === undefined ? {} : { kinds }),
    ...(since === undefined ? {} : { from: since }),
    ...(until === undefined ? {} : { to: until }),
    ...(patient === undefined ? {} : { patient: patient.replaceAll(/\s/g, '') }),
    ...(uid === undefined ? {} : isWhole(uid) ? { uid } : { uidStart: uid }),
  };
}

/** How many filters are set in the form; whose entries are shown is chosen above it. */
export function filtersSet({ compare, kinds, ...filters }: AuditSearch): number {
  return Object.keys(filters).length;
}

/** Whether filters leave something out; a comparison does not. */
export function isFiltered({ compare, ...filters }: AuditSearch): boolean {
  return Object.keys(filters).length > 0;
}

/** An identifier that is whole, or too short to begin others with. */
function isWhole(uid: string): boolean {
  return uid.length < 3 || /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(uid);
}

function beginningOf(period: Period, now: number): string | undefined {
  if (period === 'today') return instantOf(`${wallClockOf(new Date(now).toISOString()).slice(0, 10)}T00:00`);
  return new Date(now - (period === '15m' ? 15 : 60) * 60_000).toISOString();
}

/** A minute that is typed is meant to its end. */
function endOf(time: string): string | undefined {
  const instant = instantOf(time);
  return instant === undefined || time.length > 16 ? instant : new Date(Date.parse(instant) + 59_999).toISOString();
}
