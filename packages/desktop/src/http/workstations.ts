// Which workstation a request means, where one HTTP API serves several.
import type { FastifyRequest } from 'fastify';
import { HttpRefusal } from './failures.js';
import type { ScreensOf } from './screens-of.js';

export interface Workstations {
  readonly first: ScreensOf;
  /** In their order. */
  readonly names: readonly string[];
  nameOf(workstation: ScreensOf): string;
  /**
   * The one that the query names; `workstation` is taken out of it, as it belongs to no route. Undefined where it names none.
   * @throws {HttpRefusal} 404
   */
  named(request: FastifyRequest): ScreensOf | undefined;
}

/**
 * @param first the one that is meant where nothing is said
 * @param named by their numbers, from 1, and by their names
 */
export function workstationsOf(first: ScreensOf, named: ReadonlyMap<string, ScreensOf> = new Map([['1', first]])): Workstations {
  const names = new Map<ScreensOf, string>();
  // A name says more than a number, but there may be none.
  for (const [name, workstation] of named) if (!names.has(workstation) || !/^\d+$/.test(name)) names.set(workstation, name);
  return {
    first: named.get('1') ?? first,
    names: [...names.values()],
    nameOf: (workstation) => names.get(workstation) ?? '1',
    named: ({ query }) => {
      if (typeof query !== 'object' || query === null || !('workstation' in query)) return undefined;
      const { workstation } = query;
      delete query.workstation;
      const found = named.get(String(workstation));
      if (found !== undefined) return found;
      throw new HttpRefusal(404, 'There is no workstation of that name here. The ready line of s1kit demo --json names those that there are.');
    },
  };
}
