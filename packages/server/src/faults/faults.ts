// Faults on demand, in Demo (B9.2): for a function or for all, a number of times; in memory.
//
// `error` takes the place of execution: nothing is carried out. `silence`, `late` and the cuts act on the reply of a request that was carried out:
// that is what lets a client show what it does when it cannot know. They befall requests that have passed every check, so that a number of times is
// a number of requests that would have succeeded.
import type { ErrorCode } from '@s1kit/contract';

export type FaultKind = 'silence' | 'late' | 'cut-before' | 'cut-in' | 'cut-after' | 'error';

export interface Fault {
  readonly id: number;
  readonly kind: FaultKind;
  /** `null` for every function. */
  readonly function: string | null;
  /** How many more requests it befalls; `null` for all. */
  readonly times: number | null;
  /** For `late`: by how much, in milliseconds. */
  readonly delayMs?: number | undefined;
  /** For `error`. */
  readonly code?: ErrorCode | undefined;
}

export interface Faults {
  list(): readonly Fault[];
  set(fault: Omit<Fault, 'id'>): Fault;
  /** How many there were. */
  clear(): number;
  /** The fault that befalls the next request of a function, the oldest first; it is counted. */
  take(functionName: string): Fault | undefined;
}

export function createFaults(): Faults {
  let faults: readonly Fault[] = [];
  let last = 0;
  return {
    list: () => faults,
    set: (fault) => {
      last += 1;
      const made = { ...fault, id: last };
      faults = [...faults, made];
      return made;
    },
    clear: () => {
      const count = faults.length;
      faults = [];
      return count;
    },
    take: (functionName) => {
      const taken = faults.find((fault) => fault.function === null || fault.function === functionName);
      if (taken === undefined || taken.times === null) return taken;
      const left = taken.times - 1;
      faults = faults.flatMap((fault) => (fault !== taken ? [fault] : left > 0 ? [{ ...fault, times: left }] : []));
      return taken;
    },
  };
}
