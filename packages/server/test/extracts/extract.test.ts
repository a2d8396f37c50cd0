// A whole extract of fictitious patients: every number that refers to a row finds it, and the rows are those of the tables.
import { describe, expect, it } from 'vitest';
import { loadScope } from '../../src/extracts/scope.js';
import { start } from '../../src/extracts/table.js';
import { tables } from '../../src/extracts/tables/index.js';
import { writeFictitious } from '../../src/fictitious/index.js';
import { all, type Row, sql } from '../../src/store/index.js';
import { openPractice } from '../support/practice.js';
import { extractOf } from './support/extract.js';

const organisationId = 'demo-test';
const practice = await openPractice({
  organisationId,
  userName: 'ashah',
  fill: async (store) => void (await writeFictitious(store, { organisationId, seed: 3, anchorDate: '2026-01-05', patients: 120, largeRecord: false })),
});
const { store } = practice;
const whole = await extractOf(store, organisationId, practice.clock.now());
const rowsOf = (name: string) => whole.tables.get(name)?.rows ?? [];
const count = async (statement: ReturnType<typeof sql>) => (await store.read(() => all<Row>(statement, organisationId)))[0]?.rows;

describe('a whole extract', () => {
  it('B7.22: has a file for each table, with a manifest that names them', () => {
    expect([...whole.tables.keys()]).toEqual(tables.map(({ name }) => name));
    expect(whole.manifest.map((row) => row.FileName)).toEqual(tables.map(({ name }) => name).filter((name) => !name.startsWith('SRMapping')));
    for (const row of whole.manifest) expect(row).toMatchObject({ IsDelta: 'N', DateExtractFrom: '', DateExtractTo: '20260105_0800' });
  });

  it('B7.22: has a row for everything that the record holds', async () => {
    expect(rowsOf('SRPatient').length).toBe(await count(sql`SELECT COUNT(*) AS rows FROM patient WHERE organisation_id = ?`));
    expect(rowsOf('SRPatientRegistration').length).toBe(await count(sql`SELECT COUNT(*) AS rows FROM registration WHERE organisation_id = ?`));
    expect(rowsOf('SRPatientAddressHistory').length).toBe(await count(sql`SELECT COUNT(*) AS rows FROM address_history WHERE organisation_id = ?`));
    expect(rowsOf('SREvent').length).toBe(await count(sql`SELECT COUNT(*) AS rows FROM event WHERE organisation_id = ?`));
    expect(rowsOf('SRAppointment').length).toBe(await count(sql`SELECT COUNT(*) AS rows FROM appointment WHERE organisation_id = ?`));
    expect(rowsOf('SRVisit').length).toBe(await count(sql`SELECT COUNT(*) AS rows FROM visit WHERE organisation_id = ?`));
    expect(rowsOf('SRStaffMember').length).toBe(await count(sql`SELECT COUNT(*) AS rows FROM staff WHERE organisation_id = ?`));
    const items = await store.read(() => all<{ items: string }>(sql`SELECT items FROM event WHERE organisation_id = ?`, organisationId));
    const kinds = items.flatMap((row) => (JSON.parse(row.items) as { kind: string }[]).map(({ kind }) => kind)); // As stored.
    const kindOf = {
      SRCode: 'ClinicalCode',
      SRPrimaryCareMedication: 'Medication',
      SRRepeatTemplate: 'RepeatMedication',
      SRImmunisation: 'Vaccination',
      SRDrugSensitivity: 'DrugSensitivity',
    };
    for (const [name, kind] of Object.entries(kindOf)) {
      expect(rowsOf(name).length, name).toBe(kinds.filter((one) => one === kind).length);
      expect(rowsOf(name).length, name).toBeGreaterThan(0);
    }
  });

  it('B7.22: numbers rows once in each table, and every number that refers to a row finds it', () => {
    const keys = new Map([...whole.tables].map(([name, { rows }]) => [name, new Set(rows.map((row) => row.RowIdentifier))]));
    for (const [name, { rows }] of whole.tables) expect(keys.get(name)?.size, name).toBe(rows.length);
    const organisations = new Set(rowsOf('SROrganisation').map((row) => row.ID));
    const targets: Readonly<Record<string, string>> = {
      IDPatient: 'SRPatient',
      IDEvent: 'SREvent',
      IDDoneBy: 'SRStaffMember',
      IDClinician: 'SRStaffMember',
      IDRotaOwner: 'SRStaffMember',
      IDStaffMember: 'SRStaffMember',
      IDProfileEnteredBy: 'SRStaffMemberProfile',
      IDProfileClinician: 'SRStaffMemberProfile',
      IDProfileRotaOwner: 'SRStaffMemberProfile',
      IDProfileRequested: 'SRStaffMemberProfile',
      IDProfileAssigned: 'SRStaffMemberProfile',
      IDBranch: 'SROrganisationBranch',
      IDCode: 'SRCode',
      IDImmunisationContent: 'SRImmunisationContent',
      IdMappingGroup: 'SRMappingGroup',
      ...Object.fromEntries(
        ['AddressType', 'ContactType', 'SpeaksEnglish', 'EpisodeType', 'Severity', 'VaccPart', 'AppointmentStatus', 'CurrentStatus'].map((name) => [
          name,
          'SRMapping',
        ]),
      ),
    };
    const seen = new Set<string>();
    for (const [name, { rows }] of whole.tables) {
      for (const row of rows) {
        for (const [column, value] of Object.entries(row)) {
          if (value === '') continue;
          if (/^IDOrganisation/.test(column) && !organisations.has(value)) expect.fail(`${name}.${column} is no organisation`);
          const target = targets[column];
          if (target === undefined) continue;
          seen.add(column);
          if (keys.get(target)?.has(value) !== true) expect.fail(`${name}.${column} ${value} is not in ${target}`);
        }
      }
    }
    expect([...seen].sort()).toEqual(Object.keys(targets).sort());
    // Every other column that could refer to a row is empty, but for numbers of products and people that no table of ours lists.
    const own = /^(RowIdentifier|ID|IDOrganisation.*|IDNational|IDMultiLex.*|IDDrugCode)$/;
    for (const [name, { columns, rows }] of whole.tables) {
      for (const column of columns.filter((one) => one.startsWith('ID') && !own.test(one) && targets[one] === undefined)) {
        expect(
          rows.every((row) => row[column] === ''),
          `${name}.${column}`,
        ).toBe(true);
      }
    }
  });

  it('B7.22: joins with replies by StrategicReportingIdentifier', async () => {
    const patient = rowsOf('SRPatient').find((row) => row.NHSNumber !== '' && row.DateDeath === '');
    const { value } = await practice.call('GetPatientRecord', { Identity: { NHSNumber: patient?.NHSNumber as never } });
    expect(value.Identity.StrategicReportingIdentifier).toBe(patient?.RowIdentifier);
    expect(value.Demographics?.Surname).toBe(patient?.Surname);
    expect(rowsOf('SREvent').filter((row) => row.IDPatient === patient?.RowIdentifier).length).toBe(value.Clinical?.Event?.length);
  });

  it('fills in no field that its file has no column for', async () => {
    const scope = await store.read(() => loadScope({ organisationId, since: undefined, until: 0 }));
    for (const { columns, name, read } of tables) {
      const portion = await store.read(() => read(scope, start));
      for (const { own, common = {} } of portion?.rows ?? []) {
        // The number of an event is the key of its own row.
        const known = name === 'SREvent' ? [...columns, 'IDEvent'] : columns;
        expect(
          [...Object.keys(own), ...Object.keys(common)].filter((column) => !known.includes(column)),
          name,
        ).toEqual([]);
        expect(
          Object.keys(own).filter((column) => column in common),
          name,
        ).toEqual([]);
      }
    }
  });
});
