// Many clients fight for the same slots, through the whole way of a request, against the real store.
import { describe, expect, it } from 'vitest';
import { all, first, sql } from '../../src/store/index.js';
import { type Answer, openEnvironment, organisationId } from '../support/environment.js';
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
