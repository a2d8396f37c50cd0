import type { ClinicalItem } from '@s1kit/contract';
import { type Actor, type InputOf, type OperationName, operations } from '@s1kit/link';
import { describe, expect, it } from 'vitest';
import { codeLists } from '../../src/directory/code-lists/index.js';
import { keepContent } from '../../src/documents/index.js';
import { uidOf } from '../../src/identifiers.js';
import { insertDocument, insertPage } from '../../src/patients/insertions.js';
import { run } from '../../src/store/index.js';
import { monday, openEnvironment, organisationId } from '../support/environment.js';
import { addAppointment, addClinic, addEvent, addTask, addVisit } from '../support/rows.js';

const here = { organisationId };
const ada: Actor = { kind: 'user', userName: 'ada' };
const rita: Actor = { kind: 'user', userName: 'rita' };
const recordOperations = (Object.keys(operations) as OperationName[]).filter((name) => name.startsWith('record.'));

const drug = (Name: string) => ({ Scheme: 'Dmd', ProductID: '1', Name }) as const;
const coded = (Code: string, more: object = {}): ClinicalItem => ({
  kind: 'ClinicalCode',
  value: { Code: { Scheme: 'CTV3', Code, Term: `Term of ${Code}` }, ...more },
});
const said = (...Line: string[]): ClinicalItem => ({ kind: 'Narrative', value: { Line } });

/** A workstation at which the record of patient 1 is open, with these events: day, items. */
async function withRecord(events: readonly (readonly [day: string, ...items: ClinicalItem[]])[]) {
  const environment = await openEnvironment();
  await environment.store.write(function* () {
    for (const [index, [day, ...items]] of events.entries()) {
      yield* addEvent(here, {
        patientId: 1,
        eventId: index + 1,
        effectiveAt: `${day}T10:00:00`,
        entryAt: monday,
        items,
        software: index === 0 ? 'Test application' : null,
      });
    }
  });
  const desk = await environment.desk();
  await desk.server.perform('session.open', { nhsNumber: '9990000018' }, ada);
  const ask = <N extends OperationName>(name: N, input: InputOf<N>, actor: Actor = ada) => desk.server.perform(name, input, actor);
  return { environment, desk, ask };
}

describe('the open record', () => {
  it('B4.6: is the only one that is read: nothing without one, and nothing of another than is meant', async () => {
    const { perform } = (await (await openEnvironment()).desk()).server;
    const input = { documentUid: uidOf(1), state: 'current', scheme: 'CTV3', code: 'x' };
    expect(await perform('record.banner', {}, ada)).toBeNull();
    for (const name of recordOperations.filter((each) => each !== 'record.banner')) {
      await expect(perform(name, input as never, ada), name).rejects.toMatchObject({ status: 409 });
    }
    await perform('session.open', { nhsNumber: '9990000018' }, ada);
    expect(await perform('record.banner', {}, ada)).toMatchObject({ patient: '1', number: '9990000018', age: '56y', confidential: false, openedBy: 'ada' });
    for (const name of recordOperations.filter((each) => each !== 'record.banner')) {
      await expect(perform(name, { ...input, patient: '2' } as never, ada), name).rejects.toMatchObject({
        status: 409,
        message: expect.stringContaining('Another'),
      });
    }
  });

  it('B6.4: opening the record of a confidential patient is marked in the audit: it had been at the API alone', async () => {
    const environment = await openEnvironment();
    const { perform } = (await environment.desk()).server;
    for (const nhsNumber of ['9990000018', '9990000026']) await perform('session.open', { nhsNumber }, ada);
    const opened = (await environment.entries()).filter(({ kind }) => kind === 'openRecord');
    expect(opened.map(({ detail }) => detail)).toEqual(['Opened by ada.', 'Opened by ada. A confidential patient.']);
  });

  it('B4.7: gives a receptionist demographics, schedule and the names of documents, and nothing clinical', async () => {
    const letter: ClinicalItem = {
      kind: 'Letter',
      value: { FileName: 'a.pdf', SenderOrganisation: 'Secret Clinic', DocumentUID: uidOf(5), LinkedProblemUID: uidOf(9) },
    };
    const { ask } = await withRecord([['2026-01-01', letter, said('Secret words')]]);
    for (const name of recordOperations.filter((each) => operations[each].right === 'clinical.read')) {
      await expect(ask(name, {} as never, rita), name).rejects.toMatchObject({ status: 403 });
    }
    expect(recordOperations.filter((each) => operations[each].right !== 'clinical.read').sort()).toEqual(
      ['record.appointments', 'record.banner', 'record.demographics', 'record.documents', 'record.tasks'].sort(),
    );
    const { events } = await ask('record.documents', {}, rita);
    expect(events.map(({ items }) => items.map(({ item }) => item.value))).toEqual([[{ FileName: 'a.pdf', DocumentUID: uidOf(5) }]]);
    expect(JSON.stringify(events)).not.toContain('Secret');
    expect(JSON.stringify((await ask('record.documents', {})).events)).toContain('Secret Clinic');
  });
});

describe('the journal', () => {
  it('is newest first, page by page, with who wrote what by which software', async () => {
    const { ask } = await withRecord([
      ['2026-01-01', said('First')],
      ['2026-01-03', said('Third')],
      ['2026-01-02', said('Second'), coded('XE0Uc')],
    ]);
    const first = await ask('record.journal', { patient: '1', limit: 2 });
    expect(first.events.map(({ eventUid, effectiveAt }) => [eventUid, effectiveAt])).toEqual([
      [uidOf(2), '2026-01-03T10:00:00'],
      [uidOf(3), '2026-01-02T10:00:00'],
    ]);
    expect(first.events[1]?.items.map(({ place, item }) => [place, item.kind])).toEqual([
      [1, 'Narrative'],
      [2, 'ClinicalCode'],
    ]);
    const rest = await ask('record.journal', { limit: 2, before: first.next ?? '' });
    expect(rest).toMatchObject({
      next: null,
      events: [{ software: 'Test application', author: 'TEST, Ada (Clinician)', site: 'Main Site', enteredAt: new Date(monday).toISOString() }],
    });
    expect((await ask('record.journal', { limit: 3 })).next).toBeNull();
  });

  it('is filtered by days, by kinds, and by words in any case and without accents; an item keeps its place', async () => {
    const { ask } = await withRecord([
      ['2026-01-01', said('Cafés au lait'), coded('XE0Uc', { FreeText: 'beside' })],
      ['2026-01-02', coded('XE0Uc'), said('Nothing')],
      ['2026-01-03', { kind: 'Medication', value: { Drug: drug('Aspirin'), LinkedProblemUID: uidOf(0xcafe) } }],
    ]);
    const found = async (input: InputOf<'record.journal'>) =>
      (await ask('record.journal', input)).events.map(({ effectiveAt, items }) => [effectiveAt.slice(8, 10), items.map(({ place }) => place)]);
    expect(await found({ from: '2026-01-02', to: '2026-01-02' })).toEqual([['02', [1, 2]]]);
    expect(await found({ kinds: 'Narrative' })).toEqual([
      ['02', [2]],
      ['01', [1]],
    ]);
    expect(await found({ text: 'CAFES' })).toEqual([['01', [1, 2]]]);
    expect(await found({ text: 'cafés beside' })).toEqual([['01', [1, 2]]]);
    expect(await found({ text: 'cafe', kinds: 'ClinicalCode' })).toEqual([]);
    expect(await found({ text: 'aspirin' })).toEqual([['03', [1]]]);
    expect(await found({ text: uidOf(0xcafe) })).toEqual([]);
    await expect(ask('record.journal', { kinds: 'Narrative,Nonsense' })).rejects.toMatchObject({ status: 400 });
  });

  it('reads a long record in portions, so that others come between', async () => {
    const { environment, ask } = await withRecord([]);
    await environment.store.write(function* () {
      for (let id = 1; id <= 1_000; id++)
        yield* addEvent(here, { patientId: 1, eventId: id, effectiveAt: '2026-01-01T00:00:00', entryAt: monday, items: [said(`Line n${id}`)], xml: null });
    });
    let turns = 0;
    let reading = true;
    const count = (): void => {
      turns++;
      if (reading) setImmediate(count);
    };
    setImmediate(count);
    const { events, next } = await ask('record.journal', { text: 'LINE n7' });
    reading = false;
    expect(turns).toBeGreaterThanOrEqual(4);
    // 7, 70 to 79, 700 to 799.
    expect([events.length, next]).toEqual([100, `2026-01-01T00:00:00/${uidOf(700)}`]);
    const rest = await ask('record.journal', { text: 'LINE n7', before: next ?? '' });
    expect(rest.events.map(({ eventUid }) => eventUid)).toEqual([79, 78, 77, 76, 75, 74, 73, 72, 71, 70, 7].map(uidOf));
    expect(rest.next).toBeNull();
  });
});

describe('what a record holds', () => {
  it('allergies: some, none known, or nothing recorded, which are three things', async () => {
    const none = await withRecord([['2026-01-01', said('Words')]]);
    expect(await none.ask('record.allergies', {})).toEqual({ state: 'notRecorded', entries: [] });
    const known = await withRecord([
      ['2026-01-01', { kind: 'ClinicalCode', value: { Code: { Scheme: 'Snomed', Code: '409137002', Term: 'No known drug allergy' } } }],
    ]);
    expect(await known.ask('record.allergies', {})).toMatchObject({ state: 'noneKnown', entries: [{ words: 'No known drug allergy' }] });
    const some = await withRecord([
      ['2026-01-02', { kind: 'ClinicalCode', value: { Code: { Scheme: 'Snomed', Code: '409137002', Term: 'No known drug allergy' } } }],
      ['2026-01-01', coded('Xa1no'), { kind: 'DrugSensitivity', value: { FreeText: 'Term of Xa1no: rash' } }],
      ['2025-01-01', { kind: 'DrugSensitivity', value: { Drug: drug('Aspirin'), FreeText: 'wheeze' } }],
    ]);
    expect(await some.ask('record.allergies', {})).toMatchObject({
      state: 'some',
      entries: [
        { words: 'Term of Xa1no: rash', reaction: '' },
        { words: 'Aspirin', reaction: 'wheeze' },
      ],
    });
  });

  it('no allergy is left out but a code that a sensitivity of its event repeats: not one whose words end alike, nor one of two that are the same', async () => {
    const allergy = (Term: string): ClinicalItem => ({ kind: 'ClinicalCode', value: { Code: { Scheme: 'CTV3', Code: 'Xa7lJ', Term } } });
    const { ask } = await withRecord([
      ['2026-01-02', allergy('Nut allergy'), allergy('Peanut allergy'), { kind: 'DrugSensitivity', value: { FreeText: 'Peanut allergy: rash' } }],
      ['2026-01-01', allergy('Cat allergy'), allergy('Cat allergy'), { kind: 'DrugSensitivity', value: {} }],
    ]);
    expect((await ask('record.allergies', {})).entries.map(({ words }) => words)).toEqual([
      'Nut allergy',
      'Peanut allergy: rash',
      'Cat allergy',
      'Cat allergy',
      'A sensitivity without words',
    ]);
  });

  it('allergies: what a listed code means stands, whatever words it was sent with; what it was: no known allergies, or an allergy without words', async () => {
    const { ask } = await withRecord([
      ['2026-01-01', { kind: 'ClinicalCode', value: { Code: { Scheme: 'CTV3', Code: 'Xa5sH', Term: 'No known allergies' } } }],
      ['2026-01-02', { kind: 'ClinicalCode', value: { Code: { Scheme: 'CTV3', Code: 'Xa5sH', Term: '' } } }],
      ['2026-01-03', { kind: 'DrugSensitivity', value: { Drug: { Scheme: 'Multilex', ProductID: '4711', Name: '' } } }],
    ]);
    const { state, entries } = await ask('record.allergies', {});
    const listed = codeLists().findCode('CTV3', 'Xa5sH')?.ctv3?.term;
    expect([state, entries.map(({ words }) => words)]).toEqual(['some', ['4711', listed, listed]]);
  });

  it('problems: those that go on first, with how much belongs to them; one goes on through its last day', async () => {
    const problem = (id: number, end?: string) =>
      coded('XE0Uc', { ProblemSeverity: 'Major', ProblemUID: uidOf(id), ...(end === undefined ? {} : { ProblemEndDate: end }) });
    const { ask } = await withRecord([
      ['2020-01-01', problem(1)],
      ['2021-01-01', problem(2, '2026-01-04')],
      ['2022-01-01', problem(3, '2026-01-05')],
      ['2023-01-01', { kind: 'Narrative', value: { Line: ['x'], LinkedProblemUID: uidOf(1) } }, coded('XE0Uc')],
    ]);
    expect((await ask('record.problems', {})).map(({ problemUid, ended, linked }) => [problemUid, ended, linked])).toEqual([
      [uidOf(3), false, 0],
      [uidOf(1), false, 1],
      [uidOf(2), true, 0],
    ]);
  });

  it('medication: what runs today, repeat templates in use, what has ended', async () => {
    const issue = (name: string, EndDate?: string): ClinicalItem => ({
      kind: 'Medication',
      value: { Drug: drug(name), ...(EndDate === undefined ? {} : { EndDate }) },
    });
    const { ask } = await withRecord([
      ['2026-01-01', issue('Runs', '2026-01-05'), issue('Ended', '2026-01-04'), issue('Goes on')],
      [
        '2025-01-01',
        { kind: 'RepeatMedication', value: { Drug: drug('Template') } },
        { kind: 'RepeatMedication', value: { Drug: drug('Old'), EndDate: '2025-06-01' } },
      ],
    ]);
    const names = async (state: 'current' | 'repeat' | 'past') =>
      (await ask('record.medication', { state })).events.flatMap(({ items }) =>
        items.map(({ item }) => (item.kind === 'Medication' || item.kind === 'RepeatMedication' ? item.value.Drug.Name : '')),
      );
    expect(await names('current')).toEqual(['Runs', 'Goes on']);
    expect(await names('repeat')).toEqual(['Template']);
    expect(await names('past')).toEqual(['Ended', 'Old']);
  });

  it('results: one row for a code and unit in either scheme, and its values over time', async () => {
    const systolic = (Value: string, Units = 'mmHg', code = '2469.') => coded(code, { Value, Units });
    const { ask } = await withRecord([
      ['2026-01-01', systolic('130')],
      ['2026-01-03', systolic('110.5'), systolic('14', 'kPa')],
      ['2026-01-02', systolic('150')],
    ]);
    const groups = await ask('record.results', {});
    expect(groups.map(({ units, count, lowest, highest, latest }) => [units, count, lowest, highest, latest])).toEqual(
      expect.arrayContaining([
        ['mmHg', 3, 110.5, 150, { value: '110.5', comparator: null, effectiveAt: '2026-01-03T10:00:00' }],
        ['kPa', 1, 14, 14, { value: '14', comparator: null, effectiveAt: '2026-01-03T10:00:00' }],
      ]),
    );
    const { values, more } = await ask('record.series', { scheme: 'CTV3', code: '2469.', units: 'mmHg' });
    expect([values.map(({ value }) => value), more]).toEqual([['110.5', '150', '130'], false]);
  });

  it('results: the latest value comes with its comparator; what it was: a bound, told as if it had been measured', async () => {
    const { ask } = await withRecord([['2026-01-01', coded('XaK8y', { Value: '90', Units: 'mL/min', Comparator: '5' })]]);
    expect((await ask('record.results', {})).map(({ latest }) => latest)).toEqual([{ value: '90', comparator: '5', effectiveAt: '2026-01-01T10:00:00' }]);
  });

  it('documents: their content by pages, of this record alone', async () => {
    const { environment, ask } = await withRecord([]);
    const hash = await keepContent(environment.store, organisationId, 'deleted', Buffer.from('Words of a page'));
    await environment.store.write(function* () {
      for (const [id, patientId] of [
        [5, 1],
        [6, 2],
      ] as const) {
        yield* run(insertDocument, organisationId, id, patientId, 1, 'note.txt', 'text/plain');
        yield* run(insertPage, organisationId, id, 1, hash);
      }
    });
    expect(await ask('record.document', { documentUid: uidOf(5) })).toEqual({ fileName: 'note.txt', mediaType: 'text/plain', pages: 1 });
    const { pieces } = await ask('record.page', { documentUid: uidOf(5) });
    const read: Uint8Array[] = [];
    for await (const piece of pieces) read.push(piece);
    expect(Buffer.concat(read).toString()).toBe('Words of a page');
    for (const documentUid of [uidOf(6), uidOf(7), 'none', '../../etc/passwd']) {
      await expect(ask('record.document', { documentUid }), documentUid).rejects.toMatchObject({ status: 404 });
      await expect(ask('record.page', { documentUid }), documentUid).rejects.toMatchObject({ status: 404 });
    }
    await expect(ask('record.page', { documentUid: uidOf(5), page: 2 })).rejects.toMatchObject({ status: 404 });
  });

  it('appointments, visits and tasks, the latest first, for a receptionist too', async () => {
    const { environment, ask } = await withRecord([]);
    await environment.store.write(function* () {
      yield* addClinic(here, { clinicId: 1, userName: 'ada', siteName: 'Main Site', clinicType: 'GP Surgery', pattern: { sessions: [] } as never });
      for (const id of [1, 2, 3]) {
        yield* addAppointment(here, { id, patientId: 1, clinicId: 1, at: monday + id * 60_000, entryAt: monday });
        yield* addVisit(here, { id, patientId: 1, at: monday + id * 60_000, entryAt: monday });
        yield* addTask(here, { id, patientId: 1, at: monday + id * 60_000, entryAt: monday });
      }
    });
    const { appointments, visits, more } = await ask('record.appointments', { limit: 2 }, rita);
    expect([appointments.map(({ AppointmentUID }) => AppointmentUID), visits.map(({ VisitUID }) => VisitUID), more]).toEqual([
      [uidOf(3), uidOf(2)],
      [uidOf(3), uidOf(2)],
      true,
    ]);
    const { tasks, ...rest } = await ask('record.tasks', {}, rita);
    expect([tasks.map(({ TaskUID }) => TaskUID), rest.more]).toEqual([[uidOf(3), uidOf(2), uidOf(1)], false]);
  });

  it('demographics, with earlier registrations', async () => {
    const { ask } = await withRecord([]);
    expect(await ask('record.demographics', {}, rita)).toMatchObject({
      demographics: { Surname: 'Patient', DateOfBirth: '1970-01-01' },
      registrations: [],
      addresses: [],
    });
  });
});
