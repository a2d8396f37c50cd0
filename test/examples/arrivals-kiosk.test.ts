import { describe, expect, it } from 'vitest';
import { arrive } from '../../examples/arrivals-kiosk/arrivals.mjs';
import { type Surroundings, surroundings } from '../support/sdk-client.js';

/** The appointments of the day, by patient. */
async function diaryOf({ s1, connect }: Surroundings) {
  const client = await connect();
  const today = s1.now().toISOString().slice(0, 10);
  const { Result: results = [] } = await client.getDiary(
    { MinDateTime: `${today}T00:00:00`, MaxDateTime: `${today}T23:59:59`, Appointments: true },
    { fresh: true },
  );
  return { client, results };
}

const saidOf = ({ DateOfBirth, Surname }: { readonly DateOfBirth: string; readonly Surname: string }) => ({
  dateOfBirth: DateOfBirth,
  initial: Surname.slice(0, 1).toLowerCase(),
});

/** So many minutes after a time in winter. */
const beside = (start: string, minutes: number): Date => new Date(Date.parse(`${start}Z`) + minutes * 60_000);

describe('the arrivals kiosk', () => {
  it('sets the next appointment to Arrived, tells its time and nothing else, and once only', async () => {
    const around = await surroundings({ patients: 60 });
    const { client, results } = await diaryOf(around);
    const patient = results.find(({ Appointment = [] }) => Appointment.some(({ Status }) => Status === 'Booked'));
    if (patient === undefined) throw new Error('Nobody is booked today.');
    const [start = ''] = (patient.Appointment ?? [])
      .filter(({ Status }) => Status === 'Booked')
      .map(({ Clinic }) => Clinic.Slot.DateTimeStart)
      .sort();
    const said = saidOf(patient.Demographics);
    for (const minutes of [-61, 21]) expect(await arrive(client, said, beside(start, minutes))).toEqual({ kind: 'seeReception' });
    expect(await arrive(client, said, beside(start, -10))).toEqual({ kind: 'arrived', time: start.slice(11, 16) });
    const after = (await diaryOf(around)).results.find(
      ({ Identity }) => Identity.StrategicReportingIdentifier === patient.Identity.StrategicReportingIdentifier,
    );
    expect(after?.Appointment?.filter(({ Status }) => Status === 'Arrived').map(({ Clinic }) => Clinic.Slot.DateTimeStart)).toContain(start);
    expect(await arrive(client, said, beside(start, 19))).toEqual({ kind: 'seeReception' });
  });

  it('answers the same to somebody who is nobody, and to the wrong letter', async () => {
    const around = await surroundings({ patients: 60 });
    const { client, results } = await diaryOf(around);
    const [first] = results;
    if (first === undefined) throw new Error('Nobody is booked today.');
    const { dateOfBirth } = saidOf(first.Demographics);
    const before = JSON.stringify(results);
    for (const said of [
      { dateOfBirth: '1900-01-01', initial: 'A' },
      { dateOfBirth, initial: '#' },
      { dateOfBirth, initial: ' ' },
    ]) {
      expect(await arrive(client, said, around.s1.now())).toEqual({ kind: 'seeReception' });
    }
    expect(JSON.stringify((await diaryOf(around)).results)).toBe(before);
  });

  it('takes nobody for their namesake: where two of the day could be meant, reception sees to it', async () => {
    const around = await surroundings();
    const client = await around.connect();
    const today = around.s1.now().toISOString().slice(0, 10);
    const { Clinic: clinics = [] } = await client.getAppointmentSlots({});
    const free = clinics.flatMap(({ Slot, UserName = '', SiteName, ClinicType }) => Slot.map((one) => ({ UserName, SiteName, ClinicType, Slot: one })));
    const ofToday = free.filter(({ Slot }) => Slot.DateTimeStart.startsWith(today));
    const [one, other] = around.s1.patients.namesakes;
    const said = { dateOfBirth: one.dateOfBirth, initial: one.surname.slice(0, 1) };
    const book = async (nhsNumber: string, Clinic: (typeof ofToday)[number] | undefined): Promise<string> => {
      if (Clinic === undefined) throw new Error('Too few slots are free today.');
      await client.updatePatientRecord({ Identity: { NHSNumber: nhsNumber }, NonClinical: { Appointment: [{ Clinic }] } }, { save: 'now' });
      return Clinic.Slot.DateTimeStart;
    };
    const first = await book(one.nhsNumber, ofToday[0]);
    await book(other.nhsNumber, ofToday[1]);
    expect(await arrive(client, said, beside(first, 0))).toEqual({ kind: 'seeReception' });
    const { results } = await diaryOf(around);
    const theirs = results.filter(({ Identity }) => [one.nhsNumber, other.nhsNumber].includes(Identity.NHSNumber ?? ''));
    expect(theirs.map(({ Appointment }) => Appointment)).toMatchObject([[{ Status: 'Booked' }], [{ Status: 'Booked' }]]);
  });

  it('is out of order while nobody is signed in, and says so with a code and no more', async () => {
    const { s1, connect } = await surroundings();
    const client = await connect();
    await s1.signOut();
    expect(await arrive(client, { dateOfBirth: '1980-01-01', initial: 'A' }, s1.now())).toEqual({ kind: 'outOfOrder', code: 'NobodySignedIn' });
  });
});
