// An allowance that several clients of one process share explicitly.
import { randomBytes } from 'node:crypto';
import { type Clock, systemClock } from '../clock.js';
import type { Random } from '../random.js';
import { createPacing, type Pacing } from './pacing.js';

export interface SharedPacingOptions {
  /** A file that other programs of the same device use too; if left out, the allowance is this process's alone. */
  readonly file?: string;
  /** Told where the file cannot be used: from then on the allowance is this process's alone. */
  readonly onFailure?: (cause: unknown) => void;
  readonly clock?: Clock;
  readonly random?: Random;
}

/**
 * Makes an allowance to be given to several clients of one process. Close it after them.
 * @example const pacing = sharedPacing(); const [one, other] = await Promise.all([connect({ pacing, … }), connect({ pacing, … })]);
 */
export function sharedPacing({ file, onFailure = () => undefined, clock = systemClock(), random = randomBytes }: SharedPacingOptions = {}): Pacing {
  return createPacing({ clock, random, stateFile: file, onFailure });
}
