// The extract as files: read from one unchanging view of the data, a portion at a time, while the files are written.
import type { OutgoingFile } from '@s1kit/link';
import type { Store, Work } from '../store/index.js';
import { blockOf } from './block.js';
import { csvLine, windows1252 } from './csv.js';
import { removedRows } from './removed.js';
import { loadScope, type Scope } from './scope.js';
import { type Cursor, start, type Table, type TableRow } from './table.js';
import { tables } from './tables/index.js';
import { manifestTime } from './times.js';

export interface ExtractWanted {
  readonly organisationId: string;
  readonly store: Pick<Store, 'readPortions'>;
  /** The first moment of the day since which changes are wanted, in milliseconds since 1970 UTC; `undefined` for everything. */
  readonly since: number | undefined;
  /** Now, in milliseconds since 1970 UTC. */
  readonly now: number;
  /** Told of each file that is done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** The files of an extract; the manifest is the last. */
export interface Extract {
  /** Their pieces must be read in order, one file after the other. */
  readonly files: readonly OutgoingFile[];
  /** Ends the view of the data, also where not all was read. */
  readonly close: () => Promise<void>;
}

export const manifestName = 'SRManifest.csv';

/** Opens an extract. Nothing is read before the first piece is asked for. */
export function openExtract(wanted: ExtractWanted): Extract {
  const { organisationId, now: until, onProgress = () => undefined, since, store } = wanted;
  const steps = store.readPortions<Step>((last) => (last === undefined ? firstStep({ organisationId, since, until }) : nextStep(last)))[Symbol.asyncIterator]();
  let current: Step | undefined;
  const advance = async (): Promise<Step | undefined> => {
    const next = await steps.next();
    current = next.done === true ? undefined : next.value;
    return current;
  };
  let scope: Scope | undefined;
  const total = tables.length + 1;

  const piecesOf = async function* (index: number, { columns }: Table): AsyncGenerator<Uint8Array> {
    if (index === 0) scope = (await advance())?.scope;
    yield windows1252(csvLine(columns));
    if (current?.table !== index) throw new Error('The files of an extract were not written in their order.');
    const block = blockOf();
    for (let step: Step | undefined = current; step?.table === index; step = await advance()) {
      block.add(step.bytes);
      if (block.isFull()) yield block.take();
    }
    if (!block.isEmpty()) yield block.take();
    onProgress(index + 1, total);
  };
  const manifest = async function* (): AsyncGenerator<Uint8Array> {
    if (scope === undefined || current !== undefined) throw new Error('The manifest of an extract was not written last.');
    yield manifestOf(scope, since);
    onProgress(total, total);
  };
  return {
    files: [...tables.map((table, index) => ({ name: `${table.name}.csv`, pieces: piecesOf(index, table) })), { name: manifestName, pieces: manifest() }],
    close: async () => void (await steps.return?.()),
  };
}

/** Some rows of a table, and where the next ones are. */
interface Step {
  readonly scope: Scope;
  readonly table: number;
  readonly bytes: Uint8Array;
  /** `undefined` where the rows that there are have been read, and those that went come next. */
  readonly after: Cursor | undefined;
  /** The removed row that was told last. */
  readonly removedAfter: number;
  readonly isDone: boolean;
}

function* firstStep(wanted: Parameters<typeof loadScope>[0]): Work<Step> {
  return { scope: yield* loadScope(wanted), table: 0, bytes: new Uint8Array(), after: start, removedAfter: 0, isDone: false };
}

function* nextStep(last: Step): Work<Step | undefined> {
  const { scope } = last;
  if (last.isDone)
    return last.table + 1 < tables.length
      ? { ...last, table: last.table + 1, bytes: new Uint8Array(), after: start, removedAfter: 0, isDone: false }
      : undefined;
  const table = tables[last.table];
  if (table === undefined) return undefined;
  if (last.after !== undefined) {
    const portion = yield* table.read(scopeOf(table, scope), last.after);
    return { ...last, bytes: portion === undefined ? new Uint8Array() : encode(table, portion.rows), after: portion?.after };
  }
  const removed = isDelta(table, scope) ? yield* removedRows(scope.organisationId, table.name, last.removedAfter, scope.since) : [];
  const rows = removed.map((row) => ({ own: { RowIdentifier: row, IDOrganisationVisibleTo: scope.organisationId, RemovedData: 1 } }));
  return { ...last, bytes: encode(table, rows), removedAfter: removed.at(-1) ?? last.removedAfter, isDone: removed.length === 0 };
}

function isDelta({ isReference }: Table, scope: Scope): boolean {
  return scope.isDelta && !isReference;
}

function scopeOf(table: Table, scope: Scope): Scope {
  return isDelta(table, scope) || !scope.isDelta ? scope : { ...scope, isDelta: false, since: Number.MIN_SAFE_INTEGER };
}

function encode({ columns }: Table, rows: Iterable<TableRow>): Uint8Array {
  const lines: string[] = [];
  for (const { own, common } of rows)
    lines.push(csvLine(columns.map((column) => own[column] ?? common?.[column] ?? (column === 'RemovedData' ? 0 : undefined))));
  return windows1252(lines.join(''));
}

const manifestColumns = ['FileName', 'IsDelta', 'IsReference', 'DateExtractFrom', 'DateExtractTo'];

/** Names neither itself nor the lists of words. */
function manifestOf(scope: Scope, since: number | undefined): Uint8Array {
  const lines = tables
    .filter(({ isListed }) => isListed)
    .map((table) => {
      const delta = isDelta(table, scope);
      const from = delta && since !== undefined ? manifestTime(since) : '';
      return csvLine([table.name, delta ? 'Y' : 'N', table.isReference ? 'Y' : 'N', from, manifestTime(scope.until)]);
    });
  return windows1252(csvLine(manifestColumns) + lines.join(''));
}
