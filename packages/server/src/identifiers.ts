// The identifiers of stored things: whole numbers inside, 16 hexadecimal digits on the wire (WIRE-FORMAT §7).
import { type Uid, uid } from '@s1kit/contract';
import { first, sql, type Work } from './store/index.js';

/** The counters, one for each kind of thing that has an identifier. */
export type CounterName = 'patient' | 'event' | 'problem' | 'document' | 'appointment' | 'visit' | 'task' | 'clinic' | 'dialog' | 'unsavedChange';

/**
 * The wire's form of an identifier: its hexadecimal digits, the low-order one first, filled up with zeros at the end.
 * @param id a whole number above zero
 * @example uidOf(0x1a3) // '3a10000000000000'
 */
export function uidOf(id: number): Uid {
  const digits = id.toString(16);
  let reversed = '';
  for (let index = digits.length - 1; index >= 0; index--) reversed += digits[index];
  // The cast says that 16 hexadecimal digits match the pattern of a Uid.
  return reversed.padEnd(16, '0') as Uid;
}

/** The number that `uidOf` made this of; `undefined` for a text that it cannot have made. */
export function idOf(text: string): number | undefined {
  if (uid.parse(text) === undefined) return undefined;
  const id = Number.parseInt([...text].reverse().join(''), 16);
  return id > 0 && Number.isSafeInteger(id) ? id : undefined;
}

const takeIds = sql`INSERT INTO counter (organisation_id, name, last) VALUES (?, ?, ?)
  ON CONFLICT (organisation_id, name) DO UPDATE SET last = counter.last + excluded.last RETURNING last`;

/**
 * Takes a run of identifiers that nothing has had before.
 * @param count how many, at least one
 * @returns the first of the run; the others follow without a gap
 */
export function* nextIds(organisationId: string, name: CounterName, count: number): Work<number> {
  const row = yield* first<{ last: number }>(takeIds, organisationId, name, count);
  return (row?.last ?? count) - count + 1;
}
