// Keeps results in a page, between the markers that it has for them; the rest of the page is written by people.
import { type Machine, machineText } from './machine.js';
import { tableOf } from './report.js';
import type { BenchmarkResult } from './result.js';

/**
 * A page with the results of a benchmark in place of those that it had.
 * @throws {Error} where the page has no place for that benchmark: `<!-- bench NAME -->` and `<!-- end -->`, each on a line of its own
 */
export function pageWith(page: string, result: BenchmarkResult, machine: Machine): string {
  const { name, rounds } = result;
  return pageWithText(page, name, `${machineText(machine)}. ${rounds} rounds.\n\n${tableOf(result)}`);
}

/** The same for any text, e.g. a table of another kind. */
export function pageWithText(page: string, name: string, text: string): string {
  const begin = `<!-- bench ${name} -->\n`;
  const from = page.indexOf(begin);
  const to = page.indexOf('<!-- end -->', from);
  if (from === -1 || to === -1) throw new Error(`The page has no place for the results of ${name}: "<!-- bench ${name} -->", and "<!-- end -->" after it.`);
  return `${page.slice(0, from + begin.length)}\n${text}\n\n${page.slice(to)}`;
}
