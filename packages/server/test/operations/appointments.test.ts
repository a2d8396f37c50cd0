import { appointmentStatuses } from '@s1kit/contract';
import { describe, expect, it } from 'vitest';
import { settled } from '../support/environment.js';
import { booking, confidential, deceased, nhsNumber, openSchedule, user } from './schedule-practice.js';

const day = '2026-01-06';
const apiBooking = (start: string, more = '') =>
  `<Identity><NHSNumber>${nhsNumber}</NHSNumber></Identity>${more}<NonClinical><Appointment><Clinic><UserName>ada</UserName><SiteName>Main Site</SiteName><ClinicType>GP Surgery</ClinicType><Slot><SlotType>Routine</SlotType><DateTimeStart>${start}</DateTimeStart><Duration>10</Duration></Slot></Clinic></Appointment></NonClinical>`;

type Practice = Awaited<ReturnType<typeof openSchedule>>;
const ledger = async ({ perform }: Practice, userName = 'ada') =>
  (await perform('appointments.ledger', { from: day }, user(userName))).clinics.flatMap(({ entries }) => entries);
const states = async (practice: Practice) =>
  (await ledger(practice)).map(({ appointment, start, state }) => `${start.slice(11, 16)} ${appointment?.status ?? state}`);

describe('the ledger', () => {
  it('shows free slots, what applications book with whom and by what, what they hold unsaved, and what has gone by', async () => {
    const practice = await openSchedule();
    const { desk, environment } = practice;
    await desk.ask('UpdatePatientRecord', apiBooking('2026-01-06T09:10:00'));
    await desk.ask('UpdatePatientRecord', apiBooking('2026-01-06T09:20:00', '<LeaveRecordOpen/>'));
    expect(await states(practice)).toEqual(['09:00 free', '09:10 Booked', '09:20 held', '09:30 free', '09:40 free', '09:50 free']);
    const booked = (await ledger(practice))[1]?.appointment;
    expect(booked).toMatchObject({
      patient: { nhsNumber, surname: 'Patient', dateOfBirth: '1970-01-01' },
      software: 'Test application',
      enteredBy: { userName: 'ada', name: 'Dr Ada ada' },
      next: ['Arrived', 'In Progress', 'Finished', 'Did Not Attend', 'Cancelled'],
    });
    environment.clock.set(Date.UTC(2026, 0, 6, 9, 35));
    expect(await states(practice)).toEqual(['09:00 past', '09:10 Booked', '09:20 held', '09:30 past', '09:40 free', '09:50 free']);
  });

  it('narrows by clinician and site, and has nothing on a day without clinics', async () => {
    const { perform } = await openSchedule();
    const clinics = async (input: object) => (await perform('appointments.ledger', { from: day, ...input }, user('ada'))).clinics.map(({ id }) => id);
    expect(await clinics({ to: '2026-01-12' })).toEqual([1, 2]);
    expect(await clinics({ to: '2026-01-12', clinician: 'rita' })).toEqual([2]);
    expect(await clinics({ site: 'Nowhere' })).toEqual([]);
    expect(await clinics({ from: '2026-01-07' })).toEqual([]);
    for (const input of [{ from: '2026-02-30' }, { to: '2026-01-05' }, { to: '2026-01-13' }])
      await expect(clinics(input)).rejects.toMatchObject({ status: 400 });
  });

  it('names patients to those alone who may read demographics, and confidential ones where their record is open', async () => {
    const practice = await openSchedule();
    const { perform } = practice;
    await perform('appointments.book', booking('2026-01-06T09:00:00', { nhsNumber: confidential }), user('ada'));
    const [hidden] = await ledger(practice);
    expect(hidden?.appointment).toMatchObject({ patient: null, isConfidential: true });
    await perform('session.open', { nhsNumber: confidential }, user('ada'));
    expect((await ledger(practice))[0]?.appointment?.patient?.nhsNumber).toBe(confidential);
    await expect(perform('appointments.ledger', { from: day }, user('iris'))).rejects.toMatchObject({ status: 403 });
  });

  it('B3.9: goes by UK time on the Sundays on which the clocks change', async () => {
    const { perform } = await openSchedule();
    const starts = async (from: string) =>
      (await perform('appointments.ledger', { from }, user('ada'))).clinics.flatMap(({ entries }) =>
        entries.map(({ start, startAt }) => `${start.slice(11, 16)} ${startAt.slice(8, 16)}`),
      );
    // 01:00 becomes 02:00.
    const march = await starts('2026-03-29');
    expect(march.slice(0, 4)).toEqual(['00:30 29T00:30', '00:40 29T00:40', '00:50 29T00:50', '02:00 29T01:00']);
    expect(march).toHaveLength(12);
    // 02:00 becomes 01:00: the second run of the hour cannot be named, and has no slots.
    const october = await starts('2026-10-25');
    expect(october).toEqual(['00:30', '00:40', '00:50', '01:00', '01:10', '01:20', '01:30', '01:40', '01:50'].map((time) => expect.stringContaining(time)));
    expect(october[0]).toBe('00:30 24T23:30');
    expect(october.at(-1)).toBe('01:50 25T00:50');
  });

  it('counts the same by day', async () => {
    const { perform } = await openSchedule();
    const { appointmentUid } = await perform('appointments.book', booking(), user('ada'));
    await perform('appointments.book', booking('2026-01-06T09:10:00'), user('ada'));
    await perform('appointments.setStatus', { appointmentUid, seen: 'Booked', status: 'Did Not Attend' }, user('ada'));
    const { clinics } = await perform('appointments.counts', { from: '2026-01-05', to: '2026-01-11' }, user('ada'));
    expect(clinics.map(({ clinician, days }) => [clinician.userName, days])).toEqual([
      ['ada', [{ day, free: 4, taken: 2, didNotAttend: 1 }]],
      ['rita', [{ day: '2026-01-11', free: 12, taken: 0, didNotAttend: 0 }]],
    ]);
  });
});

describe('booking', () => {
  it("is the user's own act, is read by GetDiary, no longer offered by GetAppointmentSlots, told to every desktop, and on record", async () => {
    const practice = await openSchedule();
    const { desk, environment, perform } = practice;
    const other = await environment.desk('desk-2');
    other.notices.length = 0;
    const { appointmentUid } = await perform('appointments.book', booking(undefined, { comments: ' Sore throat ', flags: ['Interpreter'] }), user('ada'));
    expect(other.notices).toEqual([{ event: 'record' }]);
    expect((await ledger(practice))[0]?.appointment).toMatchObject({
      uid: appointmentUid,
      comments: 'Sore throat',
      flags: ['Interpreter'],
      software: null,
      enteredBy: { userName: 'ada' },
    });
    const diary = await desk.ask('GetDiary', '<MinDateTime>2026-01-06T00:00:00</MinDateTime><MaxDateTime>2026-01-06T23:59:59</MaxDateTime>');
    expect(diary?.xml).toContain(`<AppointmentUID>${appointmentUid}</AppointmentUID><Status>Booked</Status><Comments>Sore throat</Comments>`);
    const free = await desk.ask('GetAppointmentSlots', '<MaxDateTime>2026-01-06T23:59:59</MaxDateTime>');
    expect(free?.xml).not.toContain('2026-01-06T09:00:00');
    expect(free?.xml).toContain('2026-01-06T09:10:00');
    const entry = (await environment.entries()).find(({ kind }) => kind === 'appointment');
    expect(entry).toMatchObject({ user_name: 'ada', patient: nhsNumber, outcome: 'done', application_id: null });
    expect(entry?.detail).toBe('Booked: Routine with ada at 2026-01-06T09:00:00.');
  });

  it('B7.13: of two who book one slot exactly one has it; the other is told, and has changed nothing', async () => {
    const { environment, perform } = await openSchedule();
    const other = await environment.desk('desk-2');
    const outcomes = await Promise.allSettled([
      perform('appointments.book', booking(), user('ada')),
      other.server.perform('appointments.book', booking(undefined, { nhsNumber: confidential }), user('ada')),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(lost?.reason).toMatchObject({ status: 409, message: expect.stringContaining('Nothing was booked') });
    expect([...(await environment.entries()), ...(await environment.entries('desk-2'))].filter(({ kind }) => kind === 'appointment')).toHaveLength(1);
  });

  it('is refused for who may not, for a patient who has died, in the past, and for what no clinic has', async () => {
    const { environment, perform } = await openSchedule();
    await expect(perform('appointments.book', booking(), user('iris'))).rejects.toMatchObject({ status: 403 });
    await expect(perform('appointments.book', booking(), user('rita'))).rejects.toMatchObject({ status: 403 });
    await expect(perform('appointments.book', booking(undefined, { nhsNumber: deceased }), user('ada'))).rejects.toMatchObject({ status: 409 });
    await expect(perform('appointments.book', booking(undefined, { nhsNumber: '9990000042' }), user('ada'))).rejects.toMatchObject({ status: 404 });
    await expect(perform('appointments.book', booking(undefined, { slotType: 'Nonsense' }), user('ada'))).rejects.toMatchObject({ status: 400 });
    await expect(perform('appointments.book', booking('2026-01-06T09:05:00'), user('ada'))).rejects.toMatchObject({ status: 409 });
    await expect(perform('appointments.book', booking('2025-12-30T09:00:00'), user('ada'))).rejects.toMatchObject({ status: 409 });
    expect((await environment.entries()).filter(({ kind }) => kind === 'appointment')).toEqual([]);
  });

  it('keeps words with characters that no message can hold as a message would have them', async () => {
    const practice = await openSchedule();
    await practice.perform('appointments.book', booking(undefined, { comments: 'a\u0001b <i> \ud800' }), user('ada'));
    expect((await ledger(practice))[0]?.appointment?.comments).toBe('a\ufffdb <i> \ufffd');
  });

  it('B7.16: is refused while the record has unsaved changes at this workstation', async () => {
    const { desk, perform } = await openSchedule();
    await desk.ask('UpdatePatientRecord', apiBooking('2026-01-06T09:20:00', '<LeaveRecordOpen/>'));
    await expect(perform('appointments.book', booking(), user('ada'))).rejects.toMatchObject({ status: 409, message: expect.stringContaining('unsaved') });
  });
});

describe('the status of an appointment', () => {
  it('B7.13: goes from arriving to finished, as offered, and leaves what else it has', async () => {
    const practice = await openSchedule();
    const { perform } = practice;
    const { appointmentUid } = await perform('appointments.book', booking(undefined, { comments: 'Knee', flags: ['Interpreter'] }), user('ada'));
    const [, ...steps] = appointmentStatuses.slice(0, 4);
    let seen: (typeof appointmentStatuses)[number] = 'Booked';
    for (const status of steps) {
      expect((await ledger(practice))[0]?.appointment?.next).toContain(status);
      await perform('appointments.setStatus', { appointmentUid, seen, status }, user('ada'));
      seen = status;
    }
    expect((await ledger(practice))[0]?.appointment).toMatchObject({ status: 'Finished', comments: 'Knee', flags: ['Interpreter'] });
    const diary = await practice.desk.ask('GetDiary', '<MinDateTime>2026-01-06T00:00:00</MinDateTime>');
    expect(diary?.xml).toContain('<Status>Finished</Status>');
    const details = (await practice.environment.entries()).filter(({ kind }) => kind === 'appointment').map(({ detail }) => detail);
    expect(details.slice(1)).toEqual(['Booked → Arrived.', 'Arrived → In Progress.', 'In Progress → Finished.'].map((end) => expect.stringContaining(end)));
  });

  it('B7.13: cancelling needs a reason, frees the slot, and is for good', async () => {
    const practice = await openSchedule();
    const { perform } = practice;
    const { appointmentUid } = await perform('appointments.book', booking(undefined, { comments: 'Knee' }), user('ada'));
    const cancel = { appointmentUid, seen: 'Booked', status: 'Cancelled' } as const;
    for (const reason of [undefined, ' ']) {
      await expect(perform('appointments.setStatus', { ...cancel, ...(reason && { reason }) }, user('ada'))).rejects.toMatchObject({ status: 400 });
    }
    await perform('appointments.setStatus', { ...cancel, reason: 'Is away' }, user('ada'));
    expect((await states(practice)).slice(0, 3)).toEqual(['09:00 free', '09:00 Cancelled', '09:10 free']);
    expect((await ledger(practice))[1]?.appointment).toMatchObject({ comments: 'Knee\nCancelled: Is away', next: [] });
    await perform('appointments.book', booking(), user('ada'));
    expect((await states(practice)).slice(0, 2)).toEqual(['09:00 Booked', '09:00 Cancelled']);
    await expect(perform('appointments.setStatus', { appointmentUid, seen: 'Cancelled', status: 'Booked' }, user('ada'))).rejects.toMatchObject({
      status: 409,
    });
  });

  it('is refused where somebody else has changed it meanwhile, for who may not, and for what there is not', async () => {
    const { environment, perform } = await openSchedule();
    const { appointmentUid } = await perform('appointments.book', booking(), user('ada'));
    await perform('appointments.setStatus', { appointmentUid, seen: 'Booked', status: 'Arrived' }, user('ada'));
    const late = perform('appointments.setStatus', { appointmentUid, seen: 'Booked', status: 'Did Not Attend' }, user('ada'));
    await expect(late).rejects.toMatchObject({ status: 409, message: expect.stringContaining('it is Arrived now') });
    const change = { seen: 'Arrived', status: 'Finished' } as const;
    await expect(perform('appointments.setStatus', { appointmentUid, ...change }, user('iris'))).rejects.toMatchObject({ status: 403 });
    for (const unknown of ['ffffffffffff0000', 'x', '']) {
      await expect(perform('appointments.setStatus', { appointmentUid: unknown, ...change }, user('ada'))).rejects.toMatchObject({ status: 404 });
    }
    await settled();
    expect((await environment.entries()).filter(({ kind }) => kind === 'appointment')).toHaveLength(2);
  });
});

describe('what the schedule can be narrowed by', () => {
  it('is told with the day of the environment', async () => {
    const { environment, perform } = await openSchedule();
    environment.clock.set(Date.UTC(2026, 5, 1, 23, 30));
    const { clinics, staff, today } = await perform('appointments.choices', {}, user('rita'));
    expect(today).toBe('2026-06-02');
    expect(clinics.map(({ clinician }) => clinician.name)).toEqual(['Dr Ada ada', 'Dr Ada rita']);
    expect(staff.map(({ userName }) => userName)).toEqual(['ada', 'alan', 'iris', 'rita']);
  });
});
