// What somebody does to the tables of the audit, past the environment.
import { createHash } from 'node:crypto';
import type { Chance } from '@s1kit/server';
import type Database from 'better-sqlite3';
import { columnsOf, insertRow, keyOf, removeRow, setColumn, type TableRow, type Tables, type Value } from './tables.js';

export interface Tampering {
  readonly database: Database.Database;
  readonly chance: Chance;
  readonly tables: Tables;
  /** Counts up from case to case, so that what is gone through one by one is gone through whole. */
  readonly turn: number;
}

/** Each does one thing, and says what in a few words. There are more bits than anything else: they have two turns. */
export const tamperings: readonly ((tampering: Tampering) => string)[] = [
  flipBit,
  flipBit,
  changeType,
  removeEntry,
  removePayload,
  swapEntries,
  insertEntry,
  cutTail,
  replacePayload,
  removeChain,
];

/** Flips a bit of one column after the other, of an entry or payload by chance. */
function flipBit({ chance, database, tables, turn }: Tampering): string {
  const places = (['audit_entry', 'audit_payload'] as const).flatMap((table) => columnsOf(database, table).map((column) => ({ table, column })));
  const { column, table } = places[turn % places.length] ?? { table: 'audit_entry', column: 'hash' };
  const row = chance.pick(table === 'audit_entry' ? tables.entries : tables.payloads);
  const { isText, value } = flipped(row[column] ?? null, chance);
  setColumn(database, table, keyOf(row), column, value, isText ? 'text' : 'as it is');
  return `a bit of ${table}.${column} flipped`;
}

/** What was nothing becomes something. */
function flipped(value: Value, chance: Chance): { readonly value: Value; readonly isText: boolean } {
  if (typeof value === 'bigint') return { value: BigInt.asIntN(64, value ^ (1n << BigInt(chance.below(64)))), isText: false };
  if (value === null || value.toString() === '') return { value: 'x', isText: false };
  const bytes = Buffer.from(typeof value === 'string' ? Buffer.from(value) : (value as Buffer)); // A column holds text, a whole number, bytes or nothing.
  const at = chance.below(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.below(8));
  return { value: bytes, isText: typeof value === 'string' };
}

/** A text becomes the same bytes that are no text, a number a text, nothing a number. */
function changeType({ chance, database, tables, turn }: Tampering): string {
  const columns = columnsOf(database, 'audit_entry').filter((column) => !['organisation_id', 'workstation_id', 'sequence'].includes(column));
  const column = columns[turn % columns.length] ?? 'detail';
  const row = chance.pick(tables.entries);
  const before = row[column] ?? null;
  const after = typeof before === 'string' ? Buffer.from(before) : before === null ? 0n : `${before}x`;
  setColumn(database, 'audit_entry', keyOf(row), column, after);
  return `the type of audit_entry.${column} changed`;
}

function removeEntry({ chance, database, tables }: Tampering): string {
  const entry = chance.pick(tables.entries);
  removeRow(database, 'audit_entry', keyOf(entry));
  if (chance.chance(0.5)) removeRow(database, 'audit_payload', keyOf(entry));
  return 'an entry removed';
}

function removePayload({ chance, database, tables }: Tampering): string {
  removeRow(database, 'audit_payload', keyOf(chance.pick(tables.payloads)));
  return 'a payload removed';
}

function swapEntries({ chance, database, tables }: Tampering): string {
  const one = chance.pick(tables.entries);
  const other = chance.pick(tables.entries);
  const withPayloads = chance.chance(0.5);
  for (const table of withPayloads ? ['audit_entry', 'audit_payload'] : ['audit_entry']) {
    const swap = database.prepare(
      `UPDATE ${table} SET organisation_id = ?, workstation_id = ?, sequence = ? WHERE organisation_id = ? AND workstation_id = ? AND sequence = ?`,
    );
    const [from, to, aside] = [keyOf(one), keyOf(other), { ...keyOf(one), sequence: -1n }].map((key) => Object.values(key));
    for (const [left, right] of [
      [aside, from],
      [from, to],
      [to, aside],
    ])
      swap.run(...(left ?? []), ...(right ?? []));
  }
  return `two entries swapped${withPayloads ? ' with their payloads' : ''}`;
}

/** Behind the last, before the first, between two, or into a chain of its own. */
function insertEntry({ chance, database, tables }: Tampering): string {
  const entry = chance.pick(tables.entries);
  const ofChain = tables.entries.filter(({ workstation_id }) => workstation_id === entry.workstation_id);
  const places: readonly TableRow[] = [
    { sequence: BigInt(ofChain.length + 1) },
    { sequence: 0n },
    { sequence: Number(entry.sequence) + 0.5 },
    { workstation_id: 'another' },
    { workstation_id: 'zz', sequence: 1n },
  ];
  const inserted = { ...entry, ...chance.pick(places) };
  insertRow(database, 'audit_entry', inserted);
  if (inserted.workstation_id !== 'zz' || chance.chance(0.5)) return 'an entry inserted';
  // Bytes that are no text, as text or as they are.
  setColumn(database, 'audit_entry', keyOf(inserted), 'workstation_id', Buffer.from([0xf7, 0x7a]), chance.pick(['text', 'as it is']));
  return 'an entry inserted for a workstation whose name is no text';
}

function cutTail({ chance, database, tables }: Tampering): string {
  const { organisation_id, sequence, workstation_id } = chance.pick(tables.entries);
  const tablesCut = chance.chance(0.5) ? ['audit_entry', 'audit_payload'] : ['audit_entry'];
  for (const table of tablesCut) {
    database.prepare(`DELETE FROM ${table} WHERE organisation_id = ? AND workstation_id = ? AND sequence >= ?`).run(organisation_id, workstation_id, sequence);
  }
  return 'a tail cut off';
}

function replacePayload({ chance, database, tables }: Tampering): string {
  const [one, other] = [chance.pick(tables.payloads), chance.pick(tables.payloads)];
  removeRow(database, 'audit_payload', keyOf(one));
  insertRow(database, 'audit_payload', { ...other, ...keyOf(one) });
  return "a payload replaced by another entry's";
}

function removeChain({ chance, database, tables }: Tampering): string {
  const { workstation_id } = chance.pick(tables.entries);
  for (const table of ['audit_entry', 'audit_payload']) database.prepare(`DELETE FROM ${table} WHERE workstation_id = ?`).run(workstation_id);
  return 'a chain removed';
}

/** Changes an entry and makes its hash, and all that follow on it, anew: the chain alone cannot show that. @returns where it was changed */
export function remakeChain({ chance, database, tables }: Tampering): { readonly workstation: string; readonly sequence: number } {
  const changed = chance.pick(tables.entries);
  const rest = tables.entries.filter((row) => row.workstation_id === changed.workstation_id && Number(row.sequence) >= Number(changed.sequence));
  let previous: Value = changed.previous_hash ?? null;
  for (const row of rest) {
    const columns: TableRow = { ...row, previous_hash: previous, ...(row === changed ? { kind: 'signOut' } : {}) };
    const values = Object.entries(columns)
      .filter(([name]) => name !== 'hash')
      .map(([, value]) => (typeof value === 'bigint' ? Number(value) : value));
    const hash = createHash('sha256')
      .update(JSON.stringify(['s1kit audit entry 1', ...values]))
      .digest('hex');
    for (const [column, value] of Object.entries({ kind: columns.kind ?? null, previous_hash: previous, hash }))
      setColumn(database, 'audit_entry', keyOf(row), column, value);
    previous = hash;
  }
  return { workstation: String(changed.workstation_id), sequence: Number(changed.sequence) };
}
