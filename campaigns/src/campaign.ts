// What a campaign is: a long test that draws its cases from a seed and goes on until its budget is spent.
import type { Chance } from '@s1kit/server';

export interface Campaign {
  /** As it is called on the command line, e.g. `slot-fight`. */
  readonly name: string;
  /** One sentence: what is tried, and what must hold. */
  readonly purpose: string;
  /**
   * Tries until the budget is spent; gives what it saw. What it finds wrong goes into the findings: it throws only where it could not be run.
   * What it starts is ended before it resolves.
   */
  run(trial: Trial): Promise<Sightings>;
}

/** One run of a campaign. */
export interface Trial {
  readonly seed: number;
  /** Milliseconds that the run may take. */
  readonly budgetMs: number;
  /** Where to begin: 0, or the case that a finding named. Case `n` is the same whatever came before it. */
  readonly firstCase: number;
  /** A folder of the run's own, removed when it has ended. */
  readonly folder: string;
  /** Whether the budget is spent: asked between two cases. */
  spent(): boolean;
  /** Chances that depend on the seed and the labels alone. */
  chance(...labels: readonly (string | number)[]): Chance;
  /** Tells a person how far it has come. */
  say(line: string): void;
}

export interface Sightings {
  /** How much was tried, in numbers: `{ cases: 1000, refused: 12 }`. Names are camelCase, units at their end (`worstMs`). */
  readonly counts: Readonly<Record<string, number>>;
  /** What did not hold, a sentence each, with the case that repeats it; without patients' data, keys or payloads. */
  readonly findings: readonly string[];
}

/** What a campaign prints as its last line with `--json`. */
export interface Verdict extends Readonly<Record<string, unknown>> {
  readonly name: string;
  readonly seed: number;
  readonly ok: boolean;
}
