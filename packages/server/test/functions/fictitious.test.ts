// The reading functions over fictitious data: every reply is valid, and what is stored and what is encoded anew are the same.
import { describe, expect, it } from 'vitest';
import { loadDirectory } from '../../src/directory/index.js';
import { sampleClinician, writeFictitious } from '../../src/fictitious/index.js';
import { all, run, sql } from '../../src/store/index.js';
import { monday, openPractice } from '../support/practice.js';
import { complaints, hasXmllint } from '../support/xmllint.js';

const organisationId = 'fictitious-practice';
const practice = await openPractice({
  organisationId,
  userName: sampleClinician,
  fill: (store) => writeFictitious(store, { organisationId, seed: 7, anchorDate: '2026-01-05', patients: 60, largeRecord: false }),
});
practice.clock.set(monday);
const { lists } = await practice.store.read(() => loadDirectory(organisationId));
const numbers = await practice.store.read(() =>
  all<{ nhs_number: string | null; pseudo_number: string | null; surname_key: string; date_of_birth: string; confidential: number }>(
    sql`SELECT nhs_number, pseudo_number, surname_key, date_of_birth, confidential FROM patient WHERE organisation_id = ? ORDER BY patient_id`,
    organisationId,
  ),
);
const identities = numbers.map((row) => (row.nhs_number === null ? { PseudoNumber: row.pseudo_number ?? '' } : { NHSNumber: row.nhs_number }));
const schemes = [
  { codes: 'CTV3', drugs: 'Multilex' },
  { codes: 'Snomed', drugs: 'Dmd' },
] as const;

describe('fictitious data', () => {
  it('B7.2, B7.7, B7.8: every record, in either scheme, is valid by xmllint', async () => {
    if (!hasXmllint) return console.warn('xmllint is missing: replies were not judged.');
    const replies: string[] = [];
    for (const Identity of identities) {
      for (const outputScheme of schemes) replies.push((await practice.call('GetPatientRecord', { Identity }, { outputScheme })).xml);
      replies.push((await practice.call('GetPatientRecord', { Identity, Filter: { ClinicalCodes: true, Medication: true, Tasks: true } })).xml);
    }
    expect(replies.length).toBe(identities.length * 3);
    expect(complaints('GetPatientRecord', lists, replies)).toEqual([]);
  });

  it('B7.2, B7.19, B7.20: slots, diary, search and metadata are valid by xmllint, and not empty', async () => {
    if (!hasXmllint) return console.warn('xmllint is missing: replies were not judged.');
    const slots = await practice.call('GetAppointmentSlots', {});
    const diary = await practice.call('GetDiary', { MinDateTime: '2025-12-01T00:00:00', MaxDateTime: '2026-02-01T23:59:00' });
    const metadata = await practice.call('GetOrganisationMetaData', {});
    expect(slots.value.Clinic?.length).toBeGreaterThan(3);
    expect(diary.value.Result?.length).toBeGreaterThan(5);
    expect(complaints('GetAppointmentSlots', lists, [slots.xml])).toEqual([]);
    expect(complaints('GetDiary', lists, [diary.xml])).toEqual([]);
    expect(complaints('GetOrganisationMetaData', lists, [metadata.xml])).toEqual([]);
    const searches = await Promise.all(
      numbers
        .filter(({ confidential }) => confidential === 0)
        .map((row) => practice.call('PatientSearch', { Surname: row.surname_key, DateOfBirth: row.date_of_birth })),
    );
    expect(searches.every(({ value }) => (value.Result ?? []).length > 0)).toBe(true);
    expect(
      complaints(
        'PatientSearch',
        lists,
        searches.map(({ xml }) => xml),
      ),
    ).toEqual([]);
  });

  it('B7.19: a slot that an appointment of the diary holds is not free', async () => {
    const held = new Set<string>();
    const { value } = await practice.call('GetDiary', { Appointments: true });
    for (const { Appointment = [] } of value.Result ?? []) {
      for (const { Status, Clinic } of Appointment)
        if (Status !== 'Cancelled') held.add(`${Clinic?.UserName} ${Clinic?.SiteName} ${Clinic?.ClinicType} ${Clinic?.Slot?.DateTimeStart}`);
    }
    const free = (await practice.call('GetAppointmentSlots', {})).value.Clinic ?? [];
    const names = free.flatMap(({ UserName, SiteName, ClinicType, Slot }) => Slot.map((slot) => `${UserName} ${SiteName} ${ClinicType} ${slot.DateTimeStart}`));
    expect(held.size).toBeGreaterThan(3);
    expect(names.filter((name) => held.has(name))).toEqual([]);
  });

  it('ARCHITECTURE: the stored XML of every event is what its typed items are encoded as', async () => {
    const records = async () => Promise.all(identities.map(async (Identity) => (await practice.call('GetPatientRecord', { Identity })).xml));
    const stored = await records();
    await practice.add(() => run(sql`UPDATE event SET xml = NULL WHERE organisation_id = ?`, organisationId));
    const encoded = await records();
    expect(stored.join('').length).toBeGreaterThan(1_000_000);
    for (const [index, text] of stored.entries()) expect(encoded[index] === text, `record ${index}`).toBe(true);
  });
});
