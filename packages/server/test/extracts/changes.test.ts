// Extracts of changes: laid over the one before they give what a whole extract gives now, whatever was written and deleted meanwhile.
import type { Event, Uid } from '@s1kit/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noteWholeChange } from '../../src/extracts/index.js';
import { startOfUkDay, ukDay } from '../../src/uk-time.js';
import { here, openPractice, organisationId } from '../support/practice.js';
import { addClinic, addPatient } from '../support/rows.js';
import { extractOf, inOrder, laidOver } from './support/extract.js';

const practice = await openPractice();
const { clock, store } = practice;
const numbers = ['9990000018', '9990000026'] as const;
await practice.add(function* () {
  for (const [index, nhsNumber] of numbers.entries()) {
    yield* addPatient(here, { patientId: index + 1, nhsNumber, demographics: { MobileTelephone: '07700900001', Address: { Road: 'First Road' } } });
  }
  const pattern = { sessions: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start: '09:00', slots: Array(30).fill({ type: 'Routine', minutes: 10 }) })) };
  yield* addClinic(here, { clinicId: 1, userName: 'ada', siteName: 'Main Site', clinicType: 'GP Surgery', pattern });
});

const drug = { Scheme: 'Multilex', ProductID: '12345', Name: 'A drug' } as const;
const code = { Scheme: 'CTV3', Code: 'C10..' } as const;
const items: readonly Event[] = [
  { ClinicalCode: [{ Code: code, Value: '7.5', Units: 'kg' }, { Code: code }] },
  { ClinicalCode: [{ Code: code, ProblemSeverity: 'Major' }] },
  { Medication: [{ Drug: drug, Dose: 'one "daily"\nwith water', Quantity: '28' }], Narrative: [{ Line: ['Words'] }] },
  { RepeatMedication: [{ Drug: drug }], Vaccination: [{ Name: 'Influenza', PartType: 'Booster' }] },
  { DrugSensitivity: [{ Type: 'Drug', Drug: drug }] },
];

interface World {
  readonly events: { readonly patient: number; readonly uid: Uid }[];
  readonly appointments: { readonly patient: number; readonly uid: Uid }[];
  readonly visits: { readonly patient: number; readonly uid: Uid }[];
  readonly problems: { readonly patient: number; readonly uid: Uid }[];
  slot: number;
}
const world: World = { events: [], appointments: [], visits: [], problems: [], slot: 0 };

const identity = (patient: number) => ({ NHSNumber: (numbers[patient] ?? numbers[0]) as never }); // NHS numbers of the patients.
const update = async (patient: number, parameters: object) => {
  const { value } = await practice.call('UpdatePatientRecord', { Identity: identity(patient), ...parameters });
  if (value.EventUID !== undefined) world.events.push({ patient, uid: value.EventUID });
  for (const uid of value.ProblemUID ?? []) world.problems.push({ patient, uid });
  return value;
};

const deeds: readonly ((patient: number, choice: number) => Promise<unknown>)[] = [
  (patient, choice) => update(patient, { Clinical: { Event: items[choice % items.length] ?? {} } }),
  async (patient) => {
    const start = new Date(Date.UTC(2027, 0, 4 + Math.floor(world.slot / 30), 9, (world.slot % 30) * 10)).toISOString().slice(0, 19);
    world.slot++;
    const Clinic = { UserName: 'ada', SiteName: 'Main Site', ClinicType: 'GP Surgery', Slot: { SlotType: 'Routine', DateTimeStart: start, Duration: 10 } };
    const { AppointmentUID = [] } = await update(patient, { NonClinical: { Appointment: [{ Clinic }] } });
    for (const uid of AppointmentUID) world.appointments.push({ patient, uid });
  },
  async (patient) => {
    const visit = { DateTime: '2027-01-04T10:00:00', Duration: 20, UserName: 'ada' };
    const { VisitUID = [] } = await update(patient, { NonClinical: { Visit: [visit] } });
    for (const uid of VisitUID) world.visits.push({ patient, uid });
  },
  async (_patient, choice) => {
    const one = world.appointments[choice % Math.max(1, world.appointments.length)];
    if (one !== undefined) await update(one.patient, { NonClinical: { Appointment: [{ AppointmentUID: one.uid, Comments: `Comment ${choice}` }] } });
  },
  async (_patient, choice) => {
    const one = world.problems[choice % Math.max(1, world.problems.length)];
    const ending = { Code: code, ProblemEndDate: '2026-01-04', LinkedProblemUID: one?.uid };
    if (one !== undefined) await update(one.patient, { Clinical: { Event: { ClinicalCode: [ending] } } });
    world.problems.splice(world.problems.indexOf(one as never), one === undefined ? 0 : 1);
  },
  (patient, choice) =>
    update(patient, {
      Demographics: { Surname: `Name ${choice}`, MobileTelephone: choice % 2 === 0 ? '' : '07700900002', Address: { Road: `Road ${choice}` } },
    }),
  async (_patient, choice) => {
    const kind = (['events', 'appointments', 'visits'] as const)[choice % 3] ?? 'events';
    const one = world[kind].splice(choice % Math.max(1, world[kind].length), 1)[0];
    if (one === undefined) return;
    const named = { events: 'EventUID', appointments: 'AppointmentUID', visits: 'VisitUID' }[kind];
    await practice.call('DeleteFromPatientRecord', { Identity: identity(one.patient), Reason: 'A test', [named]: [one.uid] });
  },
];

/** What cannot be done as things are is not done: a problem that others are linked to is not deleted. */
const tried = async (deed: Promise<unknown>): Promise<boolean> =>
  deed.then(
    () => true,
    () => false,
  );

describe('an extract of changes', () => {
  it('B7.22: laid over the one before gives what a whole one gives', { timeout: 60_000 }, async () => {
    const anyDeed = fc.record({ deed: fc.nat(deeds.length - 1), patient: fc.nat(1), choice: fc.nat(30), hours: fc.nat(20) });
    let done = 0;
    let removed = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anyDeed, { minLength: 5, maxLength: 20 }), async (wanted) => {
        const since = startOfUkDay(ukDay(clock.now()));
        const before = await extractOf(store, organisationId, clock.now());
        for (const { deed, patient, choice, hours } of wanted) {
          clock.advance(hours * 3_600_000);
          if (await tried(deeds[deed]?.(patient, choice) ?? Promise.resolve())) done++;
        }
        const changes = await extractOf(store, organisationId, clock.now(), since);
        const after = await extractOf(store, organisationId, clock.now());
        const laid = laidOver(before, changes);
        for (const [name, { rows }] of after.tables) expect(laid.get(name), name).toEqual(inOrder(rows));
        removed += [...changes.tables.values()].flatMap(({ rows }) => rows).filter((row) => row.RemovedData === '1').length;
      }),
      { numRuns: 20 },
    );
    expect(done).toBeGreaterThan(100);
    expect(removed).toBeGreaterThan(10);
  });

  it('B7.22: says of what was deleted that it was removed, with nothing else, and holds only what changed', async () => {
    clock.advance(2 * 86_400_000);
    const since = startOfUkDay(ukDay(clock.now()));
    const { EventUID: uid } = await update(0, { Clinical: { Event: { ClinicalCode: [{ Code: code, ProblemSeverity: 'Minor' }] } } });
    const made = await extractOf(store, organisationId, clock.now(), since);
    expect(made.tables.get('SREvent')?.rows.length).toBe(1);
    expect(made.tables.get('SRPatient')?.rows.length).toBe(0);
    expect(made.tables.get('SRStaffMember')?.rows.length).toBe(5);
    expect(made.manifest.find((row) => row.FileName === 'SREvent')).toMatchObject({
      IsDelta: 'Y',
      IsReference: 'N',
      DateExtractFrom: `${ukDay(clock.now()).replaceAll('-', '')}_0000`,
    });
    expect(made.manifest.find((row) => row.FileName === 'SRStaffMember')).toMatchObject({ IsDelta: 'N', IsReference: 'Y', DateExtractFrom: '' });
    if (uid === undefined) throw new Error('Nothing was made.');
    await practice.call('DeleteFromPatientRecord', { Identity: identity(0), Reason: 'A test', EventUID: [uid] });
    const changes = await extractOf(store, organisationId, clock.now(), since);
    for (const name of ['SREvent', 'SRCode', 'SRProblem']) {
      const rows = changes.tables.get(name)?.rows ?? [];
      expect(rows.length, name).toBe(1);
      const filled = Object.entries(rows[0] ?? {}).filter(([, value]) => value !== '');
      expect(Object.fromEntries(filled)).toEqual({
        RowIdentifier: made.tables.get(name)?.rows[0]?.RowIdentifier,
        IDOrganisationVisibleTo: organisationId,
        RemovedData: '1',
      });
    }
  });

  it('B7.22: is a whole one where the data was replaced as a whole since', async () => {
    const since = startOfUkDay(ukDay(clock.now()));
    await practice.add(() => noteWholeChange(organisationId, clock.now()));
    const changes = await extractOf(store, organisationId, clock.now(), since);
    expect(changes.manifest.every((row) => row.IsDelta === 'N' && row.DateExtractFrom === '')).toBe(true);
    const whole = await extractOf(store, organisationId, clock.now());
    expect([...changes.tables]).toEqual([...whole.tables]);
    clock.advance(2 * 86_400_000);
    const later = await extractOf(store, organisationId, clock.now(), startOfUkDay(ukDay(clock.now())));
    expect(later.manifest.some((row) => row.IsDelta === 'Y')).toBe(true);
  });

  it('B7.22: has one view of the data, however long its files take', async () => {
    const before = await extractOf(store, organisationId, clock.now());
    let written = false;
    const slow = { ...store, readPortions: <T>(portion: Parameters<typeof store.readPortions<T>>[0]) => betweenPortions(store.readPortions(portion)) };
    async function* betweenPortions<T>(portions: AsyncIterable<T>): AsyncGenerator<T> {
      for await (const portion of portions) {
        yield portion;
        if (!written) await update(0, { Clinical: { Event: items[0] ?? {} } });
        written = true;
      }
    }
    const during = await extractOf(slow, organisationId, clock.now());
    expect(written).toBe(true);
    expect([...during.tables]).toEqual([...before.tables]);
    expect((await extractOf(store, organisationId, clock.now())).tables.get('SREvent')?.rows.length).toBe((before.tables.get('SREvent')?.rows.length ?? 0) + 1);
  });
});
