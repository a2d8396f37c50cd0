// A change to something that is there: what each part of it was when it was read, and what it is to be.
import { isDeepStrictEqual } from 'node:util';

/** One part that changes. `before` is what was read, so that a change by somebody else meanwhile can be told. */
export interface Changed<T> {
  readonly before?: T;
  readonly after: T;
}

/** The parts of a state that change; all others stay. Plain data: JSON holds it. */
export type Changes<S> = { readonly [K in keyof S]?: Changed<Exclude<S[K], undefined>> };

/**
 * What of a state a request changes: the parts that it sends with another value.
 * @param state as it was read
 * @param sent what a request sends of it; `undefined` is not sent
 */
export function changesOf<S extends object>(state: S, sent: { readonly [K in keyof S]?: S[K] | undefined }): Changes<S> {
  const changes: Record<string, Changed<unknown>> = {};
  for (const [name, after] of Object.entries(sent)) {
    // A state has the parts that may be sent of it.
    const before = state[name as keyof S];
    if (after === undefined || isDeepStrictEqual(before, after)) continue;
    changes[name] = before === undefined ? { after } : { before, after };
  }
  // Every part was taken from `sent`, whose parts are those of the state.
  return changes as Changes<S>;
}

/** The state with its changes. */
export function changed<S extends object>(state: S, changes: Changes<S>): S {
  const after = Object.entries(changes).map(([name, change]) => [name, (change as Changed<unknown>).after]); // Every value of Changes is a Changed.
  return { ...state, ...Object.fromEntries(after) };
}

export function isEmpty(changes: object): boolean {
  return Object.keys(changes).length === 0;
}
