// Statements, and the units of work that are made of them. Written once; the engine decides how they run.

/** What a statement takes and gives. Times are milliseconds since 1970 UTC as numbers, flags are 0 and 1. */
export type SqlValue = string | number | Uint8Array | null;

export type Row = Readonly<Record<string, SqlValue>>;

/** The text of a statement. Positional parameters are `?`; the engine rewrites them where its dialect has others. */
export interface Sql {
  readonly text: string;
}

/** One step that a unit of work asks its engine for. */
export type Step =
  | { readonly kind: 'all' | 'first' | 'kept' | 'run'; readonly sql: Sql; readonly parameters: readonly SqlValue[] }
  | { readonly kind: 'note'; readonly sql: Sql; readonly parameters: readonly SqlValue[]; readonly row: Row | undefined }
  | { readonly kind: 'savepoint' | 'release' | 'rollback' };

/** What comes back for a step: rows, or how many rows were changed. */
export type StepResult = readonly Row[] | Row | number | undefined;

/**
 * A unit of work: a generator that yields its steps and is resumed with their results. It takes full effect or none.
 * It must be repeatable: an engine may run it again from the start (serialization failures).
 */
export type Work<T> = Generator<Step, T, StepResult>;

/** Marks the text of a statement: every statement in the code is written with it, and tests read them all. */
export function sql(text: TemplateStringsArray): Sql {
  return { text: text[0] ?? '' };
}

/** All rows. `R` names the columns that the statement selects. */
export function* all<R extends Row>(statement: Sql, ...parameters: readonly SqlValue[]): Work<readonly R[]> {
  // The cast states what the statement's own columns are; the test that prepares every statement checks that it runs.
  return (yield { kind: 'all', sql: statement, parameters }) as unknown as readonly R[];
}

/** The first row, if there is one. */
export function* first<R extends Row>(statement: Sql, ...parameters: readonly SqlValue[]): Work<R | undefined> {
  // As above.
  return (yield { kind: 'first', sql: statement, parameters }) as R | undefined;
}

/**
 * As `first`, for what many units ask alike and few change: an engine may answer from memory what it answered before, as long as nothing has changed the
 * tables that the statement reads.
 */
export function* kept<R extends Row>(statement: Sql, ...parameters: readonly SqlValue[]): Work<R | undefined> {
  // As above.
  return (yield { kind: 'kept', sql: statement, parameters }) as R | undefined;
}

/** Tells the engine what `kept` would now read, for a unit that knows because it has just written it. It is forgotten if the unit is undone. */
export function* note<R extends Row>(row: R, statement: Sql, ...parameters: readonly SqlValue[]): Work<void> {
  yield { kind: 'note', sql: statement, parameters, row };
}

/** Changes rows and says how many. */
export function* run(statement: Sql, ...parameters: readonly SqlValue[]): Work<number> {
  // As above: a `run` step gives a count.
  return (yield { kind: 'run', sql: statement, parameters }) as number;
}

/** Runs work inside the unit so that its failure undoes it alone; the failure is thrown on. */
export function* attempt<T>(work: () => Work<T>): Work<T> {
  yield { kind: 'savepoint' };
  try {
    const result = yield* work();
    yield { kind: 'release' };
    return result;
  } catch (failure) {
    yield { kind: 'rollback' };
    throw failure;
  }
}
