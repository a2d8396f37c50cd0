// What a benchmark is: figures of this project, each measured beside a reference in the same round, since machines differ and are noisy.

export interface Benchmark {
  /** As it is called on the command line, e.g. `small-requests`. */
  readonly name: string;
  /** One sentence: what is measured, and beside what. */
  readonly purpose: string;
  /** Makes ready what is measured and what it is measured beside. What it starts is ended by `close`. */
  prepare(setting: Setting): Promise<Prepared>;
}

/** What a benchmark is given. */
export interface Setting {
  /** A folder of the run's own on the disk that the data would lie on, removed when it has ended. */
  readonly folder: string;
  /** Tells a person how far it has come. */
  say(line: string): void;
}

export interface Prepared {
  /** In each round, every pair is measured once: subject and reference directly after one another, now the one first, now the other. */
  readonly pairs: readonly Pair[];
  close(): Promise<void>;
}

/** What is measured, and the reference that it is held against. */
export interface Pair {
  /** What is taken from one measurement; each is a row of the report. */
  readonly rows: readonly Row[];
  /** Measures once: a second or so of work. Gives a figure for each row, by its `figure`. */
  subject(): Promise<Figures>;
  reference(): Promise<Figures>;
}

export type Figures = Readonly<Record<string, number>>;

export interface Row {
  /** The name of the figure in what is measured, e.g. `perSecond`. */
  readonly figure: string;
  /** As a person reads it, e.g. `GetFunctions, 1 connection`. */
  readonly what: string;
  /** What the reference is, e.g. `bare echo of the same bytes`. */
  readonly beside: string;
  readonly unit: string;
  /** Each must be reached. None: the row is there to compare with. */
  readonly goals: readonly Goal[];
}

/** What the median over the rounds must be: of the subject divided by the reference, of the subject less the reference, or of the subject alone. */
export interface Goal {
  readonly of: 'ratio' | 'difference' | 'figure';
  readonly atLeast?: number;
  readonly atMost?: number;
}
