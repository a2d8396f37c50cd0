// What a run of a benchmark found, as it is printed as JSON.
import type { Figures, Goal, Pair, Row } from './benchmark.js';
import { type Spread, spreadOf } from './statistics.js';

export interface BenchmarkResult {
  readonly name: string;
  readonly purpose: string;
  readonly rounds: number;
  readonly rows: readonly RowResult[];
}

export interface RowResult {
  readonly what: string;
  readonly beside: string;
  readonly unit: string;
  readonly figure: Spread;
  readonly reference: Spread;
  /** Of each round: subject divided by reference. */
  readonly ratio: Spread;
  /** Of each round: subject less reference. */
  readonly difference: Spread;
  readonly goals: readonly GoalResult[];
  readonly reached: boolean;
}

export interface GoalResult extends Goal {
  /** The median that is held against the goal. */
  readonly found: number;
  readonly reached: boolean;
}

/** One round of a pair. */
export interface Round {
  readonly subject: Figures;
  readonly reference: Figures;
}

export function rowResults({ rows }: Pick<Pair, 'rows'>, rounds: readonly Round[]): readonly RowResult[] {
  return rows.map((row) => rowResult(row, rounds));
}

function rowResult({ figure: name, what, beside, unit, goals }: Row, rounds: readonly Round[]): RowResult {
  const subjects = rounds.map(({ subject }) => taken(subject, name));
  const references = rounds.map(({ reference }) => taken(reference, name));
  const both = subjects.map((subject, index) => ({ subject, reference: references[index] ?? Number.NaN }));
  const figure = spreadOf(subjects);
  const ratio = spreadOf(both.map(({ subject, reference }) => subject / reference));
  const difference = spreadOf(both.map(({ subject, reference }) => subject - reference));
  const medians = { figure: figure.median, ratio: ratio.median, difference: difference.median };
  const judged = goals.map((goal) => judge(goal, medians[goal.of]));
  return { what, beside, unit, figure, reference: spreadOf(references), ratio, difference, goals: judged, reached: judged.every(({ reached }) => reached) };
}

function taken(figures: Figures, name: string): number {
  const figure = figures[name];
  if (figure === undefined || !Number.isFinite(figure)) throw new Error(`The benchmark gave no figure "${name}".`);
  return figure;
}

function judge(goal: Goal, found: number): GoalResult {
  const { atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY } = goal;
  return { ...goal, found, reached: found >= atLeast && found <= atMost };
}
