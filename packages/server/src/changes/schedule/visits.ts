// New visits, and changes of those that are there, by VisitUID.
import { Refusal, type Uid, type Visit, type VisitStatus } from '@s1kit/contract';
import { idOf, nextIds } from '../../identifiers.js';
import { first, run, sql, type Work } from '../../store/index.js';
import { changed, changesOf } from '../changed.js';
import type { PlannedChange, PlannedVisit, VisitChange, VisitState } from '../planned.js';
import { type ChangeContext, parametersPath } from '../request.js';
import { requireNotCancelled, unknownEntry } from './statuses.js';
import { instantOf } from './times.js';

/** A visit without a time is due now; without a visitor it is the signed-in user's. @throws {Refusal} ValueInvalid */
export function* planVisit(sent: Visit, { organisationId, user, now }: ChangeContext, path: string): Work<PlannedVisit> {
  if (sent.Duration === undefined) throw new Refusal('ValueInvalid', 'A new visit needs Duration, in minutes.', `${path}/Duration`);
  const state: VisitState = {
    startAt: sent.DateTime === undefined ? Math.floor(now / 1000) * 1000 : instantOf(sent.DateTime, `${path}/DateTime`),
    duration: sent.Duration,
    visitor: sent.UserName ?? user.userName,
    status: sent.Status ?? 'Booked',
    comments: sent.Comments ?? '',
    linkedReferralUid: sent.LinkedReferralUID ?? null,
  };
  return { visitId: yield* nextIds(organisationId, 'visit', 1), state };
}

/** @throws {Refusal} ValueUnknown, ValueInvalid, StatusRefused */
export function* planVisitChange(organisationId: string, patientId: number, sent: Visit & { readonly VisitUID: Uid }, path: string): Work<VisitChange> {
  const visitId = idOf(sent.VisitUID);
  const state = visitId === undefined ? undefined : yield* findVisit(organisationId, patientId, visitId);
  if (visitId === undefined || state === undefined) throw unknownEntry('VisitUID', path);
  requireNotCancelled(state.status, sent.Status, path);
  const changes = changesOf(state, {
    startAt: sent.DateTime === undefined ? undefined : instantOf(sent.DateTime, `${path}/DateTime`),
    duration: sent.Duration,
    visitor: sent.UserName,
    status: sent.Status,
    comments: sent.Comments,
    linkedReferralUid: sent.LinkedReferralUID,
  });
  return { visitId, changes };
}

/** The visit of that identifier, if it is to this patient. */
export function* findVisit(organisationId: string, patientId: number, visitId: number): Work<VisitState | undefined> {
  const row = yield* first<Row>(selectVisit, organisationId, patientId, visitId);
  if (row === undefined) return undefined;
  return {
    startAt: row.start_at,
    duration: row.duration,
    visitor: row.visitor,
    // It was stored as one of the contract's.
    status: row.status as VisitStatus,
    comments: row.comments,
    linkedReferralUid: row.linked_referral_uid,
  };
}

export function* writeVisit(
  organisationId: string,
  change: Pick<PlannedChange, 'patientId' | 'applicationId' | 'userName'>,
  visit: PlannedVisit,
  now: number,
): Work<void> {
  const { patientId, applicationId, userName } = change;
  yield* run(insertVisit, organisationId, visit.visitId, patientId, ...valuesOf(visit.state), applicationId, userName, now);
}

/**
 * Writes a change into the visit as it now is.
 * @throws {Refusal} ValueUnknown, StatusRefused: it was deleted or cancelled since the change was planned
 */
export function* writeVisitChange(organisationId: string, patientId: number, { visitId, changes }: VisitChange, now: number): Work<void> {
  const path = `${parametersPath}/NonClinical/Visit`;
  const before = yield* findVisit(organisationId, patientId, visitId);
  if (before === undefined) throw unknownEntry('VisitUID', path);
  requireNotCancelled(before.status, changes.status?.after, path);
  yield* run(updateVisit, ...valuesOf(changed(before, changes)), now, organisationId, visitId);
}

type Row = {
  readonly start_at: number;
  readonly duration: number;
  readonly visitor: string;
  readonly status: string;
  readonly comments: string;
  readonly linked_referral_uid: string | null;
};

function valuesOf({ startAt, duration, visitor, status, comments, linkedReferralUid }: VisitState) {
  return [startAt, duration, visitor, status, comments, linkedReferralUid] as const;
}

const selectVisit = sql`SELECT start_at, duration, visitor, status, comments, linked_referral_uid FROM visit
  WHERE organisation_id = ? AND patient_id = ? AND visit_id = ?`;
const insertVisit = sql`INSERT INTO visit (organisation_id, visit_id, patient_id, start_at, duration, visitor, status, comments, linked_referral_uid,
    application_id, user_name, entry_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const updateVisit = sql`UPDATE visit SET start_at = ?, duration = ?, visitor = ?, status = ?, comments = ?, linked_referral_uid = ?, changed_at = ?
  WHERE organisation_id = ? AND visit_id = ?`;
