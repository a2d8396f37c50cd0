// UpdatePatientRecord: what is sent changes and nothing else, or the request is refused and nothing changes at all.
import type { Address, RequestOf, Uid, updatePatientRecord } from '@s1kit/contract';
import { describe, expect, it } from 'vitest';
import { codeLists } from '../../src/directory/code-lists/index.js';
import { uidOf } from '../../src/identifiers.js';
import { writeOpenRecord } from '../../src/sessions/session.js';
import { all, first, sql } from '../../src/store/index.js';
import { type CallOptions, here, monday, openPractice, organisationId, refusalOf } from '../support/practice.js';
import { addClinic, addPatient } from '../support/rows.js';
import { digestOfTables } from '../support/table-digest.js';

type Request = RequestOf<typeof updatePatientRecord>;
type Event = NonNullable<Request['Clinical']>['Event'];
type Appointment = NonNullable<NonNullable<Request['NonClinical']>['Appointment']>[number];

const practice = await openPractice();
const minute = 60_000;
const alive = { NHSNumber: '9990000018' } as const;
const deceased = { NHSNumber: '9990000026' } as const;
const other = { NHSNumber: '9990000034' } as const;
await practice.add(function* () {
  const address: Address = { HouseNumber: '1', Road: 'High Street', Town: 'Oldtown', Postcode: 'ZZ99 1AA' };
  const demographics = { Title: 'Mrs', FirstName: 'Áine', Surname: 'O’Shea', HomeTelephone: '01632 960001', MobileTelephone: '07700 900001', Address: address };
  yield* addPatient(here, { patientId: 1, nhsNumber: alive.NHSNumber, demographics });
  yield* addPatient(here, { patientId: 2, nhsNumber: deceased.NHSNumber, dateOfDeath: '2025-12-24' });
  yield* addPatient(here, { patientId: 3, nhsNumber: other.NHSNumber });
  const slots = [...Array.from({ length: 20 }, () => ({ type: 'Routine', minutes: 10 })), { type: 'Urgent', minutes: 5 }];
  const pattern = { sessions: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, start: '09:00', slots })) };
  yield* addClinic(here, { clinicId: 1, userName: 'bob', siteName: 'Branch Site', clinicType: 'GP Surgery', pattern });
});

const update = async (request: Omit<Request, 'Identity'>, options: CallOptions & { readonly identity?: Request['Identity'] } = {}) =>
  (await practice.call('UpdatePatientRecord', { Identity: options.identity ?? alive, ...request }, options)).value;
const withEvent = (event: Event, options?: Parameters<typeof update>[1]) => update({ Clinical: { Event: event } }, options);
const recordOf = async (identity: Request['Identity'] = alive) => (await practice.call('GetPatientRecord', { Identity: identity })).value;
const demographicsOf = async () => (await recordOf()).Demographics;

/** The refusal, and that it left every row as it was. */
async function refused(call: () => Promise<unknown>): Promise<string> {
  const before = await digestOfTables(practice.store);
  const code = await refusalOf(call());
  expect(await digestOfTables(practice.store)).toEqual(before);
  return code;
}

let next = 0;
/** A slot of the clinic that no other test of this file wants. */
const aSlot = (): Appointment => {
  const start = new Date(Date.UTC(2026, 0, 6, 9) + 10 * minute * next++).toISOString().slice(0, 19);
  return { Clinic: { UserName: 'bob', SiteName: 'Branch Site', ClinicType: 'GP Surgery', Slot: { SlotType: 'Routine', DateTimeStart: start, Duration: 10 } } };
};
const book = async (appointment: Appointment = aSlot()): Promise<Uid> => {
  const [uid] = (await update({ NonClinical: { Appointment: [appointment] } })).AppointmentUID ?? [];
  if (uid === undefined) throw new Error('Nothing was booked.');
  return uid;
};
const freeStarts = async () =>
  ((await practice.call('GetAppointmentSlots', {})).value.Clinic ?? []).flatMap(({ Slot }) => Slot.map(({ DateTimeStart }) => DateTimeStart));
const appointmentOf = async (uid: Uid) => (await recordOf()).NonClinical?.Appointment?.find(({ AppointmentUID }) => AppointmentUID === uid);

describe('demographics', () => {
  it('B7.10: only what is sent changes, and an empty element empties', async () => {
    const before = await demographicsOf();
    await update({ Demographics: { MobileTelephone: '07700 900002', Title: '' } });
    expect(await demographicsOf()).toEqual({ ...before, MobileTelephone: '07700 900002', Title: '' });
  });

  it('the search follows: names, postcode and telephones', async () => {
    const Address = { Road: 'Low Road', Postcode: 'ZZ99 2BB' };
    await update({ Demographics: { Surname: 'Bäcker', KnownAs: 'Annie', WorkTelephone: '01632 960777', Address } });
    const found = async (request: Parameters<typeof practice.call<'PatientSearch'>>[1]) =>
      ((await practice.call('PatientSearch', request)).value.Result ?? []).map(({ Identity }) => Identity.NHSNumber);
    expect(await found({ Surname: 'backer', PostCode: 'zz992bb' })).toEqual([alive.NHSNumber]);
    expect(await found({ Surname: 'backer', Telephone: '01632960777' })).toEqual([alive.NHSNumber]);
    expect(await found({ FirstName: 'annie', Surname: 'b' })).toEqual([alive.NHSNumber]);
    expect(await found({ Surname: 'oshea', FirstName: 'aine' })).toEqual([]);
  });

  it('an address takes the place of the whole one, and the history keeps both', async () => {
    await update({ Demographics: { Address: { Road: 'Hill Lane', Postcode: 'ZZ99 3CC' } } });
    expect((await demographicsOf())?.Address).toEqual({ Road: 'Hill Lane', Postcode: 'ZZ99 3CC' });
    const rows = await practice.store.read(() =>
      all<{ address: string; start_date: string; end_date: string | null }>(
        sql`SELECT address, start_date, end_date FROM address_history WHERE organisation_id = ? AND patient_id = ? ORDER BY position`,
        organisationId,
        1,
      ),
    );
    expect(rows.at(-1)).toMatchObject({ start_date: '2026-01-05', end_date: null });
    expect(rows.filter(({ end_date: end }) => end === null)).toHaveLength(1);
  });

  it('B7.11: coded ones are judged and named as codes are', async () => {
    const listed = codeLists().codes.find(({ ctv3 }) => ctv3 !== undefined)?.ctv3;
    await update({ Demographics: { Ethnicity: { Code: { Scheme: 'CTV3', Code: listed?.code ?? '' } } } });
    expect((await demographicsOf())?.Ethnicity?.Code).toEqual({ Scheme: 'CTV3', Code: listed?.code, Term: listed?.term });
    await update({ Demographics: { Ethnicity: {} } });
    expect((await demographicsOf())?.Ethnicity).toEqual({});
    expect(await refused(() => update({ Demographics: { Ethnicity: { Code: { Scheme: 'CTV3', Code: '9S' } } } }))).toBe('ValueInvalid');
  });

  it.each([
    ['ValueUnknown', { UsualGPUserName: 'nobody' }],
    ['ValueInvalid', { Surname: ' ' }],
    ['ValueInvalid', { DateOfBirth: '2026-01-06' }],
    ['ValueInvalid', { CareStartDate: '0001-01-01' }],
    ['ValueInvalid', {}],
  ] as const)('%s for %j, and nothing changes', async (code, demographics) => {
    expect(await refused(() => update({ Demographics: { ...demographics } }))).toBe(code);
  });

  it('what GetPatientRecord returns can be written, and changes nothing that it says', async () => {
    const before = await demographicsOf();
    await update({ Demographics: before ?? {} });
    expect(await demographicsOf()).toEqual(before);
  });

  it('the version of the record rises with a change, and only with one', async () => {
    const version = async () =>
      (
        await practice.store.read(() =>
          first<{ version: number }>(sql`SELECT version FROM patient WHERE organisation_id = ? AND patient_id = ?`, organisationId, 1),
        )
      )?.version;
    const before = await version();
    await update({ Demographics: { EmailAddress: 'a@example.com' } });
    await update({ Demographics: { EmailAddress: 'a@example.com' } });
    expect(await version()).toBe((before ?? 0) + 1);
  });
});

describe('the clinical event', () => {
  it('B7.10: without DateTime it is now, without UserName the signed-in user, who did it where they work', async () => {
    const { EventUID } = await withEvent({ Narrative: [{ Line: ['Rang.'] }] });
    const { EventUID: named } = await withEvent({ UserName: 'bob', DateTime: '2026-01-04T12:00:00', Narrative: [{ Line: ['Rang again.'] }] });
    const events = (await recordOf()).Clinical?.Event ?? [];
    expect(events.find((event) => event.EventUID === EventUID)).toMatchObject({ DateTime: '2026-01-05T08:00:00', UserName: 'ada', DoneAt: 'Main Site' });
    const byBob = {
      DateTime: '2026-01-04T12:00:00',
      UserName: 'bob',
      DoneBy: 'BOB, Ada (Title of clinician) ',
      DoneAt: 'Branch Site',
      Software: 'Test application',
    };
    expect(events.find((event) => event.EventUID === named)).toMatchObject(byBob);
  });

  it('B3.9: an offset is converted, and a time that the clocks leap over is refused', async () => {
    const { EventUID } = await withEvent({ DateTime: '2025-07-01T08:30:00.25Z', Narrative: [{ Line: ['Seen.'] }] });
    expect((await recordOf()).Clinical?.Event?.find((event) => event.EventUID === EventUID)?.DateTime).toBe('2025-07-01T09:30:00');
    expect(await refused(() => withEvent({ DateTime: '2025-03-30T01:30:00', Narrative: [{ Line: ['Seen.'] }] }))).toBe('ValueInvalid');
  });

  it('B7.12: the reply names the event and its problems', async () => {
    const code = (Code: string) => ({ Code: { Scheme: 'CTV3', Code } }) as const;
    const made = await withEvent({
      ClinicalCode: [{ ...code('C10..'), ProblemSeverity: 'Major' }, code('246..'), { ...code('H33..'), ProblemSeverity: 'Minor' }],
    });
    const event = (await recordOf()).Clinical?.Event?.find(({ EventUID }) => EventUID === made.EventUID);
    expect(made.ProblemUID).toHaveLength(2);
    expect(event?.ClinicalCode?.map(({ ProblemUID }) => ProblemUID).filter((uid) => uid !== undefined)).toEqual(made.ProblemUID);
    expect(made.RecordState).toBe('Closed');
  });

  it.each([
    ['CTV3', 'ZZZ1.'],
    ['CTV3', 'XaBcD'],
    ['Snomed', '22298006'],
    ['Snomed', '1300721000000109'],
  ] as const)('B7.11: a well-formed code of %s, %s, is kept with the term that was sent', async (Scheme, Code) => {
    const { EventUID } = await withEvent({ ClinicalCode: [{ Code: { Scheme, Code, Term: 'As sent' } }] });
    const outputScheme = { codes: Scheme, drugs: 'Multilex' } as const;
    const { value } = await practice.call('GetPatientRecord', { Identity: alive }, { outputScheme });
    expect(value.Clinical?.Event?.find((event) => event.EventUID === EventUID)?.ClinicalCode?.[0]?.Code).toEqual({ Scheme, Code, Term: 'As sent' });
  });

  it('B7.11: a code that is not listed and was sent without a term has an empty one', async () => {
    const { EventUID } = await withEvent({ ClinicalCode: [{ Code: { Scheme: 'CTV3', Code: 'ZZZ1.' } }] });
    expect((await recordOf()).Clinical?.Event?.find((event) => event.EventUID === EventUID)?.ClinicalCode?.[0]?.Code.Term).toBe('');
  });

  it.each([
    ['CTV3', 'C10'],
    ['CTV3', 'C1..0'],
    ['CTV3', '.....'],
    ['CTV3', 'C10...'],
    ['Snomed', '22298007'],
    ['Snomed', '022298006'],
    ['Snomed', '12345'],
    ['Snomed', 'C10..'],
  ] as const)('B7.11: the code %s %s is not well-formed, and nothing changes', async (Scheme, Code) => {
    expect(await refused(() => withEvent({ ClinicalCode: [{ Code: { Scheme, Code, Term: 'As sent' } }] }))).toBe('ValueInvalid');
  });

  it.each([
    ['Multilex', '12a'],
    ['Multilex', ''],
    ['Dmd', '12345'],
  ] as const)('B7.11: the product %s %j is not well-formed, and nothing changes', async (Scheme, ProductID) => {
    expect(await refused(() => withEvent({ Medication: [{ Drug: { Scheme, ProductID } }] }))).toBe('ValueInvalid');
  });

  it.each<[string, Event]>([
    ['ValueInvalid', {}],
    ['ValueInvalid', { LinkedProblemUID: uidOf(1) }],
    ['ValueInvalid', { Reminder: [{}] }],
    ['ValueUnknown', { UserName: 'nobody', Narrative: [{ Line: ['x'] }] }],
    ['ValueUnknown', { LinkedProblemUID: uidOf(9_999), Narrative: [{ Line: ['x'] }] }],
    ['ValueUnknown', { Narrative: [{ Line: ['x'] }, { Line: ['y'], LinkedProblemUID: uidOf(9_999) }] }],
    ['ValueInvalid', { Narrative: [{ Line: ['x'] }], ClinicalCode: [{ Code: { Scheme: 'CTV3', Code: 'C10..' }, ProblemEndDate: '2026-01-05' }] }],
  ])('%s for %j, and nothing changes', async (code, event) => {
    expect(await refused(() => withEvent(event))).toBe(code);
  });

  it.each<[string, Omit<Request, 'Identity'>]>([
    ['@DateTime', { Clinical: { Event: { DateTime: '0001-01-01T00:00:00', Narrative: [{ Line: ['x'] }] } } }],
    ['Reminder[2]/ExpiryDate', { Clinical: { Event: { Reminder: [{ FreeText: 'x' }, { FreeText: 'y', ExpiryDate: '0001-01-01' }] } } }],
    ['Task/Due', { NonClinical: { Task: [{ TaskType: 'Misc', Content: 'x', Due: '0001-01-01T00:00:00Z' }] } }],
    ['Demographics/DateOfBirth', { Demographics: { DateOfBirth: '0001-01-01' } }],
    ['Visit/DateTime', { NonClinical: { Visit: [{ Duration: 5, DateTime: '0001-01-01T00:00:00' }] } }],
  ])('B7.15: 0001-01-01 at %s is refused, and nothing changes', async (path, request) => {
    const before = await digestOfTables(practice.store);
    await expect(update(request)).rejects.toMatchObject({ code: 'ValueInvalid', path: expect.stringContaining(path) });
    expect(await digestOfTables(practice.store)).toEqual(before);
  });

  it('B7.15: 0001-01-01 in a text is only a text', async () => {
    expect((await withEvent({ Narrative: [{ Line: ['0001-01-01'] }] })).EventUID).toBeDefined();
  });
});

describe('problems', () => {
  const asthma = { Code: { Scheme: 'CTV3', Code: 'H33..' } } as const;
  const newProblem = async (): Promise<Uid> => {
    const [uid] = (await withEvent({ DateTime: '2026-01-02T10:00:00', ClinicalCode: [{ ...asthma, ProblemSeverity: 'Major' }] })).ProblemUID ?? [];
    if (uid === undefined) throw new Error('No problem was made.');
    return uid;
  };
  const problem = async (uid: Uid) =>
    (await recordOf()).Clinical?.Event?.flatMap(({ ClinicalCode = [] }) => ClinicalCode).find(({ ProblemUID }) => ProblemUID === uid);

  it('items and events are linked to a problem of the same patient', async () => {
    const uid = await newProblem();
    const { EventUID } = await withEvent({ Narrative: [{ Line: ['Better.'], LinkedProblemUID: uid }], LinkedProblemUID: uid });
    expect((await recordOf()).Clinical?.Event?.find((event) => event.EventUID === EventUID)).toMatchObject({
      LinkedProblemUID: uid,
      Narrative: [{ LinkedProblemUID: uid }],
    });
    expect(await refused(() => withEvent({ Narrative: [{ Line: ['Better.'], LinkedProblemUID: uid }] }, { identity: other }))).toBe('ValueUnknown');
  });

  it('an entry of the same code with a last day and no severity ends it', async () => {
    const uid = await newProblem();
    const { EventUID } = await withEvent({ ClinicalCode: [{ ...asthma, ProblemEndDate: '2026-01-05', LinkedProblemUID: uid }] });
    expect(await problem(uid)).toMatchObject({ ProblemSeverity: 'Major', ProblemEndDate: '2026-01-05' });
    const ending = (await recordOf()).Clinical?.Event?.find((event) => event.EventUID === EventUID)?.ClinicalCode;
    expect(ending).toMatchObject([{ ProblemEndDate: '2026-01-05', LinkedProblemUID: uid }]);
    expect(ending?.[0]?.ProblemUID).toBeUndefined();
  });

  it('in the other scheme too, where the code has an equivalent', async () => {
    const uid = await newProblem();
    const snomed = codeLists().equivalent({ ...asthma.Code, Term: '' }, 'Snomed');
    await withEvent({ ClinicalCode: [{ Code: { Scheme: 'Snomed', Code: snomed?.Code ?? '' }, ProblemEndDate: '2026-01-05', LinkedProblemUID: uid }] });
    expect((await problem(uid))?.ProblemEndDate).toBe('2026-01-05');
  });

  it('it is not ended by another code, before it began, or twice', async () => {
    const uid = await newProblem();
    const end = (Code: string, ...days: string[]) =>
      withEvent({ ClinicalCode: days.map((day) => ({ Code: { Scheme: 'CTV3', Code }, ProblemEndDate: day, LinkedProblemUID: uid })) });
    expect(await refused(() => end('C10..', '2026-01-05'))).toBe('ValueInvalid');
    expect(await refused(() => end('H33..', '2026-01-01'))).toBe('ValueInvalid');
    expect(await refused(() => end('H33..', '2026-01-05', '2026-01-05'))).toBe('ValueInvalid');
    await end('H33..', '2026-01-05');
    expect(await refused(() => end('H33..', '2026-01-06'))).toBe('ValueInvalid');
  });
});

describe('booking', () => {
  it('B7.13: takes a free slot, which is then no longer free, and its row is read back as it was sent', async () => {
    const wanted = aSlot();
    const start = wanted.Clinic?.Slot?.DateTimeStart ?? '';
    expect(await freeStarts()).toContain(start);
    const uid = await book({ ...wanted, Comments: 'With a dog', Flag: ['Interpreter', 'Hoist'] });
    expect(await freeStarts()).not.toContain(start);
    expect(await appointmentOf(uid)).toEqual({ ...wanted, AppointmentUID: uid, Status: 'Booked', Comments: 'With a dog', Flag: ['Interpreter', 'Hoist'] });
    expect(await refused(() => book(wanted))).toBe('SlotUnavailable');
    expect(await refused(() => update({ NonClinical: { Appointment: [wanted] } }, { identity: other }))).toBe('SlotUnavailable');
  });

  it('B3.9: the slot may be named with an offset', async () => {
    const wanted = { ...aSlot() };
    const start = wanted.Clinic?.Slot?.DateTimeStart ?? '';
    if (wanted.Clinic?.Slot === undefined) throw new Error('There is no slot.');
    const withOffset = `${new Date(Date.parse(`${start}Z`) + 60 * minute).toISOString().slice(0, 19)}+01:00`;
    const uid = await book({ Clinic: { ...wanted.Clinic, Slot: { ...wanted.Clinic.Slot, DateTimeStart: withOffset } } });
    expect((await appointmentOf(uid))?.Clinic?.Slot?.DateTimeStart).toBe(start);
  });

  it('B7.13: a patient may have overlapping appointments, in one request', async () => {
    const pattern = { sessions: [{ weekday: 2, start: '09:00', slots: [{ type: 'Routine', minutes: 10 }] }] };
    await practice.add(() => addClinic(here, { clinicId: 2, userName: 'ada', siteName: 'Main Site', clinicType: 'GP Surgery', pattern }));
    const Slot = { SlotType: 'Routine', DateTimeStart: '2026-01-13T09:00:00', Duration: 10 };
    const clinics = [
      { UserName: 'ada', SiteName: 'Main Site', ClinicType: 'GP Surgery', Slot },
      { UserName: 'bob', SiteName: 'Branch Site', ClinicType: 'GP Surgery', Slot },
    ];
    const made = await update({ NonClinical: { Appointment: clinics.map((Clinic) => ({ Clinic })) } });
    expect(made.AppointmentUID).toHaveLength(2);
  });

  const slot = (
    changes: Partial<{ UserName: string; SiteName: string; ClinicType: string; SlotType: string; DateTimeStart: string; Duration: number }>,
  ): Appointment => {
    const {
      UserName = 'bob',
      SiteName = 'Branch Site',
      ClinicType = 'GP Surgery',
      SlotType = 'Routine',
      DateTimeStart = '2026-01-14T09:00:00',
      Duration = 10,
    } = changes;
    return { Clinic: { UserName, SiteName, ClinicType, Slot: { SlotType, DateTimeStart, Duration } } };
  };
  it.each<[string, Appointment]>([
    ['SlotUnavailable', slot({ UserName: 'ada' })],
    ['SlotUnavailable', slot({ SiteName: 'Main Site' })],
    ['SlotUnavailable', slot({ ClinicType: 'Nurse Clinic' })],
    ['SlotUnavailable', slot({ SlotType: 'Urgent' })],
    ['SlotUnavailable', slot({ DateTimeStart: '2026-01-14T09:05:00' })],
    ['SlotUnavailable', slot({ Duration: 20 })],
    ['SlotUnavailable', slot({ DateTimeStart: '2026-01-02T09:00:00' })],
    ['SlotUnavailable', slot({ DateTimeStart: '2026-01-17T09:00:00' })],
    ['ValueInvalid', slot({ DateTimeStart: '2026-03-29T01:30:00' })],
    ['StatusRefused', { ...slot({}), Status: 'Arrived' }],
    ['ValueInvalid', { Comments: 'Without a clinic' }],
    ['ValueInvalid', { Clinic: { UserName: 'bob', SiteName: 'Branch Site', ClinicType: 'GP Surgery' } }],
  ])('B7.13: %s for %j, and nothing changes', async (code, appointment) => {
    expect(await refused(() => update({ NonClinical: { Appointment: [appointment] } }))).toBe(code);
  });

  it('B3.7: of two bookings of one request, one of which fails, none is made', async () => {
    const good = aSlot();
    expect(await refused(() => update({ NonClinical: { Appointment: [good, slot({ Duration: 20 })] } }))).toBe('SlotUnavailable');
    expect(await refused(() => update({ NonClinical: { Appointment: [good, good] } }))).toBe('SlotUnavailable');
    await book(good);
  });
});

describe('status', () => {
  const change = (appointment: Appointment) => update({ NonClinical: { Appointment: [appointment] } });

  it('B7.13: status and flags change by AppointmentUID, and nothing else does', async () => {
    const uid = await book({ ...aSlot(), Comments: 'Dressing', Flag: ['Hoist'] });
    const before = await appointmentOf(uid);
    expect((await change({ AppointmentUID: uid, Status: 'Arrived' })).AppointmentUID).toEqual([uid]);
    expect(await appointmentOf(uid)).toEqual({ ...before, Status: 'Arrived' });
    await change({ AppointmentUID: uid, Flag: ['Interpreter', 'Late'] });
    expect(await appointmentOf(uid)).toEqual({ ...before, Status: 'Arrived', Flag: ['Interpreter', 'Late'] });
    await change({ AppointmentUID: uid, Flag: [''] });
    expect((await appointmentOf(uid))?.Flag ?? []).toEqual([]);
    for (const Status of ['In Progress', 'Finished', 'Did Not Attend', 'Booked'] as const) {
      await change({ AppointmentUID: uid, Status });
      expect((await appointmentOf(uid))?.Status).toBe(Status);
    }
  });

  it('B7.13: cancelling frees the slot, and what is cancelled stays so', async () => {
    const wanted = aSlot();
    const uid = await book(wanted);
    await change({ AppointmentUID: uid, Status: 'Cancelled' });
    expect(await freeStarts()).toContain(wanted.Clinic?.Slot?.DateTimeStart);
    expect(await refused(() => change({ AppointmentUID: uid, Status: 'Booked' }))).toBe('StatusRefused');
    const second = await book(wanted);
    await change({ AppointmentUID: uid, Comments: 'Rang to cancel', Status: 'Cancelled' });
    expect(await freeStarts()).not.toContain(wanted.Clinic?.Slot?.DateTimeStart);
    expect((await appointmentOf(second))?.Status).toBe('Booked');
  });

  it('B7.10: an appointment as it was read can be written, but does not move', async () => {
    const uid = await book();
    const read = await appointmentOf(uid);
    await change({ ...read, Status: 'Arrived' });
    expect(await appointmentOf(uid)).toEqual({ ...read, Status: 'Arrived' });
    expect(await refused(() => change({ ...aSlot(), AppointmentUID: uid }))).toBe('ValueInvalid');
  });

  it("another patient's, unknown and repeated identifiers are refused, and nothing changes", async () => {
    const uid = await book();
    const arrived = { AppointmentUID: uid, Status: 'Arrived' } as const;
    expect(await refused(() => update({ NonClinical: { Appointment: [arrived] } }, { identity: other }))).toBe('ValueUnknown');
    expect(await refused(() => change({ ...arrived, AppointmentUID: uidOf(99_999) }))).toBe('ValueUnknown');
    expect(await refused(() => update({ NonClinical: { Appointment: [arrived, { AppointmentUID: uid, Status: 'Cancelled' }] } }))).toBe('ValueInvalid');
    expect(await refused(() => update({ NonClinical: { Visit: [{ VisitUID: uid, Status: 'Finished' }] } }))).toBe('ValueUnknown');
    expect(await refused(() => update({ NonClinical: { Task: [{ TaskUID: uid, Status: 'Complete' }] } }))).toBe('ValueUnknown');
  });
});

describe('visits and tasks', () => {
  it('B7.10: a visit is made, read back, and changed by VisitUID', async () => {
    const Visit = {
      DateTime: '2026-07-01T14:00:00',
      Duration: 30,
      Comments: 'Key safe',
      UserName: 'bob',
      LinkedReferralUID: uidOf(77),
      Status: 'Booked',
    } as const;
    const [uid] = (await update({ NonClinical: { Visit: [Visit] } })).VisitUID ?? [];
    if (uid === undefined) throw new Error('No visit was made.');
    const visit = async () => (await recordOf()).NonClinical?.Visit?.find(({ VisitUID }) => VisitUID === uid);
    expect(await visit()).toEqual({ ...Visit, VisitUID: uid });
    await update({ NonClinical: { Visit: [{ VisitUID: uid, Status: 'Cancelled' }] } });
    expect(await visit()).toEqual({ ...Visit, VisitUID: uid, Status: 'Cancelled' });
    expect(await refused(() => update({ NonClinical: { Visit: [{ VisitUID: uid, Status: 'Booked' }] } }))).toBe('StatusRefused');
    expect(await refused(() => update({ NonClinical: { Visit: [{ DateTime: '2026-07-01T14:00:00' }] } }))).toBe('ValueInvalid');
  });

  it('B7.10: a task is made, read back with its other names, and changed by TaskUID', async () => {
    const made = await update({
      NonClinical: {
        Task: [
          { TaskType: 'Misc', Due: '2026-01-09T10:00:00', Content: 'Ring back', GroupNameAssigned: 'Doctors' },
          { TaskType: 'Misc', Content: 'x' },
        ],
      },
    });
    const [uid, second] = made.TaskUID ?? [];
    if (uid === undefined) throw new Error('No task was made.');
    const task = async (wanted: Uid | undefined) => (await recordOf()).NonClinical?.Task?.find(({ TaskUID }) => TaskUID === wanted);
    const expected = {
      TaskUID: uid,
      DateTime: '2026-01-09T10:00:00',
      TaskType: 'Miscellaneous',
      Status: 'Not Started',
      Content: 'Ring back',
      GroupNameAssigned: 'Doctors',
    };
    expect(await task(uid)).toEqual(expected);
    expect((await task(second))?.DateTime).toBe('2026-01-05T08:00:00');
    await update({ NonClinical: { Task: [{ TaskUID: uid, Status: 'Complete', UserNameAssigned: 'rita' }] } });
    expect(await task(uid)).toEqual({ ...expected, Status: 'Complete', UserNameAssigned: 'rita' });
    expect(await refused(() => update({ NonClinical: { Task: [{ Content: 'x' }] } }))).toBe('ValueInvalid');
    expect(await refused(() => update({ NonClinical: { Task: [{ TaskType: 'Misc', Content: ' \n' }] } }))).toBe('ValueInvalid');
    expect(await refused(() => update({ NonClinical: { Task: [{ TaskUID: uid, Content: '' }] } }))).toBe('ValueInvalid');
  });
});

describe('who may, and for whom', () => {
  const narrative: Omit<Request, 'Identity'> = { Clinical: { Event: { Narrative: [{ Line: ['x'] }] } } };
  const task: Omit<Request, 'Identity'> = { NonClinical: { Task: [{ TaskType: 'Misc', Content: 'x' }] } };
  const telephone: Omit<Request, 'Identity'> = { Demographics: { HomeTelephone: '01632 960123' } };

  it.each([
    ['ada', 'none', 'none'],
    ['rita', 'none', 'RightMissing'],
    ['alan', 'none', 'RightMissing'],
    ['iris', 'RightMissing', 'RightMissing'],
  ])('B4.7: %s may do the desk: %s, and write clinical entries: %s', async (userName, desk, clinical) => {
    expect(await refusalOf(update(task, { userName }))).toBe(desk);
    expect(await refusalOf(update(telephone, { userName }))).toBe(desk);
    expect(await refusalOf(update(narrative, { userName }))).toBe(clinical);
    if (clinical !== 'none') expect(await refused(() => update({ ...task, ...telephone, ...narrative }, { userName }))).toBe('RightMissing');
  });

  it('B6.4: a patient who has died is not booked and given no new medication, but written about', async () => {
    const options = { identity: deceased };
    const [drug] = codeLists().drugs;
    const Drug = { Scheme: 'Dmd', ProductID: drug?.dmd ?? '' } as const;
    expect(await refused(() => withEvent({ Medication: [{ Drug }] }, options))).toBe('PatientDeceased');
    expect(await refused(() => withEvent({ Narrative: [{ Line: ['x'] }], RepeatMedication: [{ Drug }] }, options))).toBe('PatientDeceased');
    expect(await refused(() => update({ NonClinical: { Appointment: [aSlot()] } }, options))).toBe('PatientDeceased');
    expect(await refused(() => update({ NonClinical: { Visit: [{ Duration: 10 }] } }, options))).toBe('PatientDeceased');
    expect(await refusalOf(update({ ...narrative, ...task, ...telephone }, options))).toBe('none');
  });

  it.each([
    ['PatientUnknown', { NHSNumber: '9990000042' }],
    ['IdentityInvalid', {}],
    ['IdentifierRefused', { NHSNumber: '9990000018', StrategicReportingIdentifier: '1' }],
  ] as const)('B6.1, B6.2, B6.3: %s, and nothing changes', async (code, identity) => {
    expect(await refused(() => update(telephone, { identity: identity as Request['Identity'] }))).toBe(code);
  });

  it('an update that says nothing is refused', async () => {
    expect(await refused(() => update({}))).toBe('ValueInvalid');
    expect(await refused(() => update({ NonClinical: {} }))).toBe('ValueInvalid');
  });

  it('the reply says whether the record is open, and the audit learns whom it was about', async () => {
    const place = { organisationId, workstationId: 'desk-1' };
    await practice.add(() => writeOpenRecord(place, { patientId: 1, openedAt: monday, openedBy: 'ada' }));
    const { value, concerned } = await practice.call('UpdatePatientRecord', { Identity: alive, ...task });
    expect(value.RecordState).toBe('Open');
    expect(value.Identity).toEqual({ NHSNumber: alive.NHSNumber, StrategicReportingIdentifier: '1' });
    expect(concerned.map(({ number }) => number)).toEqual([alive.NHSNumber]);
    await practice.add(() => writeOpenRecord(place, undefined));
  });
});
