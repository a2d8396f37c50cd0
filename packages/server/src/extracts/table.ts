// What a table of the extract is: its columns, and how its rows are read in portions.
import { all, first, type Row, type Sql, type Work } from '../store/index.js';
import type { Cell } from './csv.js';
import type { Scope } from './scope.js';

/** The fields of a row that are not empty, by their columns. */
export type Cells = Readonly<Record<string, Cell>>;

/** A row of an event's table: the fields that are its own, and those that all rows of the event have. No field is in both. */
export interface TableRow {
  readonly own: Cells;
  readonly common?: Cells;
}

/** How far a table was read: to this number, or within the events of this patient. */
export interface Cursor {
  readonly id: number;
  readonly effectiveAt: string;
  readonly eventId: number;
  /** What earlier rows have told already, where rows are told once. */
  readonly told: ReadonlySet<string>;
}

export interface Portion {
  /** Made one after the other as they are asked for, and to be gone through once, before the next portion is read: they need not be kept. */
  readonly rows: Iterable<TableRow>;
  readonly after: Cursor;
}

/** Gives the next rows; `undefined` when there are none. A portion may be empty though others follow. */
export type PortionReader = (scope: Scope, after: Cursor) => Work<Portion | undefined>;

export interface Table {
  /** The name of the file, without `.csv`. */
  readonly name: string;
  readonly columns: readonly string[];
  /** Not about patients: always whole. */
  readonly isReference: boolean;
  /** The manifest and the lists of words are not in the manifest. */
  readonly isListed: boolean;
  readonly read: PortionReader;
}

export const start: Cursor = { id: 0, effectiveAt: '', eventId: 0, told: new Set() };

/** Declares a table; RemovedData stands last in it. */
export function table(
  name: string,
  columns: readonly string[],
  read: PortionReader,
  { isReference = false, isListed = true }: { readonly isReference?: boolean; readonly isListed?: boolean } = {},
): Table {
  return { name, columns: [...columns, 'RemovedData'], isReference, isListed, read };
}

/** A reader of few rows, all at once. */
export function atOnce(rows: (scope: Scope) => readonly Cells[]): PortionReader {
  return function* (scope, after) {
    return after.id > 0 ? undefined : { rows: rows(scope).map((own) => ({ own })), after: { ...start, id: 1 } };
  };
}

/** So many numbers are gone through at once. */
const windowSize = 200;

/**
 * A reader of rows that stand under numbers, a stretch of numbers at a time, so that nobody waits for long also where few have changed.
 * @param last asks for the greatest number as `last`, of an organisation
 * @param select takes organisation, the numbers after which and up to which, and the time since when
 */
export function byNumber<R extends Row>(last: Sql, select: Sql, cellsOf: (row: R, scope: Scope) => readonly Cells[]): PortionReader {
  return function* (scope, after) {
    const greatest = (yield* first<{ last: number | null }>(last, scope.organisationId))?.last ?? 0;
    if (after.id >= greatest) return undefined;
    const until = after.id + windowSize;
    const rows = yield* all<R>(select, scope.organisationId, after.id, until, scope.since);
    return { rows: eachOwn(rows, (row) => cellsOf(row, scope)), after: { ...start, id: until } };
  };
}

function* eachOwn<R>(rows: readonly R[], cellsOf: (row: R) => readonly Cells[]): Generator<TableRow> {
  for (const row of rows) for (const own of cellsOf(row)) yield { own };
}
