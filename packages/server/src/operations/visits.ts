// The operations on visits: listed, requested, given to somebody, and where they stand.
import { type Visit, type VisitStatus, visitStatuses } from '@s1kit/contract';
import { type InputOf, OperationError, type OperationHandlers, type OutputOf } from '@s1kit/link';
import { record } from '../audit/index.js';
import { findVisit, statusesAfter, type VisitState } from '../changes/index.js';
import { idOf, uidOf } from '../identifiers.js';
import { loadPatient, type Patient } from '../patients/patient.js';
import { type ListedVisit, listVisits } from '../schedule/visit-list.js';
import { first, sql, type Work } from '../store/index.js';
import { ukDateTime } from '../uk-time.js';
import { found, type OperationContext, placeOf, tellAll } from './operation-context.js';
import { commentsWithReason } from './reasons.js';
import { changeSchedule } from './schedule-change.js';
import { rangeOfDays, shownEntered, shownPerson, type Viewer, viewerOf, visitedPatient } from './schedule-views.js';
import { patientOfNumber } from './session.js';

type Handlers = Pick<OperationHandlers<OperationContext>, 'visits.list' | 'visits.request' | 'visits.setStatus' | 'visits.assign'>;

const usualPage = 100;

export const visitHandlers: Handlers = {
  'visits.list': ({ limit = usualPage, skip = 0, visitor = '', ...days }, context) =>
    context.services.store.read(function* () {
      const viewer = yield* viewerOf(context);
      const { total, visits } = yield* listVisits(context.services.organisationId, rangeOfDays(days, context.services.clock.now()), { visitor, skip, limit });
      return { total, visits: visits.map((row) => shownVisit(viewer, row)) };
    }),

  'visits.request': (input, context) => written(context, () => request(input, context)),

  'visits.setStatus': (input, context) => written(context, () => setStatus(input, context)),

  'visits.assign': (input, context) => written(context, () => assign(input, context)),
};

/** In one unit of work; then every desktop hears of it. */
async function written<T>({ services }: OperationContext, work: () => Work<T>): Promise<T> {
  const done = await services.store.write(work);
  tellAll(services, 'record');
  return done;
}

function* request(input: InputOf<'visits.request'>, context: OperationContext): Work<OutputOf<'visits.request'>> {
  const { comments = '', minutes, start, visitor } = input;
  const patient = yield* patientOfNumber(context.services.organisationId, input.nhsNumber.trim());
  const visit: Visit = {
    DateTime: start,
    Duration: minutes,
    ...(visitor === undefined ? {} : { UserName: visitor }),
    ...(comments.trim() === '' ? {} : { Comments: comments.trim() }),
  };
  const visitUid = yield* change(context, patient, visit, `Requested: a visit at ${start}.`);
  return { visitUid };
}

function* setStatus({ reason, seen, status, visitUid }: InputOf<'visits.setStatus'>, context: OperationContext): Work<OutputOf<'visits.setStatus'>> {
  const { patient, state, uid } = yield* visitOf(visitUid, context);
  if (state.status !== seen) throw new OperationError(409, `Somebody else has changed this visit: it is ${state.status} now. Nothing was changed.`);
  const comments = commentsWithReason(state.comments, status, reason);
  const visit = { VisitUID: uid, Status: status, ...(comments === undefined ? {} : { Comments: comments }) };
  yield* change(context, patient, visit, `The visit of ${ukDateTime(state.startAt)}: ${seen} → ${status}.`);
  return { visitUid, status };
}

function* assign({ seen, visitUid, visitor }: InputOf<'visits.assign'>, context: OperationContext): Work<OutputOf<'visits.assign'>> {
  const { patient, state, uid } = yield* visitOf(visitUid, context);
  if (state.visitor !== seen) throw new OperationError(409, `Somebody else has given this visit to ${state.visitor} meanwhile. Nothing was changed.`);
  if (state.status === 'Cancelled') throw new OperationError(409, 'This visit is cancelled: nobody is sent to it. Request a new one.');
  yield* change(context, patient, { VisitUID: uid, UserName: visitor }, `The visit of ${ukDateTime(state.startAt)}: given to ${visitor}.`);
  return { visitUid, visitor };
}

/** Makes the change and puts on record who did it. @returns the identifier of the visit */
function* change(context: OperationContext, patient: Patient, visit: Visit, detail: string): Work<string> {
  const { made, userName } = yield* changeSchedule(context, patient, { NonClinical: { Visit: [visit] } });
  yield* record(placeOf(context), { kind: 'visit', at: context.services.clock.now(), outcome: 'done', userName, patient: patient.number, detail });
  return made.VisitUID[0] ?? '';
}

/** @throws {OperationError} 404 */
function* visitOf(
  visitUid: string,
  { services }: OperationContext,
): Work<{ readonly patient: Patient; readonly state: VisitState; readonly uid: ReturnType<typeof uidOf> }> {
  const { organisationId } = services;
  const visitId = idOf(visitUid) ?? 0;
  const owner = found(yield* first<{ patient_id: number }>(selectOwner, organisationId, visitId), 'visit');
  const patient = found(yield* loadPatient(organisationId, owner.patient_id), 'patient');
  return { patient, state: found(yield* findVisit(organisationId, patient.patientId, visitId), 'visit'), uid: uidOf(visitId) };
}

function shownVisit(viewer: Viewer, row: ListedVisit): OutputOf<'visits.list'>['visits'][number] {
  // It was stored as one of the contract's.
  const status = row.status as VisitStatus;
  return {
    uid: uidOf(row.visit_id),
    start: ukDateTime(row.start_at),
    minutes: row.duration,
    visitor: shownPerson(viewer.directory, row.visitor),
    status,
    next: [...statusesAfter(status, visitStatuses)],
    comments: row.comments,
    patient: visitedPatient(viewer, row),
    isConfidential: row.confidential === 1,
    ...shownEntered(viewer, row),
  };
}

const selectOwner = sql`SELECT patient_id FROM visit WHERE organisation_id = ? AND visit_id = ?`;
