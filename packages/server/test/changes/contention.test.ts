// Many clients fight for the same slots, through the whole way of a request, against the real store.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { uidOf } from '../../src/identifiers.js';
import { all, first, openSqlite, sql } from '../../src/store/index.js';
import { type Answer, openEnvironment, operator, organisationId } from '../support/environment.js';
import { addClinic, addPatient } from '../support/rows.js';
import { digestOfTables } from '../support/table-digest.js';

const here = { organisationId };
/** Each of a check digit that fits. */
const numbers = ['9990001006', '9990001014', '9990001022', '9990001030', '9990001049', '9990001057', '9990001065', '9990001073'];

const booking = (nhsNumber: string, start: string, more = ''): string =>
  `<Identity><NHSNumber>${nhsNumber}</NHSNumber></Identity>${more}<NonClinical><Appointment><Clinic><UserName>ada</UserName><SiteName>Main Site</SiteName><ClinicType>GP Surgery</ClinicType><Slot><SlotType>Routine</SlotType><DateTimeStart>${start}</DateTimeStart><Duration>10</Duration></Slot></Clinic></Appointment></NonClinical>`;

async function environmentWithClinic() {
  const environment = await openEnvironment();
  await environment.store.write(function* () {
    for (const [index, nhsNumber] of numbers.entries()) yield* addPatient(here, { patientId: 100 + index, nhsNumber });
    const slots = Array.from({ length: 6 }, () => ({ type: 'Routine', minutes: 10 }));
    const pattern = { sessions: [{ weekday: 2, start: '09:00', slots }] };
    yield* addClinic(here, { clinicId: 1, userName: 'ada', siteName: 'Main Site', clinicType: 'GP Surgery', pattern });
  });
  return environment;
}

const taken = sql`SELECT start_at, COUNT(*) AS appointments FROM appointment WHERE organisation_id = ? GROUP BY start_at`;
const ids = sql`SELECT appointment_id FROM appointment WHERE organisation_id = ?`;
const slots = sql`SELECT COUNT(*) AS rows FROM slot_taken WHERE organisation_id = ?`;
const errorsOf = (answers: readonly (Answer | undefined)[]) => answers.map((answer) => answer?.error ?? 'booked').sort();

describe('contention', () => {
  it('B7.13: of many who want one slot at once, from two workstations, exactly one has it', async () => {
    const environment = await environmentWithClinic();
    const desks = [await environment.desk('desk-1'), await environment.desk('desk-2')];
    for (const desk of desks) await desk.approved();
    for (const start of ['2026-01-06T09:00:00', '2026-01-06T09:10:00', '2026-01-06T09:20:00']) {
      const answers = await Promise.all(numbers.map((nhsNumber, index) => desks[index % 2]?.ask('UpdatePatientRecord', booking(nhsNumber, start))));
      expect(errorsOf(answers)).toEqual([...Array.from({ length: numbers.length - 1 }, () => 'SlotUnavailable'), 'booked']);
    }
    const rows = await environment.store.read(() => all<{ appointments: number }>(taken, organisationId));
    expect(rows.map(({ appointments }) => appointments)).toEqual([1, 1, 1]);
    expect((await environment.store.read(() => first<{ rows: number }>(slots, organisationId)))?.rows).toBe(3);
  });

  it('B3.7, B7.13: who loses the slot has changed nothing else either', async () => {
    const environment = await environmentWithClinic();
    const desk = await environment.desk();
    await desk.ask('UpdatePatientRecord', booking('9990001006', '2026-01-06T09:00:00'));
    const before = await digestOfTables(environment.store);
    const more =
      '<Demographics><HomeTelephone>01632 960999</HomeTelephone></Demographics><Clinical><Event><Narrative><Line>x</Line></Narrative></Event></Clinical>';
    const answer = await desk.ask('UpdatePatientRecord', booking('9990001014', '2026-01-06T09:00:00', more));
    expect(answer).toMatchObject({ error: 'SlotUnavailable', permanent: 'true' });
    expect(await digestOfTables(environment.store)).toEqual(before);
    const messages = await environment.messages();
    expect(messages.at(-1)).toMatchObject({ outcome: 'error', error_code: 'SlotUnavailable', patient: '9990001014' });
  });

  it('B7.13: a slot that is given back while others want it has one new owner', async () => {
    const environment = await environmentWithClinic();
    const desk = await environment.desk();
    const owner = await desk.ask('UpdatePatientRecord', booking('9990001006', '2026-01-06T09:00:00'));
    const uid = owner?.response?.children.find(({ name }) => name === 'AppointmentUID')?.text ?? '';
    const cancel = `<Identity><NHSNumber>9990001006</NHSNumber></Identity><NonClinical><Appointment><AppointmentUID>${uid}</AppointmentUID><Status>Cancelled</Status></Appointment></NonClinical>`;
    const answers = await Promise.all([
      ...numbers.slice(0, 4).map((nhsNumber) => desk.ask('UpdatePatientRecord', booking(nhsNumber, '2026-01-06T09:00:00'))),
      desk.ask('UpdatePatientRecord', cancel),
      ...numbers.slice(4).map((nhsNumber) => desk.ask('UpdatePatientRecord', booking(nhsNumber, '2026-01-06T09:00:00'))),
    ]);
    expect(errorsOf(answers).filter((error) => error === 'booked')).toHaveLength(2);
    expect((await environment.store.read(() => first<{ rows: number }>(slots, organisationId)))?.rows).toBe(1);
  });
});

describe('saving', () => {
  it('B7.15: what is answered is saved: whoever opens the data anew finds it', async () => {
    const environment = await environmentWithClinic();
    const desk = await environment.desk();
    const [number = ''] = numbers;
    const answer = await desk.ask('UpdatePatientRecord', booking(number, '2026-01-06T09:00:00'));
    expect(answer?.error).toBeUndefined();
    const uid = answer?.response?.children.find(({ name }) => name === 'AppointmentUID')?.text;
    const reader = openSqlite({ file: join(environment.folder, 'data.db'), readOnly: true });
    try {
      const rows = await reader.read(() => all<{ appointment_id: number }>(ids, organisationId));
      expect(rows.map((row) => uidOf(row.appointment_id))).toEqual([uid]);
    } finally {
      await reader.close();
    }
  });

  it('B7.18: a deletion is on record beside its message, and the chain holds', async () => {
    const environment = await environmentWithClinic();
    const desk = await environment.desk();
    const identity = `<Identity><NHSNumber>${numbers[0]}</NHSNumber></Identity>`;
    const written = await desk.ask('UpdatePatientRecord', `${identity}<Clinical><Event><Narrative><Line>x</Line></Narrative></Event></Clinical>`);
    const uid = written?.response?.children.find(({ name }) => name === 'EventUID')?.text;
    const deleted = await desk.ask('DeleteFromPatientRecord', `${identity}<Reason>Mistake</Reason><EventUID>${uid}</EventUID>`);
    expect(deleted?.response?.children).toEqual([]);
    const entries = (await environment.entries()).slice(-2);
    expect(entries.map(({ kind, outcome, patient }) => [kind, outcome, patient])).toEqual([
      ['deletion', 'done', numbers[0]],
      ['message', 'success', numbers[0]],
    ]);
    expect(await desk.server.perform('audit.verify', {}, operator)).toMatchObject({ ok: true });
  });
});
