// The identifier of a reply: an upper-case UUID of the time-based pattern (WIRE-FORMAT §7).
import type { Clock } from '@s1kit/link';
import { hexOf, type Random } from '../random.js';

/** Tenths of microseconds from the start of the Gregorian calendar, which such UUIDs count from, to 1970. */
const gregorianOffset = 122_192_928_000_000_000n;
const ticksInMillisecond = 10_000n;

/** Makes identifiers, each different from those before, also where the clock stands still or goes back. */
export function responseUids(clock: Clock, random: Random): () => string {
  const sequence = ((Number.parseInt(hexOf(random, 2), 16) & 0x3fff) | 0x8000).toString(16);
  const [firstByte = 0, ...rest] = random(6);
  // The lowest bit of the first byte says that this is no network card's number.
  const node = Buffer.from([firstByte | 1, ...rest]).toString('hex');
  const tail = `${sequence}-${node}`.toUpperCase();
  let last = 0n;
  return () => {
    const now = BigInt(Math.floor(clock.now())) * ticksInMillisecond + gregorianOffset;
    last = now > last ? now : last + 1n;
    const time = last.toString(16).padStart(15, '0').toUpperCase();
    return `${time.slice(7)}-${time.slice(3, 7)}-1${time.slice(0, 3)}-${tail}`;
  };
}
