// The times of appointments, visits and tasks as instants (B3.9).
import { Refusal } from '@s1kit/contract';
import { fromUk } from '../../uk-time.js';

/**
 * The instant of a time as sent, to the second.
 * @throws {Refusal} ValueInvalid
 */
export function instantOf(text: string, path: string): number {
  const instant = fromUk(text);
  if (instant !== undefined) return Math.floor(instant / 1000) * 1000;
  throw new Refusal('ValueInvalid', 'This is not a time that UK clocks show: they leap over it, or its year is out of range. Give another.', path);
}
