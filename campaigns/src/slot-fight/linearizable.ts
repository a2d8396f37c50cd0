// Whether a history of operations on one object is linearizable: Wing and Gong's search, with Lowe's memory of what was tried.

/** One operation as its client saw it. What lies between its two moments may have happened at any instant of them. */
export interface Operation {
  /** Moments of one order for all operations: when it was sent, and when its answer was there. */
  readonly invoked: number;
  readonly answered: number;
  /** What its answer says of the object: the state that follows on this one; `undefined` where this answer cannot come of it. */
  readonly follows: (state: string) => string | undefined;
}

/**
 * Whether some order of the operations explains all answers, in which none stands before one that was answered before it was sent.
 * @param initial the state before all of them
 * @example isLinearizable([{ invoked: 1, answered: 2, follows: (state) => (state === 'free' ? 'held' : undefined) }], 'free') // true
 */
export function isLinearizable(operations: readonly Operation[], initial: string): boolean {
  const history = [...operations].sort((one, other) => one.invoked - other.invoked);
  const tried = new Set<string>();

  const search = (before: Remaining, from: string): boolean => {
    let remaining = before;
    // What changes nothing may always come as soon as it can.
    for (;;) {
      const idle = candidates(history, remaining).find((index) => history[index]?.follows(from) === from);
      if (idle === undefined) break;
      remaining = without(history, remaining, idle);
    }
    if (remaining.first === history.length) return true;
    const name = `${from} ${remaining.first} ${[...remaining.done].sort((one, other) => one - other).join(' ')}`;
    if (tried.has(name)) return false;
    tried.add(name);
    return candidates(history, remaining).some((index) => {
      const next = history[index]?.follows(from);
      return next !== undefined && search(without(history, remaining, index), next);
    });
  };
  return search({ first: 0, done: new Set() }, initial);
}

/** What has no place yet: everything from `first` on but what is `done`. */
interface Remaining {
  readonly first: number;
  readonly done: ReadonlySet<number>;
}

/** Those that may come next: sent before any other that remains was answered. */
function candidates(history: readonly Operation[], { first, done }: Remaining): readonly number[] {
  let firstAnswer = Number.POSITIVE_INFINITY;
  const found: number[] = [];
  for (let index = first; index < history.length; index++) {
    const operation = history[index];
    if (operation === undefined || operation.invoked > firstAnswer) break;
    if (done.has(index)) continue;
    firstAnswer = Math.min(firstAnswer, operation.answered);
    found.push(index);
  }
  return found.filter((index) => (history[index]?.invoked ?? 0) <= firstAnswer);
}

function without(history: readonly Operation[], { first, done }: Remaining, index: number): Remaining {
  const left = new Set(done).add(index);
  let next = first;
  while (next < history.length && left.delete(next)) next++;
  return { first: next, done: left };
}
