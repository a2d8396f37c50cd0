// When the data was last replaced or filled as a whole (reset, restore, generate, import): extracts since before then are whole ones.
import { first, run, sql, type Work } from '../store/index.js';

/** Notes that rows came or went without a trace of their own. @param now milliseconds since 1970 UTC */
export function* noteWholeChange(organisationId: string, now: number): Work<void> {
  yield* run(insertChange, organisationId, now);
}

/** When that was last; `undefined` if the data is as it was first made, and has only been written to since. */
export function* wholeChangeAt(organisationId: string): Work<number | undefined> {
  return (yield* first<{ changed_at: number }>(selectChange, organisationId))?.changed_at;
}

const insertChange = sql`INSERT INTO whole_change (organisation_id, changed_at) VALUES (?, ?)
  ON CONFLICT (organisation_id) DO UPDATE SET changed_at = excluded.changed_at`;
const selectChange = sql`SELECT changed_at FROM whole_change WHERE organisation_id = ?`;
