// Reading anew what has become out of date, in the order in which it can be asked for.
import type { OutputOf } from '@s1kit/link';
import type { Query, QueryClient, QueryFilters } from '@tanstack/react-query';
import { front, frontKey } from './front.js';
import { ofRecord } from './of-record.js';
import { keyOf } from './queries.js';

/** Those whose desk is being left. */
const leaving = new WeakSet<QueryClient>();

/**
 * Does what ends that things can be read, as closing the record or signing out: what is being read is given up and nothing is begun until it is done, since it would be
 * refused. Then all is read anew.
 */
export async function withoutReading<T>(queries: QueryClient, work: () => Promise<T>): Promise<T> {
  leaving.add(queries);
  try {
    await queries.cancelQueries();
    return await work();
  } finally {
    leaving.delete(queries);
    void readAllAnew(queries);
  }
}

/**
 * Has queries read anew. A first answer that is under way may have been given before what made it out of date: the library would take it for the answer to
 * this reading too, so it is asked for again.
 */
export async function readAnew(queries: QueryClient, filters: QueryFilters): Promise<void> {
  if (leaving.has(queries)) return;
  const underWay = queries.getQueryCache().findAll({ ...filters, fetchStatus: 'fetching' });
  const first = underWay.filter(({ state }) => state.data === undefined);
  await queries.invalidateQueries(filters);
  // One that failed says so, and can be tried again.
  const answered = first.filter(({ state }) => state.status === 'success');
  await Promise.all(answered.map(({ queryKey }) => queries.invalidateQueries({ queryKey, exact: true })));
}

/** All that is shown: first who sits here and whose record is open, since what is read of a record that has closed is refused. */
export async function readAllAnew(queries: QueryClient): Promise<void> {
  await readAnew(queries, { queryKey: frontKey });
  if (queries.getQueryData(front.queryKey)?.user == null) return;
  await readAnew(queries, { queryKey: keyOf('record.banner') });
  const open = queries.getQueryData<OutputOf<'record.banner'>>(keyOf('record.banner', {}));
  const isRead = ({ queryKey: [name] }: Query): boolean => name !== frontKey[0] && name !== 'record.banner';
  await readAnew(queries, { predicate: (query) => isRead(query) && !isOfAnother(query, open?.patient) });
}

/** Whether a query is of the record of another patient than the one whose record is open. */
function isOfAnother({ queryKey: [name, input] }: Query, patient: string | undefined): boolean {
  if (!ofRecord.some((each) => each === name)) return false;
  return typeof input !== 'object' || input === null || !('patient' in input) || input.patient !== patient;
}
