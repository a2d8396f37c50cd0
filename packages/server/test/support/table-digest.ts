// A digest of every table, to prove that a refused request left every row as it was.
import { createHash } from 'node:crypto';
import { all, type Row, type Store, sql } from '../../src/store/index.js';

/** What every request may add to, also a refused one: the audit and the throttle. */
const kept = /^(?:audit_|throttle_|sqlite_)/u;

const selectTables = sql`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`;

/**
 * The digests of all tables by their names, without those of the audit and the throttle, and without when a device was last used.
 * @example const before = await digestOfTables(store); …; expect(await digestOfTables(store)).toEqual(before);
 */
export async function digestOfTables(store: Pick<Store, 'read'>): Promise<Readonly<Record<string, string>>> {
  const tables = await store.read(() => all<{ name: string }>(selectTables));
  const digests: Record<string, string> = {};
  for (const { name } of tables.filter((table) => !kept.test(table.name))) {
    // The names are the database's own; a statement that is written out could not have them.
    const rows = await store.read(() => all<Row>({ text: `SELECT * FROM "${name}"` }));
    const lines = rows
      .map((row) =>
        JSON.stringify(
          Object.entries(row).filter(([column]) => column !== 'last_used_at'),
          withBytes,
        ),
      )
      .sort();
    digests[name] = `${rows.length} rows, ${createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16)}`;
  }
  return digests;
}

function withBytes(_name: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
}
