// GetDiary against a naive model, and its rules.
import type { getDiary, RequestOf } from '@s1kit/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadDirectory } from '../../src/directory/index.js';
import { uidOf } from '../../src/identifiers.js';
import { fromUk } from '../../src/uk-time.js';
import { here, monday, openPractice, organisationId, refusalOf } from '../support/practice.js';
import { addAppointment, addClinic, addPatient, addVisit } from '../support/rows.js';
import { complaints, hasXmllint } from '../support/xmllint.js';

type Request = RequestOf<typeof getDiary>;

const practice = await openPractice();
const replies: string[] = [];

const clinics = [
  { clinicId: 1, userName: 'ada', siteName: 'Main Site' },
  { clinicId: 2, userName: 'bob', siteName: 'Main Site' },
  { clinicId: 3, userName: 'bob', siteName: 'Branch Site' },
];
const hour = 3_600_000;
const patients = Array.from({ length: 12 }, (_, index) => index + 1);
const confidential = 12;
const appointments = Array.from({ length: 80 }, (_, index) => ({
  id: index + 1,
  patientId: ((index * 5) % 12) + 1,
  clinicId: (index % 3) + 1,
  at: monday + ((index * 37) % 1_200) * hour,
  status: index % 4 === 0 ? 'Cancelled' : 'Booked',
  entryAt: monday,
}));
const visits = Array.from({ length: 40 }, (_, index) => ({
  id: index + 1,
  patientId: ((index * 7) % 12) + 1,
  visitor: index % 2 === 0 ? 'ada' : 'bob',
  at: monday + ((index * 53) % 1_200) * hour,
  entryAt: monday,
}));

await practice.add(function* () {
  for (const id of patients)
    yield* addPatient(here, { patientId: id, pseudoNumber: `P${id}`, confidential: id === confidential, demographics: { Surname: `Name${id}` } });
  for (const clinic of clinics) yield* addClinic(here, { ...clinic, clinicType: 'GP Surgery', pattern: { sessions: [] } });
  for (const row of appointments) yield* addAppointment(here, row);
  for (const row of visits) yield* addVisit(here, row);
});

interface Entry {
  readonly patient: string;
  readonly what: string;
  readonly at: number;
}

function naive(request: Request & { readonly MinDateTime: string; readonly MaxDateTime: string }): readonly Entry[] {
  const [from = 0, until = 0] = [fromUk(request.MinDateTime), fromUk(request.MaxDateTime)];
  const isBoth = request.Appointments === undefined && request.Visits === undefined;
  const isShown = ({ at, patientId }: { readonly at: number; readonly patientId: number }) => at >= from && at <= until && patientId !== confidential;
  const booked = appointments.filter((row) => {
    const clinic = clinics.find(({ clinicId }) => clinicId === row.clinicId);
    if (request.UserName !== undefined && clinic?.userName !== request.UserName) return false;
    return (request.SiteName === undefined || clinic?.siteName === request.SiteName) && (isBoth || request.Appointments === true) && isShown(row);
  });
  const visited = visits.filter(
    (row) => (request.UserName === undefined || row.visitor === request.UserName) && (isBoth || request.Visits === true) && isShown(row),
  );
  return [
    ...booked.map(({ id, patientId, at }) => ({ patient: `P${patientId}`, what: `appointment ${uidOf(id)}`, at })),
    ...visited.map(({ id, patientId, at }) => ({ patient: `P${patientId}`, what: `visit ${uidOf(id)}`, at })),
  ];
}

const days = fc.integer({ min: -2, max: 50 }).map((index) => new Date(Date.UTC(2026, 0, 5) + index * 24 * hour).toISOString().slice(0, 10));
const requests = fc
  .tuple(
    days,
    days,
    fc.constantFrom('00:00:00', '09:00:00', '09:00:00+05:00'),
    fc.record(
      {
        SiteName: fc.constantFrom('Main Site', 'Branch Site'),
        UserName: fc.constantFrom('ada', 'bob'),
        Appointments: fc.constant(true as const),
        Visits: fc.constant(true as const),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([one, other, time, narrowing]) => {
    const [first = one, last = other] = [one, other].sort();
    return { ...narrowing, MinDateTime: `${first}T${time}`, MaxDateTime: `${last}T23:59:00` };
  });

describe('GetDiary', () => {
  it('B7.20: gives the appointments and visits that a naive search gives, a result for each patient', async () => {
    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        const { value, xml } = await practice.call('GetDiary', request);
        if (replies.length < 60) replies.push(xml);
        const results = value.Result ?? [];
        const found = results.flatMap(({ Identity, Appointment = [], Visit = [] }) => [
          ...Appointment.map((each) => `${Identity.PseudoNumber} appointment ${each.AppointmentUID}`),
          ...Visit.map((each) => `${Identity.PseudoNumber} visit ${each.VisitUID}`),
        ]);
        const expected = naive(request);
        expect([...found].sort()).toEqual(expected.map(({ patient, what }) => `${patient} ${what}`).sort());
        const order = [
          ...new Set([...expected].sort((a, b) => a.at - b.at || Number(a.patient.slice(1)) - Number(b.patient.slice(1))).map(({ patient }) => patient)),
        ];
        expect(results.map(({ Identity }) => Identity.PseudoNumber)).toEqual(order);
      }),
      { numRuns: 200 },
    );
  });

  it('B7.20: without a range from now, 28 days on; a value that is not in the metadata is an error', async () => {
    const { value } = await practice.call('GetDiary', {});
    const expected = naive({ MinDateTime: '2026-01-05T08:00:00', MaxDateTime: '2026-02-02T08:00:00' });
    expect(expected.length).toBeGreaterThan(10);
    expect((value.Result ?? []).reduce((sum, { Appointment = [], Visit = [] }) => sum + Appointment.length + Visit.length, 0)).toBe(expected.length);
    expect(await refusalOf(practice.call('GetDiary', { UserName: 'nobody' }))).toBe('ValueUnknown');
    expect(await refusalOf(practice.call('GetDiary', { SiteName: 'Nowhere' }))).toBe('ValueUnknown');
  });

  it('B6.4: a confidential patient is not in the diary', async () => {
    const { xml } = await practice.call('GetDiary', { MinDateTime: '2026-01-05T00:00:00', MaxDateTime: '2026-03-15T00:00:00' });
    expect(appointments.some(({ patientId }) => patientId === confidential)).toBe(true);
    expect(xml).not.toContain(`Name${confidential}<`);
  });

  it('B7.20: --compat diary leaves out patients who have only visits, unless Visits asks', async () => {
    await practice.add(function* () {
      yield* addPatient(here, { patientId: 50, pseudoNumber: 'V50' });
      yield* addVisit(here, { id: 500, patientId: 50, at: Date.UTC(2027, 0, 1, 10), entryAt: monday });
      yield* addPatient(here, { patientId: 51, pseudoNumber: 'V51' });
      yield* addVisit(here, { id: 501, patientId: 51, at: Date.UTC(2027, 0, 1, 10), entryAt: monday });
      yield* addAppointment(here, { id: 501, patientId: 51, clinicId: 1, at: Date.UTC(2027, 0, 1, 11), entryAt: monday });
    });
    const who = async (more: Request, diary: boolean) => {
      const { value } = await practice.call(
        'GetDiary',
        { MinDateTime: '2027-01-01T00:00:00', MaxDateTime: '2027-01-01T23:59:00', ...more },
        { compat: { diary, plainDemographics: false } },
      );
      return value.Result?.map(({ Identity, Visit = [] }) => `${Identity.PseudoNumber} ${Visit.length}`);
    };
    expect(await who({}, false)).toEqual(['V50 1', 'V51 1']);
    expect(await who({}, true)).toEqual(['V51 1']);
    expect(await who({ Visits: true }, true)).toEqual(['V50 1', 'V51 1']);
    expect(await who({ Appointments: true, Visits: true }, true)).toEqual(['V50 1', 'V51 1']);
    expect(await who({ Appointments: true }, true)).toEqual(['V51 0']);
  });

  it('WIRE-FORMAT §5.12: a result has Identity, Demographics and the appointment with clinic and slot', async () => {
    const { value } = await practice.call('GetDiary', { MinDateTime: '2027-01-01T00:00:00', MaxDateTime: '2027-01-01T23:59:00', Appointments: true });
    expect(value.Result).toEqual([
      {
        Identity: { PseudoNumber: 'V51', StrategicReportingIdentifier: '51' },
        Demographics: { Title: '', FirstName: 'Test', MiddleNames: '', Surname: 'Patient', DateOfBirth: '1970-01-01', Sex: 'F' },
        Appointment: [
          {
            AppointmentUID: uidOf(501),
            Status: 'Booked',
            Flag: ['Interpreter'],
            Clinic: {
              UserName: 'ada',
              SiteName: 'Main Site',
              ClinicType: 'GP Surgery',
              Slot: { SlotType: 'Routine', DateTimeStart: '2027-01-01T11:00:00', Duration: 10 },
            },
          },
        ],
      },
    ]);
  });

  it('B7.2: every reply of these tests is valid by xmllint', async () => {
    if (!hasXmllint) return console.warn('xmllint is missing: replies were not judged.');
    const { lists } = await practice.store.read(() => loadDirectory(organisationId));
    expect(replies.length).toBeGreaterThan(20);
    expect(complaints('GetDiary', lists, replies)).toEqual([]);
  });
});
