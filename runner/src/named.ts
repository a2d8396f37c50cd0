// What can be run, by its name.
import { UsageError } from './usage.js';

export interface Named {
  /** As it is called on the command line, e.g. `small-requests`. */
  readonly name: string;
  /** One sentence. */
  readonly purpose: string;
}

/** All that can be run: a line for each, or JSON. */
export function listText(all: readonly Named[], json: boolean): string {
  if (json) return JSON.stringify(all.map(({ name, purpose }) => ({ name, purpose })));
  return all.map(({ name, purpose }) => `${name.padEnd(20)} ${purpose}`).join('\n');
}

/**
 * @param kind what it would be, for the message, e.g. `benchmark`
 * @throws {UsageError} if there is none of that name
 */
export function oneNamed<N extends Named>(all: readonly N[], name: string, kind: string): N {
  const found = all.find((one) => one.name === name);
  if (found === undefined) throw new UsageError(`There is no ${kind} "${name}". "list" names them.`);
  return found;
}
