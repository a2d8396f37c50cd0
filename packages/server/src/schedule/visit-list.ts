// The visits of some days with whom they go to and what wrote them, page by page.
import type { PatientRow } from '../patients/patient.js';
import { all, first, sql, type Work } from '../store/index.js';
import type { TimeRange } from './range.js';

export type ListedVisit = PatientRow & {
  readonly visit_id: number;
  readonly start_at: number;
  readonly duration: number;
  readonly visitor: string;
  readonly status: string;
  readonly comments: string;
  readonly user_name: string;
  readonly entry_at: number;
  readonly software: string | null;
};

export interface VisitPage {
  /** The user name of who visits; anybody if empty. */
  readonly visitor: string;
  readonly skip: number;
  readonly limit: number;
}

/** The visits that begin in a stretch of time, in order of time, and how many there are in all. */
export function* listVisits(
  organisationId: string,
  { from, until }: TimeRange,
  { visitor, skip, limit }: VisitPage,
): Work<{ readonly total: number; readonly visits: readonly ListedVisit[] }> {
  const counted = yield* first<{ total: number }>(countVisits, organisationId, from, until, visitor, visitor);
  return { total: counted?.total ?? 0, visits: yield* all<ListedVisit>(selectVisits, organisationId, from, until, visitor, visitor, limit, skip) };
}

const countVisits = sql`SELECT COUNT(*) AS total FROM visit WHERE organisation_id = ? AND start_at >= ? AND start_at <= ? AND (? = '' OR visitor = ?)`;
const selectVisits = sql`SELECT visit_id, start_at, duration, visitor, status, comments, user_name, entry_at, application.name AS software,
    patient.patient_id, nhs_number, pseudo_number, confidential, date_of_birth, sex, date_of_death, demographics
  FROM visit
    JOIN patient ON patient.organisation_id = visit.organisation_id AND patient.patient_id = visit.patient_id
    LEFT JOIN application ON application.organisation_id = visit.organisation_id AND application.application_id = visit.application_id
  WHERE visit.organisation_id = ? AND start_at >= ? AND start_at <= ? AND (? = '' OR visitor = ?)
  ORDER BY start_at, visit_id LIMIT ? OFFSET ?`;
