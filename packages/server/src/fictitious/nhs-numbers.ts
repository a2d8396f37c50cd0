// Numbers of fictitious patients: from 999 000 0000 up, valid by modulus 11, each patient's found without counting the others.
import { checkDigit } from '@s1kit/contract';

/** How many ordinary patients an organisation can have with an NHS number: a prime, so that a stride goes round all of them. */
export const mostPatients = 899_981;

/** Sets of ten numbers from which nine are taken; the last two sets are left to the edge cases. */
const taken = 9;
const stride = 475_919;

/**
 * The NHS number of an ordinary patient. Different for each patient of a seed.
 * @param place from 0, below `mostPatients`
 */
export function nhsNumberOf(seed: number, place: number): string {
  if (place >= mostPatients) throw new RangeError(`There are NHS numbers for ${mostPatients} fictitious patients only. Ask for fewer.`);
  // Exact in 53 bits: place and stride are below a million.
  const shuffled = ((place * stride) % mostPatients) + (Math.abs(seed) % mostPatients);
  return numbered(shuffled % mostPatients);
}

/** How an ordinary patient is named. */
export type FictitiousNumber =
  | { readonly nhsNumber: string; readonly pseudoNumber?: undefined }
  | { readonly nhsNumber: undefined; readonly pseudoNumber: string };

/**
 * The number of an ordinary patient: an NHS number as long as there are any, a pseudo-number (P0000001 and on) from then on.
 * @param place from 0
 */
export function numberOf(seed: number, place: number): FictitiousNumber {
  if (place < mostPatients) return { nhsNumber: nhsNumberOf(seed, place) };
  return { nhsNumber: undefined, pseudoNumber: `P${String(place - mostPatients + 1).padStart(7, '0')}` };
}

/**
 * The fixed NHS number of an edge case: 999 999 98xx and 999 999 99xx.
 * @param place from 0, below 18
 */
export function edgeNhsNumber(place: number): string {
  return numbered(99_998 * taken + place);
}

function numbered(place: number): string {
  const stem = 999_000_000 + Math.floor(place / taken) * 10;
  let wanted = place % taken;
  for (let digit = 0; digit < 10; digit++) {
    // Of ten that differ in the ninth digit alone at most one has no check digit.
    const check = checkDigit(String(stem + digit));
    if (check === undefined) continue;
    if (wanted === 0) return `${stem + digit}${check}`;
    wanted--;
  }
  throw new RangeError('No NHS number is left.');
}
