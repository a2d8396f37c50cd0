// Where the first break must be named, told naively: the tables are compared with what they were, chain by chain, entry by entry.
import { isDeepStrictEqual } from 'node:util';
import type { TableRow, Tables } from './tables.js';
import type { Trail } from './trail.js';

/** `somewhere` where the place has no name that is text; `undefined` where nothing that is promised to be found was done. */
export type Expected = { readonly workstation: string; readonly sequence: number } | 'somewhere' | undefined;

/** The first place at which the tables differ from what they were. A tail that is cut off counts as far as a checkpoint tells of it. */
export function firstDifference(before: Tables, after: Tables, { counted }: Pick<Trail, 'counted'>): Expected {
  const [then, now] = [chainsOf(before), chainsOf(after)];
  for (const [name, rows] of now) {
    const workstation = textOf(rows[0]?.entry.workstation_id);
    if (workstation === '' || name.includes('\ufffd')) return 'somewhere';
    const original = then.get(name) ?? [];
    for (const [index, row] of rows.entries()) {
      if (!isDeepStrictEqual(row, original[index])) return { workstation, sequence: index + 1 };
    }
    // What was cut off shows by a checkpoint, or by its payloads that were left.
    const isCut =
      rows.length < (counted.get(workstation) ?? 0) || after.payloads.some((payload) => placeOf(payload) === name && Number(payload.sequence) > rows.length);
    if (isCut) return { workstation, sequence: rows.length + 1 };
  }
  for (const [name, [first]] of then) if (!now.has(name)) return { workstation: textOf(first?.entry.workstation_id), sequence: 1 };
  return undefined;
}

interface Recorded {
  readonly entry: TableRow;
  readonly payload: TableRow | undefined;
}

/** Each chain with its entries in order. Payloads without an entry are left out: the entry that they belong to misses them. */
function chainsOf({ entries, payloads }: Tables): ReadonlyMap<string, readonly Recorded[]> {
  const nameOf = (row: TableRow): string => `${placeOf(row)} ${row.sequence}`;
  const payloadOf = new Map(payloads.map((payload) => [nameOf(payload), payload]));
  const chains = new Map<string, Recorded[]>();
  for (const entry of entries) {
    const chain = chains.get(placeOf(entry)) ?? [];
    chain.push({ entry, payload: payloadOf.get(nameOf(entry)) });
    chains.set(placeOf(entry), chain);
  }
  return chains;
}

function placeOf({ organisation_id, workstation_id }: TableRow): string {
  return `${organisation_id} ${workstation_id}`;
}

function textOf(value: TableRow[string] | undefined): string {
  return typeof value === 'string' ? value : '';
}
