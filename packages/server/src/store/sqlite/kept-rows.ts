// Rows that were read, kept until something changes their tables: what every request asks for is not read anew for each.
// Nothing that writes has to think of it: the driver tells of every statement, of everything undone, and of what other connections changed.
import type { Row, Sql, SqlValue } from '../statement.js';

export interface KeptRows {
  /** What the statement would give; reads it with `read` where it is not kept. */
  get(sql: Sql, parameters: readonly SqlValue[], read: () => Row | undefined): Row | undefined;
  /** Puts a row in place of what was kept. */
  put(sql: Sql, parameters: readonly SqlValue[], row: Row | undefined): void;
  /** A statement that writes has run. */
  changedBy(sql: Sql): void;
  /** Something was undone, or changed by others. */
  forget(): void;
}

interface Statement {
  readonly tables: readonly string[];
  readonly rows: Map<string, Row | undefined>;
}

/** Rows of one statement: whoever sends keys or devices at random fills no more. */
const rowLimit = 1_000;

const tablesRead = /\b(?:FROM|JOIN)\s+(\w+)/gi;
const tableWritten = /^\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|UPDATE|DELETE\s+FROM)\s+(\w+)/i;

export function keptRows(): KeptRows {
  const statements = new Map<Sql, Statement>();
  /** What reads the table that a statement writes; undefined where that is not known. */
  const readers = new Map<Sql, readonly Statement[] | undefined>();

  const statementOf = (sql: Sql): Statement => {
    let statement = statements.get(sql);
    if (statement === undefined) {
      statement = { tables: [...sql.text.matchAll(tablesRead)].map(([, table = '']) => table), rows: new Map() };
      statements.set(sql, statement);
      readers.clear();
    }
    return statement;
  };
  const readersOf = (sql: Sql): readonly Statement[] | undefined => {
    if (!readers.has(sql)) {
      const table = tableWritten.exec(sql.text)?.[1];
      readers.set(sql, table === undefined ? undefined : [...statements.values()].filter(({ tables }) => tables.includes(table)));
    }
    return readers.get(sql);
  };
  const keep = ({ rows }: Statement, key: string, row: Row | undefined): void => {
    if (rows.size >= rowLimit) rows.clear();
    rows.set(key, row);
  };
  const forget = (): void => {
    for (const { rows } of statements.values()) rows.clear();
  };

  return {
    get: (sql, parameters, read) => {
      const statement = statementOf(sql);
      const key = JSON.stringify(parameters);
      const kept = statement.rows.get(key);
      if (kept !== undefined || statement.rows.has(key)) return kept;
      const row = read();
      keep(statement, key, row);
      return row;
    },
    put: (sql, parameters, row) => keep(statementOf(sql), JSON.stringify(parameters), row),
    changedBy: (sql) => {
      const concerned = readersOf(sql);
      if (concerned === undefined) forget();
      else for (const { rows } of concerned) rows.clear();
    },
    forget,
  };
}
