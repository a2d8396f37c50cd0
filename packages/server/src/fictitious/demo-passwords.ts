// The passwords of a Demo's staff: from the seed, no secrets.
import { randomOf } from './random.js';

const passwordWords = [
  'amber',
  'basil',
  'cedar',
  'delta',
  'ember',
  'fern',
  'garnet',
  'harbour',
  'indigo',
  'jasper',
  'kelp',
  'lantern',
  'meadow',
  'nectar',
  'opal',
  'pebble',
];

/** The Demo password of a member of staff. */
export function demoPasswordOf(seed: number, userName: string): string {
  const random = randomOf(seed, 'password', userName);
  return `${random.pick(passwordWords)}-${random.pick(passwordWords)}-${random.between(10, 99)}`;
}
