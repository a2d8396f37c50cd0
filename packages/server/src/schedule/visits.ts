// Visits as stored, and as replies carry them.
import type { Visit } from '@s1kit/contract';
import { uidOf } from '../identifiers.js';
import { all, sql, type Work } from '../store/index.js';
import { ukDateTime } from '../uk-time.js';
import { type EntryLimits, limitParameters } from './entry-limits.js';
import type { TimeRange } from './range.js';

/** A visit to a patient. */
export interface PatientVisit {
  readonly patientId: number;
  /** Milliseconds since 1970 UTC. */
  readonly startAt: number;
  readonly value: Visit;
}

/** The visits to a patient, in order of time. */
export function* visitsOf(organisationId: string, patientId: number, limits: EntryLimits): Work<readonly PatientVisit[]> {
  const rows = yield* all<VisitRow>(selectOfPatient, organisationId, patientId, ...limitParameters(limits));
  return rows.map(visitOf);
}

/** The visits that begin in a stretch of time, to patients who are not confidential, in order of time. */
export function* visitsIn(organisationId: string, { from, until }: TimeRange, visitor = ''): Work<readonly PatientVisit[]> {
  const rows = yield* all<VisitRow>(selectInRange, organisationId, from, until, visitor, visitor);
  return rows.map(visitOf);
}

type VisitRow = {
  readonly visit_id: number;
  readonly patient_id: number;
  readonly start_at: number;
  readonly duration: number;
  readonly visitor: string;
  readonly status: string;
  readonly comments: string;
  readonly linked_referral_uid: string | null;
};

function visitOf(row: VisitRow): PatientVisit {
  const value = {
    VisitUID: uidOf(row.visit_id),
    Status: row.status,
    DateTime: ukDateTime(row.start_at),
    Duration: row.duration,
    ...(row.comments === '' ? {} : { Comments: row.comments }),
    UserName: row.visitor,
    ...(row.linked_referral_uid === null ? {} : { LinkedReferralUID: row.linked_referral_uid }),
  };
  // Status and identifiers were stored as values of the contract's types.
  return { patientId: row.patient_id, startAt: row.start_at, value: value as Visit };
}

// Plus nothing: so that an engine goes by the patient, not by the time.
const selectOfPatient = sql`SELECT visit_id, patient_id, start_at, duration, visitor, status, comments, linked_referral_uid FROM visit
  WHERE organisation_id = ? AND patient_id = ?
    AND start_at + 0 >= ? AND start_at + 0 <= ? AND entry_at >= ? AND entry_at <= ? AND (? = '' OR user_name = ?)
  ORDER BY start_at, visit_id`;

const selectInRange = sql`SELECT visit_id, visit.patient_id, start_at, duration, visitor, status, comments, linked_referral_uid
  FROM visit JOIN patient ON patient.organisation_id = visit.organisation_id AND patient.patient_id = visit.patient_id
  WHERE visit.organisation_id = ? AND start_at >= ? AND start_at <= ? AND confidential = 0 AND (? = '' OR visitor = ?)
  ORDER BY start_at, visit_id`;
