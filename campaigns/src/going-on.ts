// How long a campaign goes on: until its budget is spent, but never before it has seen something.
import type { Trial } from './campaign.js';

/**
 * Whether another case is to be tried. However long it took to get ready, so many cases are tried.
 * @example for (let number = trial.firstCase; goesOn(trial, number - trial.firstCase, 100); number++) …
 */
export function goesOn(trial: Pick<Trial, 'spent'>, done: number, atLeast: number): boolean {
  return done < atLeast || !trial.spent();
}
