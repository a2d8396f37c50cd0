// Faults on demand, for a test to set (B9.2).
import type { InputOf, OutputOf } from '@s1kit/link';
import type { Environment } from '../environment.js';

type Fault = OutputOf<'faults.set'>;
type WantedFault = InputOf<'faults.set'>;

export interface TestFaults {
  /**
   * Sets a fault. `function` left out means every function, `times` left out every request.
   * `late` is held for `delayMs` of the environment's time: with a clock that stands still until `advance`.
   * @throws {OperationError} 400 where a code or a delay is missing, or a name is none
   * @example await s1.faults.add({ kind: 'cut-in', function: 'UpdatePatientRecord', times: 1 });
   */
  add(fault: Omit<WantedFault, 'function' | 'times'> & Partial<Pick<WantedFault, 'function' | 'times'>>): Promise<Fault>;
  /** Those that are set. */
  list(): Promise<readonly Fault[]>;
  /** @returns how many there were */
  clear(): Promise<number>;
}

export function testFaults({ perform }: Pick<Environment, 'perform'>): TestFaults {
  return {
    add: (fault) => perform('faults.set', { function: null, times: null, ...fault }),
    list: () => perform('faults.list', {}),
    clear: async () => (await perform('faults.clear', {})).cleared,
  };
}
