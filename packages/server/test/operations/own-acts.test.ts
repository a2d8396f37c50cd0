// What a user does to the open record at the screens: entries by hand, demographics, and what is shown of what stands unsaved beside them.
import { childOf } from '@s1kit/contract';
import type { Actor, InputOf, OperationError } from '@s1kit/link';
import { describe, expect, it } from 'vitest';
import { uploadBytes } from '../../src/documents/index.js';
import { type Desk, openEnvironment, operator, organisationId } from '../support/environment.js';
import { addClinic, addList } from '../support/rows.js';
import { digestOfTables } from '../support/table-digest.js';

const nhsNumber = '9990000018';
const identity = `<Identity><NHSNumber>${nhsNumber}</NHSNumber></Identity>`;
const user = (userName: string): Actor => ({ kind: 'user', userName });
const base64 = (text: string): string => Buffer.from(text).toString('base64');

async function opened() {
  const environment = await openEnvironment();
  await environment.store.write(function* () {
    const slots = Array.from({ length: 6 }, () => ({ type: 'Routine', minutes: 10 }));
    const pattern = { sessions: [{ weekday: 2, start: '09:00', slots }] };
    yield* addList({ organisationId }, 'letterTypes', ['Clinic letter']);
    yield* addClinic({ organisationId }, { clinicId: 1, userName: 'ada', siteName: 'Main Site', clinicType: 'GP Surgery', pattern });
  });
  const desk = await environment.desk();
  await desk.ask('GetFunctions');
  await desk.server.perform('session.open', { nhsNumber }, operator);
  return { environment, desk };
}

const add = (desk: Desk, input: Omit<InputOf<'entries.add'>, 'nhsNumber'>, actor: Actor = operator) =>
  desk.server.perform('entries.add', { nhsNumber, ...input }, actor);
const update = (desk: Desk, changes: Record<string, unknown>, read: Record<string, unknown> = {}) =>
  desk.server.perform('demographics.update', { nhsNumber, changes, read }, operator);
const demographicsOf = async (desk: Desk) => (await desk.server.perform('demographics.get', {}, operator)) ?? expect.unreachable();
const leave = (desk: Desk, parts: string) => desk.ask('UpdatePatientRecord', `${identity}${parts}<LeaveRecordOpen/>`);
const narrative = '<Clinical><Event><Narrative><Line>Note</Line></Narrative></Event></Clinical>';
const recordOf = async (desk: Desk) => (await desk.ask('GetPatientRecord', identity))?.response;
const failureOf = (failing: Promise<unknown>): Promise<Pick<OperationError, 'status' | 'path' | 'message'>> =>
  failing.then(
    () => expect.unreachable(),
    (failure: OperationError) => failure,
  );

describe('an act on the open record', () => {
  const acts = [
    ['session.save', {}],
    ['session.discard', {}],
    ['session.resolve', { choice: 'theirs' }],
    ['session.close', {}],
    ['dialogs.answer', { id: 1, answer: 'dismiss' }],
    ['dialogs.answer', { id: 1, answer: 'accept' }],
  ] as const;

  it.each(acts)(
    'B7.16: that is meant for another patient is refused, and nothing changes; what it was: %s %o went to whatever was open by then',
    async (name, input) => {
      const { environment, desk } = await opened();
      await desk.ask('LaunchFunctionality', `${identity}<Task><TaskType>Misc</TaskType><Content>Call back</Content></Task>`);
      await leave(desk, narrative);
      const before = await digestOfTables(environment.store);
      const failure = await failureOf(desk.server.perform(name, { ...input, nhsNumber: '9990000026' }, operator));
      expect(failure).toMatchObject({ status: 409, message: expect.stringContaining('Another record is open') });
      expect(await digestOfTables(environment.store)).toEqual(before);
      // A record is not closed while there are unsaved changes.
      if (name !== 'session.close') await desk.server.perform(name, { ...input, nhsNumber }, operator);
    },
  );

  it.each([...acts, ['session.open', { nhsNumber: '9990000026' }] as const, ['session.select', { items: [] }] as const, ['session.signOut', {}] as const])(
    'B4.6: is that of the user who is signed in; what it was: %s %o in the session of whoever had signed in meanwhile',
    async (name, input) => {
      const { environment, desk } = await opened();
      await desk.server.perform('staff.setRole', { userName: 'rita', seen: 'receptionist', role: 'clinician' }, operator);
      await desk.server.perform('session.signIn', { userName: 'rita' }, operator);
      await desk.server.perform('session.open', { nhsNumber }, operator);
      await desk.ask('LaunchFunctionality', `${identity}<Task><TaskType>Misc</TaskType><Content>Call back</Content></Task>`);
      const before = await digestOfTables(environment.store);
      expect(await failureOf(desk.server.perform(name, input, user('ada')))).toMatchObject({ status: 403 });
      expect(await digestOfTables(environment.store)).toEqual(before);
    },
  );
});

describe('an entry by hand', () => {
  it("is the user's own act, saved at once, and on record", async () => {
    const { environment, desk } = await opened();
    desk.notices.length = 0;
    const { made, unsaved } = await add(
      desk,
      { element: 'ClinicalCode', content: { Code: { Scheme: 'CTV3', Code: 'XE0Uc' }, FreeText: 'at home' } },
      user('ada'),
    );
    expect(unsaved).toBe(false);
    const clinical = childOf((await recordOf(desk)) ?? expect.unreachable(), 'Clinical');
    const attributes = Object.fromEntries(clinical?.children[0]?.attributes ?? []);
    expect(attributes).toMatchObject({ UserName: 'ada', EventUID: made.EventUID });
    expect(attributes.Software).toBeUndefined();
    expect(desk.notices.map(({ event }) => event)).toContain('record');
    const [entry] = (await environment.entries()).filter(({ kind }) => kind === 'dialog');
    expect(entry).toMatchObject({ user_name: 'ada', patient: nhsNumber, detail: 'The coding dialog, by hand: accepted.' });
  });

  it('beside unsaved changes is one of them, and is saved with them', async () => {
    const { desk } = await opened();
    await leave(desk, narrative);
    expect((await add(desk, { element: 'Task', content: { TaskType: 'Misc', Content: 'Ring back' } })).unsaved).toBe(true);
    const { changes } = await desk.server.perform('session.changes', {}, operator);
    expect(changes.map(({ application, element }) => [application, element])).toEqual([
      ['Test application', 'Event'],
      [null, 'Task'],
    ]);
    expect((await recordOf(desk)) && childOf((await recordOf(desk)) ?? expect.unreachable(), 'NonClinical')?.children).toEqual([]);
    expect(await desk.server.perform('session.save', {}, operator)).toMatchObject({ saved: 2, conflicts: [] });
  });

  it('is a new one; what it was: a change of an appointment or a task that nobody compared with what the user saw', async () => {
    const { environment, desk } = await opened();
    const { made } = await add(desk, { element: 'Task', content: { TaskType: 'Misc', Content: 'Call back' } });
    const before = await digestOfTables(environment.store);
    const [TaskUID] = Object.values(made)
      .flat()
      .filter((uid) => typeof uid === 'string' && uid !== '');
    expect(TaskUID).toMatch(/^[0-9a-f]{16}$/);
    expect(await failureOf(add(desk, { element: 'Task', content: { TaskUID, Status: 'Complete' } }))).toMatchObject({ status: 400, path: '/TaskUID' });
    expect(await failureOf(add(desk, { element: 'Appointment', content: { AppointmentUID: TaskUID, Status: 'Cancelled' } }))).toMatchObject({ status: 400 });
    expect(await digestOfTables(environment.store)).toEqual(before);
  });

  it('takes a file that was chosen at the screens', async () => {
    const { desk } = await opened();
    const { made } = await add(desk, { element: 'Attachment', content: { Comments: 'Scan' }, file: { name: '../a:b.txt', content: base64('hello') } });
    const got = await desk.ask('GetDocument', `${identity}<DocumentUID>${String(made.DocumentUID)}</DocumentUID><WriteTo>/out</WriteTo>`);
    expect(got?.error).toBeUndefined();
    expect([...desk.written.values()].flat().map(({ name }) => name)).toEqual(['.._a_b.txt']);
    const answered = await desk.ask('LaunchFunctionality', `${identity}<Letter><Direction>Incoming</Direction></Letter>`);
    expect(answered?.error).toBeUndefined();
    const file = { name: 'letter.txt', content: base64('Dear') };
    const letter = await desk.server.perform('dialogs.answer', { id: 1, answer: 'accept', content: { Direction: 'Incoming' }, file }, operator);
    expect(letter.made).toMatchObject({ DocumentUID: [expect.any(String)] });
  });

  it('that is refused leaves nothing, and says which part was at fault', async () => {
    const { environment, desk } = await opened();
    const { counter: _, ...before } = await digestOfTables(environment.store);
    const code = { Scheme: 'CTV3', Code: 'XE0Uc' };
    const cases: readonly [Omit<InputOf<'entries.add'>, 'nhsNumber'>, number, string | undefined][] = [
      [{ element: 'ClinicalCode', content: { Code: { Scheme: 'CTV3', Code: '?' } } }, 409, 'Clinical/Event/ClinicalCode/Code/@Code'],
      [{ element: 'ClinicalCode', content: {} }, 400, '/Code'],
      [{ element: 'ClinicalCode', content: { Code: code, Value: 'high' } }, 400, '/Value'],
      [{ element: 'ClinicalCode', content: { Code: code, ProblemEndDate: '2026-02-30' } }, 400, 'ClinicalCode/ProblemEndDate'],
      [{ element: 'Task', content: { Content: 'x' } }, 409, 'NonClinical/Task/TaskType'],
      [{ element: 'Letter', content: { Type: 'None such' } }, 400, 'Letter/Type'],
      [{ element: 'Attachment', content: {}, file: { name: 'a', content: '%%%%' } }, 409, '/DocumentPath'],
      [{ element: 'Attachment', content: {}, file: { name: 'a', content: 'QQ' } }, 409, '/DocumentPath'],
      [{ element: 'Task', content: { TaskType: 'Misc', Content: 'x' }, file: { name: 'a', content: base64('x') } }, 400, undefined],
      [{ element: 'Letter', content: { LinkedProblemUID: '0123456789abcdef' }, file: { name: 'a', content: base64('x') } }, 409, 'Letter/LinkedProblemUID'],
    ];
    for (const [input, status, path] of cases) {
      const failure = await failureOf(add(desk, input));
      expect([input, failure.status, failure.path === undefined ? undefined : failure.path.endsWith(path ?? '?')]).toEqual([
        input,
        status,
        path === undefined ? undefined : true,
      ]);
    }
    const large = Buffer.alloc(uploadBytes + 3).toString('base64');
    expect((await failureOf(add(desk, { element: 'Attachment', content: {}, file: { name: 'a', content: large } }))).message).toContain('16 MiB');
    const { counter: __, ...after } = await digestOfTables(environment.store);
    expect(after).toEqual(before);
  });

  it('B4.7: is made by who may: the desk books and makes tasks, and enters nothing clinical', async () => {
    const { desk } = await opened();
    const rita = user('rita');
    await desk.server.perform('session.signIn', { userName: 'rita' }, operator);
    await expect(add(desk, { element: 'Task', content: { TaskType: 'Misc', Content: 'x' } }, rita)).rejects.toMatchObject({
      status: 409,
      message: 'No record is open.',
    });
    await desk.server.perform('session.open', { nhsNumber }, rita);
    const clinic = { UserName: 'ada', SiteName: 'Main Site', ClinicType: 'GP Surgery' };
    const { slots, total, from } = await desk.server.perform('slots.free', { from: '2026-01-06', days: 1, limit: 2 }, rita);
    const slot = { userName: 'ada', siteName: 'Main Site', clinicType: 'GP Surgery', slotType: 'Routine', duration: 10 };
    expect({ slots, total, from }).toEqual({
      from: '2026-01-06',
      total: 6,
      slots: [
        { ...slot, start: '2026-01-06T09:00:00' },
        { ...slot, start: '2026-01-06T09:10:00' },
      ],
    });
    const Appointment = { Clinic: { ...clinic, Slot: { SlotType: 'Routine', DateTimeStart: '2026-01-06T09:00:00', Duration: 10 } } };
    expect((await add(desk, { element: 'Appointment', content: Appointment }, rita)).made).toMatchObject({ AppointmentUID: [expect.any(String)] });
    expect((await failureOf(add(desk, { element: 'Appointment', content: Appointment }, rita))).message).toContain('taken');
    expect((await desk.server.perform('slots.free', { from: '2026-01-06', days: 1, skip: 5 }, rita)).slots).toEqual([]);
    await expect(add(desk, { element: 'ClinicalCode', content: { Code: { Scheme: 'CTV3', Code: 'XE0Uc' } } }, rita)).rejects.toMatchObject({ status: 403 });
    // Nor is a file looked for: that would be refused otherwise (409).
    await expect(add(desk, { element: 'Attachment', content: { DocumentPath: '/files/none' } }, rita)).rejects.toMatchObject({ status: 403 });
    await expect(add(desk, { element: 'Task', content: { TaskType: 'Misc', Content: 'x' } }, user('ada'))).rejects.toMatchObject({ status: 403 });
    await expect(
      desk.server.perform('entries.add', { nhsNumber: '9990000026', element: 'Task', content: { TaskType: 'Misc', Content: 'x' } }, rita),
    ).rejects.toMatchObject({ status: 409, message: expect.stringContaining('Another record') });
  });
});

describe('demographics by hand', () => {
  it("are changed as the user's own act, at once, and on record by the names of what changed", async () => {
    const { environment, desk } = await opened();
    const { demographics } = await demographicsOf(desk);
    const changes = { Surname: 'Brown', Address: { HouseNumber: '1', Postcode: 'LS1 1AA' }, EmailAddress: '' };
    expect(await update(desk, changes, demographics)).toMatchObject({ outcome: 'saved', conflicts: [] });
    const { demographics: after } = await demographicsOf(desk);
    expect(after).toMatchObject({ Surname: 'Brown', Address: { HouseNumber: '1', Postcode: 'LS1 1AA' } });
    expect(await update(desk, { Surname: 'Brown', Address: after.Address }, {})).toMatchObject({ outcome: 'unchanged' });
    const details = (await environment.entries()).filter(({ kind }) => kind === 'saveChanges').map(({ detail, user_name }) => [user_name, detail]);
    expect(details).toEqual([['ada', 'Demographics changed by hand: Surname, Address.']]);
  });

  it('what somebody else has saved meanwhile is told, and nothing is changed', async () => {
    const { environment, desk } = await opened();
    const { demographics: read } = await demographicsOf(desk);
    const other = await environment.desk('desk-2');
    await other.ask('UpdatePatientRecord', `${identity}<Demographics><MobileTelephone>07700 900002</MobileTelephone><Title>Dr</Title></Demographics>`);
    const before = await digestOfTables(environment.store);
    const asked = await update(desk, { MobileTelephone: '07700 900001', Title: 'Dr', KnownAs: 'Bo' }, read);
    expect(asked).toMatchObject({
      outcome: 'conflicts',
      conflicts: [{ field: 'MobileTelephone', before: null, mine: '07700 900001', theirs: '07700 900002' }],
      current: { MobileTelephone: '07700 900002' },
    });
    expect(await digestOfTables(environment.store)).toEqual(before);
    expect(await update(desk, { MobileTelephone: '07700 900001', KnownAs: 'Bo' }, asked.current)).toMatchObject({ outcome: 'saved' });
  });

  it('are those of the open record: nothing where none is open', async () => {
    const { desk } = await opened();
    await desk.server.perform('session.close', {}, operator);
    expect(await desk.server.perform('demographics.get', {}, operator)).toBeNull();
    await expect(update(desk, { KnownAs: 'Bo' })).rejects.toMatchObject({ status: 409 });
  });

  it('beside unsaved changes are one of them', async () => {
    const { desk } = await opened();
    await leave(desk, narrative);
    expect(await update(desk, { KnownAs: 'Bo' })).toMatchObject({ outcome: 'unsaved' });
    const { changes } = await desk.server.perform('session.changes', {}, operator);
    expect(changes[1]).toMatchObject({ element: 'Demographics', application: null, fields: [{ name: 'KnownAs', before: null, after: 'Bo' }] });
  });

  it.each([
    [{ Surname: ' ' }, 409, 'Surname'],
    [{ DateOfBirth: '2999-01-01' }, 409, 'DateOfBirth'],
    [{ DateOfBirth: '2020-02-30' }, 400, 'DateOfBirth'],
    [{ UsualGPUserName: 'nobody' }, 409, 'UsualGPUserName'],
    [{ DateOfDeath: '2026-01-01' }, 400, 'DateOfDeath'],
    [{ Nothing: 'x' }, 400, 'Nothing'],
    [{ Sex: 'X' }, 400, 'Sex'],
  ])('are judged as a request is: %j', async (changes, status, path) => {
    const { desk } = await opened();
    const { demographics } = await demographicsOf(desk);
    const failure = await failureOf(update(desk, changes, demographics));
    expect([failure.status, failure.path?.endsWith(path)]).toEqual([status, true]);
  });
});

describe('the lists of the organisation', () => {
  it('are those that requests may take values from, and the names of staff', async () => {
    const { desk } = await opened();
    expect(await desk.server.perform('organisation.lists', {}, user('iris'))).toMatchObject({
      staff: expect.arrayContaining([{ userName: 'ada', name: 'Dr Ada ada', jobTitle: 'Title of clinician' }]),
      siteNames: ['Main Site'],
      letterTypes: ['Clinic letter'],
    });
  });
});

describe('what stands unsaved', () => {
  it('B7.16: says which appointment, visit or task changes, and whose clinic a booking is for', async () => {
    const { desk } = await opened();
    const clinic = '<UserName>ada</UserName><SiteName>Main Site</SiteName><ClinicType>GP Surgery</ClinicType>';
    const slot = '<Slot><SlotType>Routine</SlotType><DateTimeStart>2026-01-06T09:00:00</DateTimeStart><Duration>10</Duration></Slot>';
    const booking = `<Appointment><Clinic>${clinic}${slot}</Clinic></Appointment>`;
    const visit = '<Visit><DateTime>2026-01-07T10:00:00</DateTime><Duration>20</Duration><UserName>ada</UserName></Visit>';
    const task = '<Task><TaskType>Misc</TaskType><Due>2026-01-08T10:00:00</Due><Content>Ring back</Content></Task>';
    const made = await desk.ask('UpdatePatientRecord', `${identity}<NonClinical>${booking}${visit}${task}</NonClinical>`);
    const uid = (name: string) => `<${name}>${made?.xml.match(new RegExp(`<${name}>(\\w+)`))?.[1]}</${name}>`;
    await leave(
      desk,
      `<NonClinical><Appointment>${uid('AppointmentUID')}<Status>Arrived</Status></Appointment><Visit>${uid('VisitUID')}<Comments>Dog</Comments></Visit><Task>${uid('TaskUID')}<Status>Complete</Status></Task></NonClinical>`,
    );
    await leave(desk, `<NonClinical>${booking.replace('09:00:00', '09:10:00')}</NonClinical>`);
    const { changes } = await desk.server.perform('session.changes', {}, operator);
    const names = { UserName: 'ada', SiteName: 'Main Site', ClinicType: 'GP Surgery' };
    expect(changes.map(({ about }) => Object.fromEntries(about.map(({ name, value }) => [name, value])))).toEqual([
      { DateTimeStart: '2026-01-06T09:00:00', ...names, Status: 'Booked' },
      { DateTime: '2026-01-07T10:00:00', UserName: 'ada', Status: 'Booked' },
      { Content: 'Ring back', Due: '2026-01-08T10:00:00', Status: 'Not Started' },
      names,
    ]);
  });
});
