// The options of a test environment: those of `s1kit demo` that make sense in a test, under the same names.
import type { MovableClock } from '@s1kit/link';
import { movableClock, systemClock } from '@s1kit/link';
import { fromUk } from '@s1kit/server';
import { optionDeclarations, type Settings } from '../config/index.js';
import { TestKitError } from './test-kit-error.js';

type Shared = Pick<Settings, 'seed' | 'patients' | 'workstations' | 'approve' | 'throttle' | 'throttleScale' | 'strict' | 'compat' | 'schemas' | 'files'>;

/** What is left out is as `s1kit demo` has it, but for what is said here. */
export interface TestEnvironmentOptions extends Partial<Shared> {
  /** The day that the data is made for, `yyyy-MM-dd`; 2026-03-02, a Monday, if left out. The environment's clock starts on it at 09:00 in the UK. */
  readonly date?: string;
  /** How many patients, the edge cases among them: at least ten there always are. 20 if left out. */
  readonly patients?: number;
  /** Whether the patient with 15,000 events is among them, whose data takes ten times as long to copy; false if left out. */
  readonly largeRecord?: boolean;
  /** `still` (if left out): time goes on by `advance` alone. `running`: it goes on by itself as well. */
  readonly clock?: 'still' | 'running';
  /** Where example data is kept between runs; the user's cache folder if left out. To be named where CI keeps a folder from run to run. */
  readonly cacheFolder?: string;
}

export type WantedData = Pick<Settings, 'seed' | 'patients'> & { readonly date: string; readonly largeRecord: boolean };

/** The hour at which each environment starts. */
const startsAt = '09:00:00';

/**
 * Checks the options, and says which data they ask for.
 * @throws {TestKitError} `optionWrong`
 */
export function wantedData(options: TestEnvironmentOptions): WantedData {
  for (const name of ['seed', 'date', 'patients', 'workstations', 'approve', 'throttle', 'throttleScale', 'strict', 'compat', 'schemas', 'files'] as const) {
    const value = options[name];
    const { kind } = optionDeclarations[name];
    if (value !== undefined && kind.fromJson(value) === undefined) {
      throw new TestKitError('optionWrong', `The option ${name} must be ${kind.expected}; it was given ${JSON.stringify(value)}.`);
    }
  }
  const { date = '2026-03-02', largeRecord = false, patients = 20, seed = 1 } = options;
  return { seed, date, patients, largeRecord };
}

/** The clock that an environment on this data begins with. */
export function clockOf({ date }: Pick<WantedData, 'date'>, kind: TestEnvironmentOptions['clock'] = 'still'): MovableClock {
  const start = fromUk(`${date}T${startsAt}`);
  if (start === undefined) throw new TestKitError('optionWrong', `There is no ${startsAt} on ${date}.`);
  return movableClock({ start, ...(kind === 'running' ? { base: systemClock() } : {}) });
}
