// What is written is read back the same, over every kind of item and random values, apart from the table of what must differ (B7.10).
import {
  type Appointment,
  appointment,
  type ClinicalItem,
  type Code,
  decodeRequest,
  demographics,
  type ElementType,
  type Event,
  encodeRequest,
  fieldsIn,
  itemNames,
  itemTypes,
  parseDocument,
  type Task,
  task,
  type Uid,
  updatePatientRecord,
  type Visit,
  visit,
} from '@s1kit/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verhoeffFits } from '../../src/changes/clinical/verhoeff.js';
import { codeLists } from '../../src/directory/code-lists/index.js';
import { loadDirectory } from '../../src/directory/index.js';
import { translateItem } from '../../src/patients/output-scheme.js';
import { here, openPractice, organisationId } from '../support/practice.js';
import { addClinic, addPatient } from '../support/rows.js';
import { anyText, type Instead, requestValue } from '../support/shape-values.js';

const practice = await openPractice();
await practice.add(() => addPatient(here, { patientId: 1, nhsNumber: '9990000018' }));
const { lists } = await practice.store.read(() => loadDirectory(organisationId));
const codes = codeLists();
const Identity = { NHSNumber: '9990000018' } as const;

/** A record of its own for each kind of item, so that it stays short, with a problem that items can be linked to. */
async function openRecord(index: number) {
  const Identity = { PseudoNumber: `P${index}` } as const;
  await practice.add(() => addPatient(here, { patientId: 100 + index, pseudoNumber: Identity.PseudoNumber }));
  const problem = { ClinicalCode: [{ Code: { Scheme: 'CTV3', Code: 'C10..' }, ProblemSeverity: 'Major' }] } as const;
  const { value: made } = await practice.call('UpdatePatientRecord', { Identity, Clinical: { Event: problem } });
  return {
    problemUid: made.ProblemUID?.[0],
    write: async (event: Event): Promise<Uid | undefined> => {
      const head = { apiKey: '00112233445566aa', deviceId: 'aabbccddeeff0011', requestUid: 'r' };
      const document = encodeRequest(updatePatientRecord, head, { Identity, Clinical: { Event: event } });
      const { value } = decodeRequest(updatePatientRecord, parseDocument(document), { lists, strict: true });
      return (await practice.call('UpdatePatientRecord', value)).value.EventUID;
    },
    read: async (uid: Uid | undefined): Promise<Event | undefined> => {
      const { value } = await practice.call('GetPatientRecord', { Identity });
      return value.Clinical?.Event?.find((event) => event.EventUID === uid);
    },
  };
}

const withCheckDigit = (digits: string): string => [...'0123456789'].map((digit) => digits + digit).find(verhoeffFits) ?? '';
const listedCode = fc.constantFrom(...codes.codes);
const anyCode = fc
  .oneof(
    listedCode.map(({ ctv3, snomed }) => (ctv3 === undefined ? { Scheme: 'Snomed', Code: snomed?.code ?? '' } : { Scheme: 'CTV3', Code: ctv3.code })),
    listedCode.map(({ ctv3, snomed }) => (snomed === undefined ? { Scheme: 'CTV3', Code: ctv3?.code ?? '' } : { Scheme: 'Snomed', Code: snomed.code })),
    fc.stringMatching(/^[A-Za-z0-9]{1,5}$/u).map((code) => ({ Scheme: 'CTV3', Code: code.padEnd(5, '.') })),
    fc.stringMatching(/^[1-9][0-9]{4,16}$/u).map((digits) => ({ Scheme: 'Snomed', Code: withCheckDigit(digits) })),
  )
  .chain((code) =>
    fc.oneof(
      fc.constant(code),
      fc.string().map((term) => ({ ...code, Term: term })),
    ),
  );
const listedDrug = fc.constantFrom(...codes.drugs);
const anyDrug = fc
  .oneof(
    listedDrug.map(({ multilex }) => ({ Scheme: 'Multilex', ProductID: multilex })),
    listedDrug.map(({ dmd }) => ({ Scheme: 'Dmd', ProductID: dmd })),
    fc.stringMatching(/^[1-9][0-9]{5,12}$/u).map((product) => ({ Scheme: 'Dmd', ProductID: product })),
  )
  .chain((drug) => fc.record({ drug: fc.constant(drug), PackID: fc.option(fc.nat(99_999)), Name: fc.option(fc.string()) }))
  .map(({ drug, PackID, Name }) => ({ ...drug, ...(PackID === null ? {} : { PackID }), ...(Name === null ? {} : { Name }) }));

const instead: Instead = {
  'ClinicalCode.Code': anyCode,
  'Medication.Drug': anyDrug,
  'RepeatMedication.Drug': anyDrug,
  'DrugSensitivity.Drug': anyDrug,
  // Files have tests of their own.
  'Attachment.DocumentPath': undefined,
  'Letter.DocumentPath': undefined,
};

/** Without a severity the day would end another problem. */
const valid = (value: Record<string, unknown>): Record<string, unknown> => {
  const { ProblemEndDate, ...rest } = value;
  return value.ProblemSeverity === undefined ? rest : value;
};
const says = (value: Record<string, unknown>): boolean => Object.keys(value).some((name) => name !== 'LinkedProblemUID');

/** The code with the term that it will have. */
function termed({ Scheme, Code, Term = '' }: Code): Code {
  const ours = codes.findCode(Scheme, Code)?.[Scheme === 'CTV3' ? 'ctv3' : 'snomed']?.term ?? '';
  return { Scheme, Code, Term: Term === '' ? ours : Term };
}

/** What a value becomes where it is read: what the table of differences says of it, and nothing else. */
function asRead(item: ClinicalItem): unknown {
  const named = { ...item.value } as Record<string, unknown>; // The test takes items apart by the names of the table.
  if (item.kind === 'Medication')
    Object.assign(named, { MedicationType: 'NHS medication', StartDate: '2026-01-05', Dose: '', Quantity: '', EndReason: '' }, item.value);
  if (item.kind === 'RepeatMedication') Object.assign(named, { MedicationType: 'NHS medication' }, item.value);
  if (item.kind === 'ClinicalCode') named.Code = termed(item.value.Code);
  const drug = 'Drug' in item.value ? item.value.Drug : undefined;
  if (drug !== undefined) named.Drug = { ...drug, Name: codes.findDrug(drug.Scheme, drug.ProductID)?.name ?? drug.Name ?? '' };
  const translation = { scheme: { codes: 'CTV3', drugs: 'Multilex' }, lists: codes } as const;
  return translateItem({ kind: item.kind, value: named } as unknown as ClinicalItem, translation).value; // As above.
}

/** The value as a request may have it: without what stands in replies only. */
function asSent(type: ElementType, value: Record<string, unknown>): Record<string, unknown> {
  const names = new Map(fieldsIn(type, 'request'));
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) => {
      const field = names.get(name);
      if (field === undefined) return [];
      const { shape } = field;
      if (shape.kind !== 'element') return [[name, part]];
      // What stands there is of the shape's own values.
      const inner = Array.isArray(part) ? part.map((each) => asSent(shape, each as Record<string, unknown>)) : asSent(shape, part as Record<string, unknown>);
      return [[name, inner]];
    }),
  );
}

const withoutProblem = (value: Record<string, unknown>): Record<string, unknown> => {
  const { ProblemUID: _, ...rest } = value;
  return rest;
};

describe('what is written is read back the same', () => {
  it.each(itemNames)('B7.10: %s', async (kind) => {
    const { problemUid, write, read } = await openRecord(itemNames.indexOf(kind));
    const linked = { [`${kind}.LinkedProblemUID`]: fc.constant(problemUid) };
    const values = fc.array(
      requestValue(itemTypes[kind], lists, { ...instead, ...linked })
        .map(valid)
        .filter(says),
      { minLength: 1, maxLength: 2 },
    );
    await fc.assert(
      fc.asyncProperty(values, async (sent) => {
        // The values are of the kind's own shape.
        const event = { [kind]: sent, DoneBy: 'DOE, Jane (Nurse) ', DoneAt: 'Home' } as Event;
        const first = await read(await write(event));
        const items = (first?.[kind] ?? []) as readonly Record<string, unknown>[]; // As above.
        expect(items.map(withoutProblem)).toEqual(sent.map((value) => asRead({ kind, value } as unknown as ClinicalItem)));
        expect(items.map(({ ProblemUID }) => ProblemUID !== undefined)).toEqual(sent.map((value) => value.ProblemSeverity !== undefined));
        expect(first).toMatchObject({
          UserName: 'ada',
          DoneBy: 'DOE, Jane (Nurse) ',
          DoneAt: 'Home',
          DateTime: '2026-01-05T08:00:00',
          Software: 'Test application',
        });

        // What was read is written as it is, and read the same again.
        const again = await read(await write(asSent(updatePatientRecord.request.fields.Clinical.shape.fields.Event.shape, first ?? {}) as Event));
        expect(((again?.[kind] ?? []) as readonly Record<string, unknown>[]).map(withoutProblem)).toEqual(items.map(withoutProblem));
        expect({ ...again, [kind]: 0, EventUID: 0 }).toEqual({ ...first, [kind]: 0, EventUID: 0 });
      }),
      { numRuns: 20 },
    );
  });
});

describe('what is not clinical is read back the same', () => {
  const Filter = { Demographics: true, Appointments: true, Visits: true, Tasks: true } as const;
  const recordOf = async () => (await practice.call('GetPatientRecord', { Identity, Filter })).value;
  const without = <V extends object>(value: V, ...names: readonly string[]) =>
    Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));

  it('B7.10: Demographics, of which only what is sent changes', async () => {
    const values = requestValue(demographics, lists, {
      'Demographics.Surname': anyText.filter((name) => name.trim() !== ''),
      'Demographics.DateOfBirth': fc.constantFrom('1931-02-28', '2000-02-29', '2026-01-05'),
      'Demographics.UsualGPUserName': fc.constantFrom('', ...lists.userNames),
      'CodedDemographic.Code': anyCode,
    });
    const coded = (value: { readonly Code?: Code } | undefined) =>
      value?.Code === undefined ? {} : { Code: codes.equivalent(termed(value.Code), 'CTV3') ?? termed(value.Code) };
    await fc.assert(
      fc.asyncProperty(values, async (sent) => {
        const before = (await recordOf()).Demographics ?? {};
        await practice.call('UpdatePatientRecord', { Identity, Demographics: sent });
        const expected: Record<string, unknown> = { ...before, ...sent };
        // The values are of the shape's own kind.
        for (const name of ['MaritalStatus', 'Ethnicity', 'MainLanguage']) if (name in sent) expected[name] = coded(sent[name] as { readonly Code?: Code });
        // Nothing was known and nothing is: the reply leaves it out.
        if (sent.KnownAs === '' && !('KnownAs' in before)) delete expected.KnownAs;
        expect((await recordOf()).Demographics).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('B7.10, B7.13: Appointment, of which only what is sent changes', async () => {
    const pattern = { sessions: [{ weekday: 3, start: '09:00', slots: [{ type: 'Routine', minutes: 10 }] }] };
    await practice.add(() => addClinic(here, { clinicId: 1, userName: 'ada', siteName: 'Main Site', clinicType: 'GP Surgery', pattern }));
    const Clinic = {
      UserName: 'ada',
      SiteName: 'Main Site',
      ClinicType: 'GP Surgery',
      Slot: { SlotType: 'Routine', DateTimeStart: '2026-01-07T09:00:00', Duration: 10 },
    };
    const [AppointmentUID] = (await practice.call('UpdatePatientRecord', { Identity, NonClinical: { Appointment: [{ Clinic }] } })).value.AppointmentUID ?? [];
    const readOne = async () => (await recordOf()).NonClinical?.Appointment?.[0] ?? {};
    const values = requestValue(appointment, lists, {
      'Appointment.Clinic': undefined,
      'Appointment.AppointmentUID': fc.constant(AppointmentUID),
      'Appointment.Status': fc.constantFrom('Booked', 'Arrived', 'In Progress', 'Finished', 'Did Not Attend'),
    });
    await fc.assert(
      fc.asyncProperty(values, async (sent: Appointment) => {
        const before = await readOne();
        await practice.call('UpdatePatientRecord', { Identity, NonClinical: { Appointment: [{ ...sent, ...(AppointmentUID && { AppointmentUID }) }] } });
        const expected: Record<string, unknown> = { ...before, ...sent, AppointmentUID };
        if (sent.Comments === '') delete expected.Comments;
        if (sent.Flag !== undefined) expected.Flag = sent.Flag.filter((flag) => flag !== '');
        expect({ Flag: [], ...(await readOne()) }).toEqual({ Flag: [], ...expected });
      }),
      { numRuns: 30 },
    );
  });

  it('B7.10: Visit, made and changed', async () => {
    const values = requestValue(visit, lists, { 'Visit.VisitUID': undefined, 'Visit.Status': fc.constantFrom('Booked', 'In Progress', 'Finished') });
    const readOne = async (uid: Uid | undefined) => (await recordOf()).NonClinical?.Visit?.find(({ VisitUID }) => VisitUID === uid) ?? {};
    const asVisit = (value: object) => ('Comments' in value && value.Comments === '' ? without(value, 'Comments') : value);
    await fc.assert(
      fc.asyncProperty(values, values, async (made: Visit, change: Visit) => {
        const first = { Duration: 5, ...made };
        const [VisitUID] = (await practice.call('UpdatePatientRecord', { Identity, NonClinical: { Visit: [first] } })).value.VisitUID ?? [];
        const expected = { DateTime: '2026-01-05T08:00:00', UserName: 'ada', Status: 'Booked', ...first, VisitUID };
        expect(await readOne(VisitUID)).toEqual(asVisit(expected));
        await practice.call('UpdatePatientRecord', { Identity, NonClinical: { Visit: [{ ...change, ...(VisitUID && { VisitUID }) }] } });
        expect(await readOne(VisitUID)).toEqual(asVisit({ ...expected, ...change }));
      }),
      { numRuns: 25 },
    );
  });

  it('B7.10: Task, made and changed', async () => {
    const values = requestValue(task, lists, { 'Task.TaskUID': undefined, 'Task.Content': anyText.filter((content) => content.trim() !== '') });
    const readOne = async (uid: Uid | undefined) => (await recordOf()).NonClinical?.Task?.find(({ TaskUID }) => TaskUID === uid) ?? {};
    /** As the table of differences has it. */
    const asTask = (value: Task): object => ({
      ...without(value, 'Due'),
      ...(value.Due === undefined ? {} : { DateTime: value.Due }),
      ...(value.TaskType === 'Misc' ? { TaskType: 'Miscellaneous' } : {}),
    });
    await fc.assert(
      fc.asyncProperty(values, values, async (made: Task, change: Task) => {
        const first: Task = { TaskType: 'Misc', Content: 'Ring', ...made };
        const [TaskUID] = (await practice.call('UpdatePatientRecord', { Identity, NonClinical: { Task: [first] } })).value.TaskUID ?? [];
        const expected = { DateTime: '2026-01-05T08:00:00', Status: 'Not Started', ...asTask(first), TaskUID };
        expect(await readOne(TaskUID)).toEqual(expected);
        await practice.call('UpdatePatientRecord', { Identity, NonClinical: { Task: [{ ...change, ...(TaskUID && { TaskUID }) }] } });
        expect(await readOne(TaskUID)).toEqual({ ...expected, ...asTask(change) });
      }),
      { numRuns: 25 },
    );
  });
});
