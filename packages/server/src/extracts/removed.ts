// Rows that left the record: later extracts say of them that they were removed.
import type { ClinicalItem } from '@s1kit/contract';
import { all, run, sql, type Work } from '../store/index.js';
import { itemRow } from './row-identifiers.js';
import { tablesOfItem } from './tables/items.js';

/** What was deleted, by the numbers that the entries had. */
export interface Removed {
  readonly events: readonly { readonly id: number; readonly items: readonly ClinicalItem[] }[];
  readonly appointments: readonly { readonly id: number }[];
  readonly visits: readonly { readonly id: number }[];
}

/** Notes what is deleted, in the unit of work that deletes it. @param now milliseconds since 1970 UTC */
export function* noteRemoved(organisationId: string, { events, appointments, visits }: Removed, now: number): Work<void> {
  for (const { id, items } of events) {
    yield* run(insertRemoved, organisationId, 'SREvent', id, now);
    for (const [index, item] of items.entries()) {
      for (const name of tablesOfItem(item)) yield* run(insertRemoved, organisationId, name, itemRow(id, index), now);
    }
  }
  for (const { id } of appointments) yield* run(insertRemoved, organisationId, 'SRAppointment', id, now);
  for (const { id } of visits) yield* run(insertRemoved, organisationId, 'SRVisit', id, now);
}

/** The numbers of rows of a table that were removed since a time, some at once, in order. */
export function* removedRows(organisationId: string, table: string, after: number, since: number): Work<readonly number[]> {
  const rows = yield* all<{ row_id: number }>(selectRemoved, organisationId, table, after, since);
  return rows.map(({ row_id }) => row_id);
}

const insertRemoved = sql`INSERT INTO removed_row (organisation_id, table_name, row_id, removed_at) VALUES (?, ?, ?, ?)`;
const selectRemoved = sql`SELECT row_id FROM removed_row
  WHERE organisation_id = ? AND table_name = ? AND row_id > ? AND removed_at >= ? ORDER BY row_id LIMIT 1000`;
