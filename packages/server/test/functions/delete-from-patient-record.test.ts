// DeleteFromPatientRecord: everything that is named, all of it the application's own, or nothing.
import { gunzipSync } from 'node:zlib';
import type { deleteFromPatientRecord, RequestOf, Uid, updatePatientRecord } from '@s1kit/contract';
import { describe, expect, it } from 'vitest';
import { uidOf } from '../../src/identifiers.js';
import { all, first, run, sql } from '../../src/store/index.js';
import { type CallOptions, here, monday, openPractice, organisationId, refusalOf } from '../support/practice.js';
import { addClinic, addEvent, addPatient } from '../support/rows.js';
import { digestOfTables } from '../support/table-digest.js';

type Update = Omit<RequestOf<typeof updatePatientRecord>, 'Identity'>;
type Deletion = Omit<RequestOf<typeof deleteFromPatientRecord>, 'Identity' | 'Reason'>;

const practice = await openPractice();
const alive = { NHSNumber: '9990000018' } as const;
const other = { NHSNumber: '9990000026' } as const;
const anotherApplication: CallOptions = { application: { id: 'other', name: 'Another application', functions: null } };
const Clinic = {
  UserName: 'bob',
  SiteName: 'Branch Site',
  ClinicType: 'GP Surgery',
  Slot: { SlotType: 'Routine', DateTimeStart: '2026-01-06T09:00:00', Duration: 10 },
};
await practice.add(function* () {
  yield* addPatient(here, { patientId: 1, nhsNumber: alive.NHSNumber });
  yield* addPatient(here, { patientId: 2, nhsNumber: other.NHSNumber });
  yield* addEvent(here, {
    patientId: 1,
    eventId: 900,
    effectiveAt: '2026-01-01T09:00:00',
    entryAt: monday,
    items: [{ kind: 'Narrative', value: { Line: ['By hand'] } }],
  });
  const pattern = { sessions: [{ weekday: 2, start: '09:00', slots: [{ type: 'Routine', minutes: 10 }] }] };
  yield* addClinic(here, { clinicId: 1, userName: 'bob', siteName: 'Branch Site', clinicType: 'GP Surgery', pattern });
});

const write = async (request: Update, options: CallOptions & { readonly identity?: { readonly NHSNumber: string } } = {}) => {
  // The contract brands what it has checked.
  const Identity = (options.identity ?? alive) as RequestOf<typeof updatePatientRecord>['Identity'];
  return (await practice.call('UpdatePatientRecord', { Identity, ...request }, options)).value;
};
const remove = async (named: Deletion, options: CallOptions & { readonly reason?: string } = {}) =>
  practice.call('DeleteFromPatientRecord', { Identity: alive, Reason: options.reason ?? 'Entered by mistake', ...named }, options);
const note = async (line = 'x'): Promise<Uid> => only([(await write({ Clinical: { Event: { Narrative: [{ Line: [line] }] } } })).EventUID]);
const only = (uids: readonly (Uid | undefined)[] = []): Uid => {
  const [uid] = uids;
  if (uid === undefined) throw new Error('Nothing was made.');
  return uid;
};
const recordOf = async () => (await practice.call('GetPatientRecord', { Identity: alive })).value;
const eventUids = async () => ((await recordOf()).Clinical?.Event ?? []).map(({ EventUID }) => EventUID);

async function refused(call: () => Promise<unknown>): Promise<string> {
  const before = await digestOfTables(practice.store);
  const code = await refusalOf(call());
  expect(await digestOfTables(practice.store)).toEqual(before);
  return code;
}

describe('deleting', () => {
  it('B7.18: everything that is named leaves the record, and a slot is free again', async () => {
    const made = await write({
      Clinical: { Event: { Narrative: [{ Line: ['x'] }] } },
      NonClinical: { Appointment: [{ Clinic }], Visit: [{ Duration: 10 }], Task: [{ TaskType: 'Misc', Content: 'x' }] },
    });
    const kept = await note('kept');
    const named = { AppointmentUID: made.AppointmentUID ?? [], VisitUID: made.VisitUID ?? [], TaskUID: made.TaskUID ?? [] };
    const { value, concerned } = await remove({ EventUID: [only([made.EventUID])], ...named });
    expect(value).toEqual({});
    expect(concerned.map(({ number }) => number)).toEqual([alive.NHSNumber]);
    expect(await eventUids()).toEqual(expect.arrayContaining([kept]));
    expect(await eventUids()).not.toContain(made.EventUID);
    expect((await recordOf()).NonClinical).toEqual({});
    expect((await practice.call('GetAppointmentSlots', {})).value.Clinic?.[0]?.Slot[0]?.DateTimeStart).toBe(Clinic.Slot.DateTimeStart);
  });

  it('B7.18: what is deleted stays in the audit', async () => {
    const uid = await note('To be remembered');
    await remove({ EventUID: [uid] }, { reason: 'Wrong patient' });
    const entries = await practice.store.read(() =>
      all<{ detail: string; patient: string; request: Uint8Array; request_encoding: string }>(
        sql`SELECT detail, patient, request, request_encoding FROM audit_entry JOIN audit_payload USING (organisation_id, workstation_id, sequence)
          WHERE organisation_id = ? AND kind = 'deletion' ORDER BY sequence`,
        organisationId,
      ),
    );
    const last = entries.at(-1);
    const text = Buffer.from(last?.request ?? []);
    const deleted: unknown = JSON.parse((last?.request_encoding === 'gzip' ? gunzipSync(text) : text).toString());
    expect(deleted).toMatchObject({ Reason: 'Wrong patient', Event: [{ EventUID: uid, Narrative: [{ Line: ['To be remembered'] }] }] });
    expect(last).toMatchObject({ patient: alive.NHSNumber, detail: 'Deleted: 1 events, 0 appointments, 0 visits, 0 tasks.' });
  });

  it('B7.18: a document leaves the record with its event; its content stays, as the audit names it', async () => {
    const uid = await note();
    const eventId = Number.parseInt([...uid].reverse().join(''), 16);
    await practice.add(function* () {
      yield* run(
        sql`INSERT INTO document (organisation_id, document_id, patient_id, event_id, file_name, media_type) VALUES (?, 70, 1, ?, 'a.txt', 'text/plain')`,
        organisationId,
        eventId,
      );
      yield* run(sql`INSERT INTO document_page (organisation_id, document_id, page, content_hash) VALUES (?, 70, 1, 'abc')`, organisationId);
      yield* run(sql`INSERT INTO document_content (organisation_id, content_hash, bytes) VALUES (?, 'abc', ?)`, organisationId, Buffer.from('text'));
    });
    await remove({ EventUID: [uid] });
    const count = async (statement: ReturnType<typeof sql>) => (await practice.store.read(() => first<{ rows: number }>(statement, organisationId)))?.rows;
    expect(await count(sql`SELECT COUNT(*) AS rows FROM document WHERE organisation_id = ?`)).toBe(0);
    expect(await count(sql`SELECT COUNT(*) AS rows FROM document_page WHERE organisation_id = ?`)).toBe(0);
    expect(await count(sql`SELECT COUNT(*) AS rows FROM document_content WHERE organisation_id = ?`)).toBe(1);
  });
});

describe('what is refused leaves every row as it was', () => {
  it('B7.18: a blank Reason, nothing named, the same twice', async () => {
    const uid = await note();
    expect(await refused(() => remove({ EventUID: [uid] }, { reason: ' \n\t' }))).toBe('ValueInvalid');
    expect(await refused(() => remove({}))).toBe('ValueInvalid');
    expect(await refused(() => remove({ EventUID: [uid, uid] }))).toBe('ValueInvalid');
  });

  it('B7.18: one entry of another application, of nobody, of another patient or of another kind keeps all', async () => {
    const mine = await note();
    const theirs = only([(await write({ Clinical: { Event: { Narrative: [{ Line: ['y'] }] } } }, anotherApplication)).EventUID]);
    const elsewhere = only([(await write({ Clinical: { Event: { Narrative: [{ Line: ['z'] }] } } }, { identity: other })).EventUID]);
    const task = only((await write({ NonClinical: { Task: [{ TaskType: 'Misc', Content: 'x' }] } }, anotherApplication)).TaskUID);
    expect(await refused(() => remove({ EventUID: [mine, theirs] }))).toBe('DeletionRefused');
    expect(await refused(() => remove({ EventUID: [mine, uidOf(900)] }))).toBe('DeletionRefused');
    expect(await refused(() => remove({ EventUID: [mine], TaskUID: [task] }))).toBe('DeletionRefused');
    expect(await refused(() => remove({ EventUID: [mine, elsewhere] }))).toBe('ValueUnknown');
    expect(await refused(() => remove({ EventUID: [mine], VisitUID: [uidOf(5_000)] }))).toBe('ValueUnknown');
    expect(await refused(() => remove({ EventUID: [mine], AppointmentUID: [mine] }))).toBe('ValueUnknown');
    await remove({ EventUID: [theirs] }, anotherApplication);
  });
});

describe('problems', () => {
  const Code = { Scheme: 'CTV3', Code: 'H33..' } as const;
  const newProblem = async () => {
    const { EventUID, ProblemUID } = await write({
      Clinical: { Event: { DateTime: '2026-01-02T09:00:00', ClinicalCode: [{ Code, ProblemSeverity: 'Minor' }] } },
    });
    return { eventUid: only([EventUID]), problemUid: only(ProblemUID) };
  };

  it('a problem that others are linked to is deleted with them, not before', async () => {
    const { eventUid, problemUid } = await newProblem();
    const linked = only([(await write({ Clinical: { Event: { Narrative: [{ Line: ['x'], LinkedProblemUID: problemUid }] } } })).EventUID]);
    const whole = only([(await write({ Clinical: { Event: { Narrative: [{ Line: ['x'] }], LinkedProblemUID: problemUid } } })).EventUID]);
    expect(await refused(() => remove({ EventUID: [eventUid, linked] }))).toBe('DeletionRefused');
    expect(await refused(() => remove({ EventUID: [eventUid, whole] }))).toBe('DeletionRefused');
    await remove({ EventUID: [eventUid, linked, whole] });
    expect(await eventUids()).not.toContain(eventUid);
  });

  it('one is open again when the entry that ended it is deleted', async () => {
    const { eventUid, problemUid } = await newProblem();
    const before = (await recordOf()).Clinical?.Event?.find(({ EventUID }) => EventUID === eventUid);
    const ending = await write({ Clinical: { Event: { ClinicalCode: [{ Code, ProblemEndDate: '2026-01-05', LinkedProblemUID: problemUid }] } } });
    expect((await recordOf()).Clinical?.Event?.find(({ EventUID }) => EventUID === eventUid)?.ClinicalCode?.[0]?.ProblemEndDate).toBe('2026-01-05');
    await remove({ EventUID: [only([ending.EventUID])] });
    expect((await recordOf()).Clinical?.Event?.find(({ EventUID }) => EventUID === eventUid)).toEqual(before);
  });

  it('one stays ended where another entry ends it still; what it was: open again, whichever of them went', async () => {
    const { eventUid, problemUid } = await newProblem();
    const endDate = async () => (await recordOf()).Clinical?.Event?.find(({ EventUID }) => EventUID === eventUid)?.ClinicalCode?.[0]?.ProblemEndDate;
    const ending = await write({ Clinical: { Event: { ClinicalCode: [{ Code, ProblemEndDate: '2026-01-05', LinkedProblemUID: problemUid }] } } });
    // As an entry could be saved that had given way to the one above.
    await practice.add(() =>
      addEvent(here, {
        patientId: 1,
        eventId: 9_000,
        effectiveAt: '2026-01-02T09:00:00',
        entryAt: monday,
        items: [{ kind: 'ClinicalCode', value: { Code, ProblemEndDate: '2026-01-02', LinkedProblemUID: problemUid } }],
      }),
    );
    await remove({ EventUID: [only([ending.EventUID])] });
    expect(await endDate()).toBe('2026-01-02');
  });
});
