// The application that every Demo environment knows: it may call everything (B4.1).
import { randomOf } from './random.js';

export const sampleApplication = { id: 'sample', name: 'Sample application' } as const;

/** Its API key: 16 hexadecimal digits, from the seed. It is printed at each start and is no secret. */
export function sampleApplicationKey(seed: number): string {
  const random = randomOf(seed, 'sample application');
  return Array.from({ length: 16 }, () => random.below(16).toString(16)).join('');
}
