// A new clinical event: planned against the record, and written into it.
import { type ClinicalItem, defaultOutputScheme, type Event, encodeEvent, encoderVersion, itemNames, Refusal } from '@s1kit/contract';
import { codeLists } from '../../directory/code-lists/index.js';
import { doneByOf, loadStaffMember, type StaffMember } from '../../directory/index.js';
import { nextIds } from '../../identifiers.js';
import { eventValue } from '../../patients/event-value.js';
import { translateItem } from '../../patients/output-scheme.js';
import type { Patient } from '../../patients/patient.js';
import { first, run, sql, type Work } from '../../store/index.js';
import { civilOf, ukDateTime } from '../../uk-time.js';
import type { PlannedChange, PlannedEvent } from '../planned.js';
import { type ChangeContext, eventPath, type KeptDocuments } from '../request.js';
import { medicationKinds, planItems, sentItems } from './items.js';
import { linkedProblems, requireProblem } from './problems.js';

/** @throws {Refusal} ValueInvalid, ValueUnknown, PatientDeceased, PathRefused */
export function* planEvent(event: Event, patient: Patient, context: ChangeContext, documents: KeptDocuments): Work<PlannedEvent> {
  const { organisationId, now } = context;
  requireItems(event);
  if (patient.demographics.DateOfDeath !== undefined) refuseMedication(event);
  const effectiveAt = event.DateTime === undefined ? ukDateTime(now) : civilOf(event.DateTime);
  if (effectiveAt === undefined) {
    throw new Refusal('ValueInvalid', 'DateTime is not a time that UK clocks show: they leap over it, or its year is out of range.', `${eventPath}/@DateTime`);
  }
  const recorder = yield* recorderOf(event, context);
  const linked = event.LinkedProblemUID;
  if (linked !== undefined) yield* requireProblem(organisationId, patient.patientId, linked, `${eventPath}/LinkedProblemUID`);
  const day = effectiveAt.slice(0, 10);
  const planned = yield* planItems(event, { organisationId, patientId: patient.patientId, day, lists: codeLists(), documents });
  return {
    eventId: yield* nextIds(organisationId, 'event', 1),
    effectiveAt,
    userName: recorder.userName,
    doneBy: given(event.DoneBy) ?? doneByOf(recorder),
    doneAt: given(event.DoneAt) ?? (yield* siteNameOf(organisationId, recorder)),
    method: event.Method ?? null,
    linkedReferralUid: event.LinkedReferralUID ?? null,
    linkedProblemUid: linked ?? null,
    ...planned,
  };
}

function requireItems(event: Event): void {
  if (sentItems(event).length > 0) return;
  throw new Refusal('ValueInvalid', 'The event holds nothing: give it an item, such as Narrative or ClinicalCode, or leave Clinical out.', eventPath);
}

function refuseMedication(event: Event): void {
  const medication = sentItems(event).find(({ item }) => medicationKinds.has(item.kind));
  if (medication === undefined) return;
  throw new Refusal('PatientDeceased', 'The patient has died: no medication can be added.', medication.path);
}

function* recorderOf(event: Event, { organisationId, user }: ChangeContext): Work<StaffMember> {
  const userName = given(event.UserName);
  if (userName === undefined) return user;
  const recorder = yield* loadStaffMember(organisationId, userName);
  if (recorder !== undefined) return recorder;
  throw new Refusal(
    'ValueUnknown',
    'The organisation has no user of that UserName. GetOrganisationMetaData lists those that it has.',
    `${eventPath}/@UserName`,
  );
}

const selectSite = sql`SELECT name FROM site WHERE organisation_id = ? AND site_id = ?`;

function* siteNameOf(organisationId: string, { siteId }: StaffMember): Work<string> {
  return (yield* first<{ name: string }>(selectSite, organisationId, siteId))?.name ?? '';
}

function given(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

const insertEvent = sql`INSERT INTO event (organisation_id, patient_id, event_id, effective_at, entry_at, user_name, done_by, done_at, application_id, software,
    method, linked_referral_uid, linked_problem_uid, kinds, items, xml, xml_stamp)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const insertDocument = sql`INSERT INTO document (organisation_id, document_id, patient_id, event_id, file_name, media_type) VALUES (?, ?, ?, ?, ?, ?)`;
const insertPage = sql`INSERT INTO document_page (organisation_id, document_id, page, content_hash) VALUES (?, ?, ?, ?)`;

/**
 * Adds the event to the record, with its documents.
 * @param now milliseconds since 1970 UTC: the time of entry
 * @throws {Refusal} ValueUnknown: a problem that it is linked to was deleted since the change was planned
 */
export function* writeEvent(
  organisationId: string,
  change: Pick<PlannedChange, 'patientId' | 'applicationId' | 'software'>,
  event: PlannedEvent,
  now: number,
): Work<void> {
  const { patientId, applicationId, software } = change;
  for (const problemUid of linkedProblems(event.linkedProblemUid, event.items)) yield* requireProblem(organisationId, patientId, problemUid, eventPath);
  const { eventId, effectiveAt, userName, doneBy, doneAt, method, linkedReferralUid, linkedProblemUid, items } = event;
  const stored = {
    event_id: eventId,
    effective_at: effectiveAt,
    user_name: userName,
    done_by: doneBy,
    done_at: doneAt,
    software,
    method,
    linked_referral_uid: linkedReferralUid,
    linked_problem_uid: linkedProblemUid,
  };
  const who = [patientId, eventId, effectiveAt, now, userName, doneBy, doneAt, applicationId, software, method, linkedReferralUid, linkedProblemUid];
  yield* run(insertEvent, organisationId, ...who, kindsOf(items), JSON.stringify(items), xmlOf(stored, items), encoderVersion);
  for (const { documentId, fileName, mediaType, pages } of event.documents) {
    yield* run(insertDocument, organisationId, documentId, patientId, eventId, fileName, mediaType);
    for (const [index, hash] of pages.entries()) yield* run(insertPage, organisationId, documentId, index + 1, hash);
  }
}

/** `event.kinds`: bit n stands for the kind at place n of `itemNames`. */
function kindsOf(items: readonly ClinicalItem[]): number {
  return items.reduce((mask, { kind }) => mask | (1 << itemNames.indexOf(kind)), 0);
}

/** The event as replies carry it where nothing else is asked for. */
export function xmlOf(stored: Parameters<typeof eventValue>[0], items: readonly ClinicalItem[]): Uint8Array {
  const translation = { scheme: defaultOutputScheme, lists: codeLists() };
  const shown = items.map((item) => translateItem(item, translation));
  return Buffer.from(encodeEvent(eventValue(stored, shown)));
}
