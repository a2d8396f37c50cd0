// GetPatientRecord: identity, demographics, output schemes, limits, rights, long records. Its filters are in patients/record-filter.test.ts.
import { type getPatientRecord, parseDocument, type RequestOf, type XmlNode } from '@s1kit/contract';
import { afterAll, describe, expect, it } from 'vitest';
import { loadDirectory } from '../../src/directory/index.js';
import { uidOf } from '../../src/identifiers.js';
import { run, sql } from '../../src/store/index.js';
import { addDays } from '../../src/uk-time.js';
import { type CallOptions, here, monday, openPractice, organisationId, refusalOf } from '../support/practice.js';
import { both, ctv3, drug, type Filter, flags, naive, type RecordEvent, recordKeeper } from '../support/records.js';
import { addAppointment, addClinic, addPatient, addTask, addVisit } from '../support/rows.js';
import { complaints, hasXmllint } from '../support/xmllint.js';

const practice = await openPractice();
const replies: string[] = [];
const keep = recordKeeper(practice);
const givenRecord = async (record: readonly RecordEvent[]) => ({ PseudoNumber: (await keep(record)).PseudoNumber });

describe('GetPatientRecord, filters', () => {
  it('B7.7: demographics alone are demographics alone', async () => {
    const Identity = await givenRecord([{ effectiveAt: '2026-01-01T10:00:00', entryAt: monday, items: [{ kind: 'Reminder', value: { FreeText: 'x' } }] }]);
    const { value } = await practice.call('GetPatientRecord', { Identity, Filter: { Demographics: true } });
    expect(Object.keys(value).sort()).toEqual(['Demographics', 'Identity', 'RecordState']);
  });

  it('B7.7: limits cut appointments, visits and tasks as well', async () => {
    const { PseudoNumber, patientId } = await keep([]);
    const Identity = { PseudoNumber };
    const at = Date.UTC(2026, 5, 15, 22, 59);
    await practice.add(function* () {
      yield* addClinic(here, { clinicId: 1, userName: 'bob', siteName: 'Branch Site', clinicType: 'GP Surgery', pattern: { sessions: [] } });
      yield* addAppointment(here, { id: 1, patientId, clinicId: 1, at, entryAt: monday });
      yield* addVisit(here, { id: 2, patientId, at, entryAt: monday });
      yield* addTask(here, { id: 3, patientId, at, entryAt: monday });
    });
    const parts = async (Filter: Filter) => {
      const { NonClinical: { Appointment = [], Visit = [], Task = [] } = {} } = (await practice.call('GetPatientRecord', { Identity, Filter })).value;
      return [Appointment.length, Visit.length, Task.length].join('');
    };
    expect(await parts({})).toBe('111');
    expect(await parts({ Appointments: true })).toBe('100');
    expect(await parts({ Visits: true, Tasks: true })).toBe('011');
    expect(await parts({ MinEffectiveDate: '2026-06-15', MaxEffectiveDate: '2026-06-15' })).toBe('111');
    expect(await parts({ MinEffectiveDate: '2026-06-16' })).toBe('000');
    expect(await parts({ MaxEffectiveDate: '2026-06-14' })).toBe('000');
    expect(await parts({ MinEntryDate: '2026-01-06' })).toBe('000');
    expect(await parts({ MinEntryDate: '2026-01-05', MaxEntryDate: '2026-01-05', UserName: 'ada' })).toBe('111');
    expect(await parts({ UserName: 'bob' })).toBe('000');
    const { value, xml } = await practice.call('GetPatientRecord', { Identity });
    replies.push(xml);
    expect(value.NonClinical).toMatchObject({
      Appointment: [
        {
          AppointmentUID: uidOf(1),
          Status: 'Booked',
          Flag: ['Interpreter'],
          Clinic: { UserName: 'bob', SiteName: 'Branch Site', Slot: { DateTimeStart: '2026-06-15T23:59:00', Duration: 10 } },
        },
      ],
      Visit: [{ VisitUID: uidOf(2), DateTime: '2026-06-15T23:59:00', Duration: 30, UserName: 'ada', LinkedReferralUID: uidOf(7) }],
      Task: [{ TaskUID: uidOf(3), DateTime: '2026-06-15T23:59:00', TaskType: 'Miscellaneous', Content: 'First line\n  second line', UserNameAssigned: 'ada' }],
    });
  });
});

describe('GetPatientRecord, identity', () => {
  const nhsNumber = '9990000018';
  it('B6.1: neither, both or an invalid number is an error', async () => {
    await practice.add(() => addPatient(here, { patientId: 900_001, nhsNumber, pseudoNumber: 'X1' }));
    const code = (Identity: object) => refusalOf(practice.call('GetPatientRecord', { Identity } as RequestOf<typeof getPatientRecord>)); // Also wrong ones are tried.
    expect(await code({ NHSNumber: nhsNumber })).toBe('none');
    expect(await code({ NHSNumber: nhsNumber, PseudoNumber: '' })).toBe('none');
    expect(await code({})).toBe('IdentityInvalid');
    expect(await code({ PseudoNumber: ' ' })).toBe('IdentityInvalid');
    expect(await code({ NHSNumber: nhsNumber, PseudoNumber: 'X1' })).toBe('IdentityInvalid');
    expect(await code({ NHSNumber: '9990000019' })).toBe('IdentityInvalid');
    expect(await code({ PseudoNumber: 'X1' })).toBe('PatientUnknown');
  });

  it('B6.2: a StrategicReportingIdentifier that is not empty is refused', async () => {
    const code = (StrategicReportingIdentifier: string) =>
      refusalOf(practice.call('GetPatientRecord', { Identity: { NHSNumber: nhsNumber, StrategicReportingIdentifier } } as RequestOf<typeof getPatientRecord>)); // As above.
    expect(await code('900001')).toBe('IdentifierRefused');
    expect(await code('')).toBe('none');
  });

  it("B6.3: another organisation's patient is unknown, with the same words as one that nobody has", async () => {
    await practice.add(() => addPatient({ organisationId: 'another-practice' }, { patientId: 900_002, nhsNumber: '9990000026' }));
    const words = (number: string) =>
      practice.call('GetPatientRecord', { Identity: { NHSNumber: number } } as RequestOf<typeof getPatientRecord>).catch((refusal: Error) => refusal.message); // As above.
    expect(await words('9990000026')).toBe(await words('9990000034'));
    expect(await words('9990000026')).not.toContain('9990000026');
  });

  it('B6.4: one who has died is read, marked by DateOfDeath; reading one who is confidential is marked', async () => {
    await practice.add(() => addPatient(here, { patientId: 900_003, pseudoNumber: 'D1', dateOfDeath: '2020-02-02', confidential: true }));
    const { value, concerned } = await practice.call('GetPatientRecord', { Identity: { PseudoNumber: 'D1' } });
    expect(value.Demographics?.DateOfDeath).toBe('2020-02-02');
    expect(value.Identity).toEqual({ PseudoNumber: 'D1', StrategicReportingIdentifier: '900003' });
    expect(concerned).toEqual([{ number: 'D1', confidential: true }]);
  });
});

describe('GetPatientRecord, demographics and schemes', () => {
  it('B7.7: coded demographics carry Code, or are sent empty for a client that stumbles over it', async () => {
    const code = both[0]?.ctv3?.code ?? '';
    await practice.add(() => addPatient(here, { patientId: 900_010, pseudoNumber: 'E1', demographics: { Ethnicity: { Code: ctv3(code) }, KnownAs: 'Al' } }));
    const ask = (options: CallOptions) => practice.call('GetPatientRecord', { Identity: { PseudoNumber: 'E1' }, Filter: { Demographics: true } }, options);
    const plain = await ask({ compat: { diary: false, plainDemographics: true } });
    const rich = await ask({});
    const snomed = await ask({ outputScheme: { codes: 'Snomed', drugs: 'Multilex' } });
    replies.push(plain.xml, rich.xml, snomed.xml);
    expect(rich.value.Demographics?.Ethnicity).toEqual({ Code: ctv3(code) });
    expect(rich.xml).toContain('<MaritalStatus/>');
    expect(rich.xml).toContain('<Address/><HomeTelephone/>');
    expect(rich.value.Demographics).toMatchObject({ EnglishSpeaker: 'Unknown', SMSConsent: 'No', CareStartDate: '1970-01-01', KnownAs: 'Al' });
    expect(plain.xml).toContain('<Ethnicity/>');
    expect(snomed.value.Demographics?.Ethnicity?.Code).toEqual({ Scheme: 'Snomed', Code: both[0]?.snomed?.code, Term: both[0]?.snomed?.term });
  });

  it('B7.8: codes and drugs come in the scheme asked for; those without a code there keep their own', async () => {
    const entry = { entryAt: monday, effectiveAt: '2026-01-01T10:00:00' };
    const [first, , third] = both;
    const Identity = await givenRecord([
      {
        ...entry,
        items: [
          { kind: 'ClinicalCode', value: { Code: ctv3(first?.ctv3?.code ?? ''), Value: '5.5' } },
          { kind: 'ClinicalCode', value: { Code: { Scheme: 'Snomed', Code: third?.snomed?.code ?? '', Term: 'Own term' } } },
          { kind: 'ClinicalCode', value: { Code: ctv3('ZZZ1.') } },
          { kind: 'Medication', value: { Drug: { Scheme: 'Multilex', ProductID: drug?.multilex ?? '', Name: 'Own name', PackID: 3 } } },
          { kind: 'Medication', value: { Drug: { Scheme: 'Dmd', ProductID: '1', Name: 'Unlisted' } } },
          { kind: 'DrugSensitivity', value: { Drug: { Scheme: 'Multilex', ProductID: drug?.multilex ?? '', Name: 'Own name' } } },
        ],
        xml: null,
      },
    ]);
    const read = async (codesIn: 'CTV3' | 'Snomed', drugs: 'Multilex' | 'Dmd') => {
      const { value, xml } = await practice.call('GetPatientRecord', { Identity }, { outputScheme: { codes: codesIn, drugs } });
      replies.push(xml);
      const [event] = value.Clinical?.Event ?? [];
      return {
        codes: event?.ClinicalCode?.map(({ Code: { Scheme, Code: code, Term } }) => [Scheme, code, Term]),
        drugs: [...(event?.Medication ?? []), ...(event?.DrugSensitivity ?? [])].map(({ Drug }) => [Drug?.Scheme, Drug?.ProductID, Drug?.Name]),
      };
    };
    expect(await read('CTV3', 'Multilex')).toEqual({
      codes: [
        ['CTV3', first?.ctv3?.code, `Term of ${first?.ctv3?.code}`],
        ['CTV3', third?.ctv3?.code, third?.ctv3?.term],
        ['CTV3', 'ZZZ1.', 'Term of ZZZ1.'],
      ],
      drugs: [
        ['Multilex', drug?.multilex, 'Own name'],
        ['Dmd', '1', 'Unlisted'],
        ['Multilex', drug?.multilex, 'Own name'],
      ],
    });
    expect(await read('Snomed', 'Dmd')).toEqual({
      codes: [
        ['Snomed', first?.snomed?.code, first?.snomed?.term],
        ['Snomed', third?.snomed?.code, 'Own term'],
        ['CTV3', 'ZZZ1.', 'Term of ZZZ1.'],
      ],
      drugs: [
        ['Dmd', drug?.dmd, drug?.name],
        ['Dmd', '1', 'Unlisted'],
        ['Dmd', drug?.dmd, drug?.name],
      ],
    });
  });
});

describe('GetPatientRecord, rights', () => {
  it('B4.7: without a filter, or with a clinical category, it needs clinical reading', async () => {
    const Identity = await givenRecord([]);
    const code = (userName: string, Filter?: Filter) =>
      refusalOf(practice.call('GetPatientRecord', { Identity, ...(Filter === undefined ? {} : { Filter }) }, { userName }));
    expect(await code('ada')).toBe('none');
    for (const userName of ['rita', 'alan', 'iris']) expect(await code(userName)).toBe('RightMissing');
    expect(await code('rita', {})).toBe('RightMissing');
    expect(await code('rita', { MinEntryDate: '2026-01-05' })).toBe('RightMissing');
    for (const flag of flags) {
      const allowed = ['Demographics', 'Appointments', 'Visits', 'Tasks', 'Attachment', 'Letter'].includes(flag);
      expect(`${flag} ${await code('rita', { [flag]: true })}`).toBe(`${flag} ${allowed ? 'none' : 'RightMissing'}`);
    }
    for (const name of ['ClinicalCode', 'Numeric']) expect(await code('rita', { [name]: [{ Code: 'ZZZ1.' }] })).toBe('RightMissing');
    expect(await code('iris', { Demographics: true })).toBe('RightMissing');
    expect(await code('rita', { Demographics: true, Reminder: true })).toBe('RightMissing');
  });

  it('B4.7: without clinical reading, documents show their names and nothing else', async () => {
    const Identity = await givenRecord([
      {
        effectiveAt: '2026-01-01T10:00:00',
        entryAt: monday,
        linkedProblemUid: uidOf(99),
        items: [
          { kind: 'Attachment', value: { FileName: 'b.txt', FileSize: '1 kB', DocumentUID: uidOf(6), Comments: 'Private', LinkedProblemUID: uidOf(99) } },
          { kind: 'Letter', value: { FileName: 'a.pdf', SenderOrganisation: 'Clinic', DocumentUID: uidOf(5), Type: 'Private' } },
          { kind: 'Narrative', value: { Line: ['Private'] } },
        ],
      },
    ]);
    const { value, xml } = await practice.call('GetPatientRecord', { Identity, Filter: { Attachment: true, Letter: true } }, { userName: 'rita' });
    replies.push(xml);
    expect(xml).not.toContain('Private');
    expect(xml).not.toContain(uidOf(99));
    expect(value.Clinical?.Event?.[0]).toMatchObject({
      Attachment: [{ FileName: 'b.txt', FileSize: '1 kB', DocumentUID: uidOf(6) }],
      Letter: [{ FileName: 'a.pdf' }],
    });
  });
});

describe('GetPatientRecord, long records', () => {
  it('ARCHITECTURE: a long record is read while it is sent, whole, in order, the same as in one piece', async () => {
    const count = 2_500;
    const record = Array.from(
      { length: count },
      (_, index): RecordEvent => ({
        effectiveAt: `${addDays('2000-01-01', (index * 7) % 1_000)}T10:00:00`,
        entryAt: monday,
        items: [{ kind: index % 2 === 0 ? 'Reminder' : 'Recall', value: { FreeText: `Number ${index} ${'x'.repeat(300)}` } }],
        xmlStamp: index % 10 === 0 ? 0 : 1,
      }),
    );
    const Identity = await givenRecord(record);
    const whole = await practice.call('GetPatientRecord', { Identity });
    expect(whole.long).toBe(true);
    expect(whole.value.Clinical?.Event?.map((event) => event.EventUID)).toEqual(naive(record, {}).map(({ index }) => uidOf(index + 1)));
    const filtered = await practice.call('GetPatientRecord', { Identity, Filter: { Recall: true, MinEffectiveDate: '2001-01-01' } });
    expect(filtered.value.Clinical?.Event?.map((event) => event.EventUID)).toEqual(
      naive(record, { Recall: true, MinEffectiveDate: '2001-01-01' }).map(({ index }) => uidOf(index + 1)),
    );
    const nothing = await practice.call('GetPatientRecord', { Identity, Filter: { Narrative: true } });
    expect(nothing.value.Clinical?.Event ?? []).toEqual([]);
    replies.push(whole.xml, filtered.xml, nothing.xml);
  });
});

describe('GetPatientRecord, as others see it', () => {
  it('B7.2: every reply of these tests is valid by xmllint', async () => {
    if (!hasXmllint) return console.warn('xmllint is missing: replies were not judged.');
    const { lists } = await practice.store.read(() => loadDirectory(organisationId));
    expect(replies.length).toBeGreaterThan(8);
    expect(complaints('GetPatientRecord', lists, replies)).toEqual([]);
  });

  it('WIRE-FORMAT §5.7: an event has the attributes and the order that were seen', async () => {
    const Identity = await givenRecord([
      {
        effectiveAt: '2026-01-01T10:00:00',
        entryAt: monday,
        software: 'Test application',
        items: [
          { kind: 'ClinicalCode', value: { Code: ctv3('ZZZ1.'), Episodicity: 'New', ProblemUID: uidOf(8), ProblemSeverity: 'Major' } },
          { kind: 'Narrative', value: { Line: [' H: said\nso'] } },
        ],
      },
    ]);
    const { xml } = await practice.call('GetPatientRecord', { Identity });
    const event = nodes(parseDocument(xml)).find(({ name }) => name === 'Event');
    expect(event?.attributes.map(([name]) => name)).toEqual(['DateTime', 'UserName', 'DoneBy', 'DoneAt', 'EventUID', 'Software']);
    expect(event?.children.map(({ name }) => name)).toEqual(['Narrative', 'ClinicalCode']);
    expect(xml).toContain('<Line> H: said&#10;so</Line>');
    expect(
      nodes(parseDocument(xml))
        .find(({ name }) => name === 'Response')
        ?.children.map(({ name }) => name),
    ).toEqual(['Identity', 'Demographics', 'Clinical', 'NonClinical', 'RecordState']);
  });
});

afterAll(() => practice.add(() => run(sql`DELETE FROM patient WHERE organisation_id = ?`, 'another-practice')));

function nodes(node: XmlNode): readonly XmlNode[] {
  return [node, ...node.children.flatMap(nodes)];
}
