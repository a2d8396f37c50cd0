// Results as a table that a person reads, and a page keeps.
import type { BenchmarkResult, GoalResult, RowResult } from './result.js';
import type { Spread } from './statistics.js';

const header = ['what', 'figure', 'reference', 'ratio: median (quartiles; least–most)', 'goal', 'reached'] as const;

/** A table in Markdown, which is also readable as it is. */
export function tableOf({ rows }: Pick<BenchmarkResult, 'rows'>): string {
  const lines = [header, ...rows.map(cellsOf)];
  const widths = header.map((_, column) => Math.max(...lines.map((cells) => (cells[column] ?? '').length)));
  const line = (cells: readonly string[]): string => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  const [head = '', ...body] = lines.map(line);
  return [head, rule, ...body].join('\n');
}

function cellsOf({ what, beside, unit, figure, reference, ratio, goals, reached }: RowResult): readonly string[] {
  return [
    what,
    `${number(figure.median)} ${unit}`,
    `${number(reference.median)} ${unit}: ${beside}`,
    spread(ratio),
    goals.map((goal) => goalText(goal, unit)).join('; '),
    goals.length === 0 ? '' : reached ? 'yes' : 'no',
  ];
}

function goalText({ of, atLeast, atMost, found, reached }: GoalResult, unit: string): string {
  const bounds = [...(atLeast === undefined ? [] : [`≥ ${number(atLeast)}`]), ...(atMost === undefined ? [] : [`≤ ${number(atMost)}`])].join(', ');
  if (of === 'ratio') return bounds;
  const what = of === 'difference' ? `${bounds} ${unit} more` : `${bounds} ${unit}`;
  return of === 'difference' || !reached ? `${what} (${number(found)})` : what;
}

function spread({ least, lowerQuartile, median, upperQuartile, most }: Spread): string {
  return `${number(median)} (${number(lowerQuartile)}–${number(upperQuartile)}; ${number(least)}–${number(most)})`;
}

/** Three digits that count, or all before the point: 0.712, 12.3, 18,204. */
function number(value: number): string {
  if (value === 0) return '0';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toLocaleString('en-GB', { maximumFractionDigits: Math.min(digits, 3) });
}
