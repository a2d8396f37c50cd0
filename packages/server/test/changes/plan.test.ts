// A plan is plain data that can be kept, taken apart and carried out later; planning changes nothing of the record.
import type { Uid } from '@s1kit/contract';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  applyChange,
  type ChangeContext,
  type ChangeRequest,
  freeSlots,
  type KeptDocuments,
  madeBy,
  type PlannedChange,
  planChange,
  takeSlots,
} from '../../src/changes/index.js';
import { loadDirectory, loadStaffMember } from '../../src/directory/index.js';
import { uidOf } from '../../src/identifiers.js';
import { loadPatient } from '../../src/patients/patient.js';
import { all, run, sql } from '../../src/store/index.js';
import { here, monday, openPractice, organisationId, refusalOf } from '../support/practice.js';
import { addClinic, addPatient } from '../support/rows.js';
import { digestOfTables } from '../support/table-digest.js';

const practice = await openPractice();
const Identity = { NHSNumber: '9990000018' } as const;
await practice.add(function* () {
  yield* addPatient(here, { patientId: 1, nhsNumber: Identity.NHSNumber });
  const slots = Array.from({ length: 30 }, () => ({ type: 'Routine', minutes: 10 }));
  yield* addClinic(here, {
    clinicId: 1,
    userName: 'ada',
    siteName: 'Main Site',
    clinicType: 'GP Surgery',
    pattern: { sessions: [{ weekday: 2, start: '09:00', slots }] },
  });
});
const user = await practice.store.read(() => loadStaffMember(organisationId, 'ada'));
const { lists } = await practice.store.read(() => loadDirectory(organisationId));
if (user === undefined) throw new Error('There is no ada.');
const context: ChangeContext = { organisationId, user, lists, application: { id: 'app', name: 'Test application' }, requestUid: 'r-1', now: monday };
const later = monday + 3_600_000;

const plan = (request: ChangeRequest, changes: Partial<ChangeContext> = {}, documents?: KeptDocuments): Promise<PlannedChange> =>
  practice.store.write(function* () {
    const patient = yield* loadPatient(organisationId, 1);
    if (patient === undefined) throw new Error('There is no patient.');
    return yield* planChange(patient, request, { ...context, ...changes }, documents);
  });
const apply = (change: PlannedChange) => practice.store.write(() => applyChange(organisationId, change, later));
const recordOf = async () => (await practice.call('GetPatientRecord', { Identity })).value;
const withoutCounters = async () => {
  const { counter: _, ...tables } = await digestOfTables(practice.store);
  return tables;
};

let start = '';
let next = 0;
beforeEach(() => {
  start = new Date(Date.UTC(2026, 0, 6, 9, 10 * next++)).toISOString().slice(0, 19);
});
const appointment = () => ({
  Clinic: { UserName: 'ada', SiteName: 'Main Site', ClinicType: 'GP Surgery', Slot: { SlotType: 'Routine', DateTimeStart: start, Duration: 10 } },
});
const whole = (): ChangeRequest => ({
  Demographics: { HomeTelephone: `01632 9600${String(next).padStart(2, '0')}` },
  Clinical: { Event: { Narrative: [{ Line: ['x'] }], ClinicalCode: [{ Code: { Scheme: 'CTV3', Code: 'C10..' }, ProblemSeverity: 'Major' }] } },
  NonClinical: { Appointment: [appointment()], Visit: [{ Duration: 10 }], Task: [{ TaskType: 'Misc', Content: 'x' }] },
});

describe('a planned change', () => {
  it('changes nothing until it is carried out, and has every identifier before', async () => {
    const before = await withoutCounters();
    const change = await plan(whole());
    expect(await withoutCounters()).toEqual(before);
    const promised = madeBy(change);
    expect(await apply(change)).toEqual(promised);
    const record = await recordOf();
    expect(record.Clinical?.Event?.map(({ EventUID }) => EventUID)).toContain(promised.EventUID);
    for (const [name, uids] of [
      ['Appointment', promised.AppointmentUID],
      ['Visit', promised.VisitUID],
      ['Task', promised.TaskUID],
    ] as const) {
      const there = (record.NonClinical?.[name] ?? []).flatMap((entry) => [
        ('AppointmentUID' in entry && entry.AppointmentUID) || ('VisitUID' in entry && entry.VisitUID) || ('TaskUID' in entry && entry.TaskUID),
      ]);
      expect(there).toEqual(expect.arrayContaining([...uids]));
    }
  });

  it('is plain data: kept as JSON and carried out later it does the same, at the time of then', async () => {
    const change = await plan({ ...whole(), NonClinical: {} });
    const kept = JSON.parse(JSON.stringify(change)) as PlannedChange; // What was written is read again.
    expect(kept).toEqual(change);
    await apply(kept);
    const rows = await practice.store.read(() => all<{ event_id: number; entry_at: number; effective_at: string }>(selectEvents, organisationId));
    expect(rows.find((row) => row.event_id === change.event?.eventId)).toMatchObject({ entry_at: later, effective_at: '2026-01-05T08:00:00' });
  });

  it('can be taken apart: what is left out is not done', async () => {
    const change = await plan(whole());
    const before = await recordOf();
    await apply({ ...change, event: null, bookings: [], newVisits: [], newTasks: [] });
    const { Demographics } = await recordOf();
    expect(await recordOf()).toEqual({ ...before, Demographics });
    expect(Demographics).not.toEqual(before.Demographics);
  });

  it('tells what it read, so that changes by others meanwhile can be told', async () => {
    await apply(await plan({ Demographics: { MobileTelephone: '07700 900111' } }));
    const change = await plan({ Demographics: { MobileTelephone: '07700 900222' } });
    expect(change.demographics).toEqual({ MobileTelephone: { before: '07700 900111', after: '07700 900222' } });
    const again = await plan({ Demographics: { MobileTelephone: '07700 900333' } });
    expect(again.patientVersion).toBe(change.patientVersion);
    await apply(change);
    expect((await plan({ Demographics: { MobileTelephone: '07700 900333' } })).patientVersion).toBe(change.patientVersion + 1);
  });

  it('B7.13: a slot that is held is its own, and nobody else can have it until it is freed', async () => {
    const held = await plan({ NonClinical: { Appointment: [appointment()] } });
    const rival = await plan({ NonClinical: { Appointment: [appointment()] } });
    await practice.add(() => takeSlots(organisationId, held.bookings));
    expect(await refusalOf(plan({ NonClinical: { Appointment: [appointment()] } }))).toBe('SlotUnavailable');
    expect(await refusalOf(apply(rival))).toBe('SlotUnavailable');
    await apply(held);
    const second = await plan({ NonClinical: { Appointment: [] }, Demographics: { Title: 'Dr' } });
    expect(second.bookings).toEqual([]);
    await practice.add(() => freeSlots(organisationId, held.bookings));
    expect(await refusalOf(apply(rival))).toBe('none');
  });

  it('fails as a whole if what it builds on has gone meanwhile', async () => {
    const [problem] = (await apply(await plan(whole()))).ProblemUID;
    const { TaskUID, EventUID } = await apply(
      await plan({
        Clinical: { Event: { ClinicalCode: [{ Code: { Scheme: 'CTV3', Code: 'H33..' }, ProblemSeverity: 'Minor' }] } },
        NonClinical: { Task: [{ TaskType: 'Misc', Content: 'x' }] },
      }),
    );
    expect(problem).toBeDefined();
    const [task] = TaskUID;
    const linked = await plan({ Clinical: { Event: { Narrative: [{ Line: ['x'], LinkedProblemUID: await problemOf(EventUID) }] } } });
    const changesTask = await plan({ Demographics: { Title: 'Prof' }, NonClinical: { Task: [{ Status: 'Complete', ...(task && { TaskUID: task }) }] } });
    await practice.call('DeleteFromPatientRecord', { Identity, Reason: 'Mistake', TaskUID, EventUID: EventUID === undefined ? [] : [EventUID] });
    const before = await digestOfTables(practice.store);
    expect(await refusalOf(apply(linked))).toBe('ValueUnknown');
    expect(await refusalOf(apply(changesTask))).toBe('ValueUnknown');
    expect(await digestOfTables(practice.store)).toEqual(before);
  });

  it('what a user does at the screens is written without an application', async () => {
    const change = await plan({ Clinical: { Event: { Narrative: [{ Line: ['x'] }] } } }, { application: undefined });
    const { EventUID } = await apply(change);
    const event = (await recordOf()).Clinical?.Event?.find((one) => one.EventUID === EventUID);
    expect(event?.Software).toBeUndefined();
    expect(await refusalOf(practice.call('DeleteFromPatientRecord', { Identity, Reason: 'x', EventUID: EventUID === undefined ? [] : [EventUID] }))).toBe(
      'DeletionRefused',
    );
  });

  it('B7.12: a file that was read becomes a document with an identifier, its path does not stay', async () => {
    const documents = new Map([['C:\\scan.txt', { fileName: 'scan.txt', mediaType: 'text/plain', fileSize: '1 KB', pages: ['abc'] }]]);
    await practice.add(() =>
      run(sql`INSERT INTO document_content (organisation_id, content_hash, bytes) VALUES (?, 'abc', ?)`, organisationId, Buffer.from('x')),
    );
    const request: ChangeRequest = {
      Clinical: { Event: { Attachment: [{ DocumentPath: 'C:\\scan.txt', Comments: 'Scan' }], Letter: [{ DocumentPath: 'C:\\scan.txt' }] } },
    };
    const { DocumentUID, EventUID } = await apply(await plan(request, {}, documents));
    const event = (await recordOf()).Clinical?.Event?.find((one) => one.EventUID === EventUID);
    expect(event).toMatchObject({
      Attachment: [{ FileName: 'scan.txt', FileSize: '1 KB', DocumentUID: DocumentUID[1], Comments: 'Scan' }],
      Letter: [{ FileName: 'scan.txt', DocumentUID: DocumentUID[0] }],
    });
    const rows = await practice.store.read(() => all<{ document_id: number; content_hash: string }>(selectDocuments, organisationId));
    expect(rows.map((row) => [uidOf(row.document_id), row.content_hash])).toEqual(DocumentUID.map((uid) => [uid, 'abc']));
    expect(await refusalOf(plan(request))).toBe('PathRefused');
  });
});

const selectEvents = sql`SELECT event_id, entry_at, effective_at FROM event WHERE organisation_id = ?`;
const selectDocuments = sql`SELECT document.document_id, content_hash FROM document JOIN document_page ON document_page.organisation_id = document.organisation_id
    AND document_page.document_id = document.document_id
  WHERE document.organisation_id = ? AND media_type = 'text/plain' ORDER BY document.document_id`;

async function problemOf(eventUid: Uid | undefined): Promise<Uid> {
  const uid = (await recordOf()).Clinical?.Event?.find(({ EventUID }) => EventUID === eventUid)?.ClinicalCode?.[0]?.ProblemUID;
  if (uid === undefined) throw new Error('The event holds no problem.');
  return uid;
}
