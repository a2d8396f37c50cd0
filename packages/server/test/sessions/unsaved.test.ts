// Changes that are left unsaved: kept, shown, saved, discarded, offered again, and compared with what others saved meanwhile.
import { childOf, type XmlNode } from '@s1kit/contract';
import type { OperationError, OutputOf } from '@s1kit/link';
import { describe, expect, it } from 'vitest';
import { all, first, sql } from '../../src/store/index.js';
import { type Answer, type Desk, type Environment, openEnvironment, operator, organisationId } from '../support/environment.js';
import { addClinic, addPatient } from '../support/rows.js';
import { digestOfTables } from '../support/table-digest.js';

const nhsNumber = '9990000018';
const other = '9990000026';
const here = { organisationId };

async function opened(): Promise<{ readonly environment: Environment; readonly desk: Desk }> {
  const environment = await openEnvironment();
  await environment.store.write(function* () {
    const slots = Array.from({ length: 6 }, () => ({ type: 'Routine', minutes: 10 }));
    yield* addClinic(here, {
      clinicId: 1,
      userName: 'ada',
      siteName: 'Main Site',
      clinicType: 'GP Surgery',
      pattern: { sessions: [{ weekday: 2, start: '09:00', slots }] },
    });
    yield* addPatient(here, { patientId: 3, nhsNumber: '9990000034' });
  });
  return { environment, desk: await environment.desk() };
}

const identityOf = (number: string): string => `<Identity><NHSNumber>${number}</NHSNumber></Identity>`;
const narrative = (line: string): string => `<Clinical><Event><Narrative><Line>${line}</Line></Narrative></Event></Clinical>`;
const booking =
  '<Appointment><Clinic><UserName>ada</UserName><SiteName>Main Site</SiteName><ClinicType>GP Surgery</ClinicType><Slot><SlotType>Routine</SlotType><DateTimeStart>2026-01-06T09:00:00</DateTimeStart><Duration>10</Duration></Slot></Clinic></Appointment>';
const newTask = '<Task><TaskType>Misc</TaskType><Content>Ring back</Content></Task>';

const update = (desk: Desk, parts: string, number = nhsNumber): Promise<Answer | undefined> => desk.ask('UpdatePatientRecord', identityOf(number) + parts);
const leave = (desk: Desk, parts: string, number = nhsNumber): Promise<Answer | undefined> => update(desk, `${parts}<LeaveRecordOpen/>`, number);
const record = (desk: Desk, number = nhsNumber): Promise<Answer | undefined> => desk.ask('GetPatientRecord', identityOf(number));
const changes = (desk: Desk): Promise<OutputOf<'session.changes'>> => desk.server.perform('session.changes', {}, operator);
const save = (desk: Desk, input: { changes?: string[]; except?: string[] } = {}) => desk.server.perform('session.save', input, operator);
const discard = (desk: Desk, input: { changes?: string[]; except?: string[] } = {}) => desk.server.perform('session.discard', input, operator);
const resolve = (desk: Desk, choice: 'mine' | 'theirs', conflicts?: string[]) =>
  desk.server.perform('session.resolve', { choice, ...(conflicts === undefined ? {} : { conflicts }) }, operator);
const statusOf = (failing: Promise<unknown>): Promise<number> =>
  failing.then(
    () => 0,
    (failure: OperationError) => failure.status,
  );

function within(node: XmlNode | undefined, ...names: readonly string[]): XmlNode | undefined {
  return names.reduce<XmlNode | undefined>((at, name) => at && childOf(at, name), node);
}
const textOf = (answer: Answer | undefined, ...names: readonly string[]): string | undefined => within(answer?.response, ...names)?.text;
const mobile = (text: string): string => `<Demographics><MobileTelephone>${text}</MobileTelephone></Demographics>`;
const freeStarts = async (desk: Desk): Promise<number> => (await desk.ask('GetAppointmentSlots'))?.xml.match(/<DateTimeStart>2026-01-06/g)?.length ?? 0;

describe('a change that is left unsaved', () => {
  it('B7.16: is kept outside the record, which opens; its identifiers are in the reply, and reads give saved data only', async () => {
    const { environment, desk } = await opened();
    const before = (await record(desk))?.xml;
    const answer = await leave(desk, `${mobile('07700 900123') + narrative('Unsaved')}<NonClinical>${booking}${newTask}</NonClinical>`);
    expect(answer?.error).toBeUndefined();
    expect(textOf(answer, 'RecordState')).toBe('Open');
    for (const name of ['EventUID', 'AppointmentUID', 'TaskUID']) expect(textOf(answer, name)).toMatch(/^[0-9a-f]{16}$/);
    const read = (await record(desk))?.xml ?? '';
    expect(read).not.toContain('Unsaved');
    expect(read.replace('Open', 'Closed').replace(/<ResponseUID>[^<]*/, '')).toBe(before?.replace(/<ResponseUID>[^<]*/, ''));
    const shown = await changes(desk);
    expect(shown.nhsNumber).toBe(nhsNumber);
    expect(shown.changes.map(({ element, isNew }) => [element, isNew])).toEqual([
      ['Demographics', false],
      ['Event', true],
      ['Appointment', true],
      ['Task', true],
    ]);
    expect(shown.changes[0]?.fields).toEqual([{ name: 'MobileTelephone', before: null, after: '07700 900123' }]);
    expect(shown.changes[1]?.items).toEqual([{ kind: 'Narrative', value: { Line: ['Unsaved'] } }]);
    expect(shown.changes.map(({ uid }) => uid)).toEqual([null, textOf(answer, 'EventUID'), textOf(answer, 'AppointmentUID'), textOf(answer, 'TaskUID')]);
    expect((await desk.server.perform('session.status', {}, operator)).record).toMatchObject({ nhsNumber, unsaved: 4 });
    expect(desk.notices).toContainEqual({ event: 'record' });
    expect(await environment.messages()).toHaveLength(3);
  });

  it('B7.16: its identifiers are valid once it is saved, and not before', async () => {
    const { desk } = await opened();
    const uid = textOf(await leave(desk, `<NonClinical>${newTask}</NonClinical>`), 'TaskUID') ?? '';
    const finish = `<NonClinical><Task><TaskUID>${uid}</TaskUID><Status>Complete</Status></Task></NonClinical>`;
    expect((await leave(desk, finish))?.error).toBe('ValueUnknown');
    expect(await save(desk)).toMatchObject({ saved: 1, conflicts: [], left: { changes: [] } });
    const read = await record(desk);
    expect(textOf(read, 'NonClinical', 'Task', 'TaskUID')).toBe(uid);
  });

  it('B7.16: what is saved is in the record as if it had been saved at once, by its application and user', async () => {
    const { environment, desk } = await opened();
    await leave(desk, narrative('Saved later') + mobile('07700 900123'));
    await save(desk);
    const read = await record(desk);
    expect(textOf(read, 'Clinical', 'Event', 'Narrative', 'Line')).toBe('Saved later');
    expect(textOf(read, 'Demographics', 'MobileTelephone')).toBe('07700 900123');
    const row = await environment.store.read(() =>
      first<{ application_id: string; user_name: string }>(sql`SELECT application_id, user_name FROM event WHERE organisation_id = ?`, organisationId),
    );
    expect(row).toEqual({ application_id: 'app', user_name: 'ada' });
    expect((await environment.entries()).at(-2)).toMatchObject({
      kind: 'saveChanges',
      patient: nhsNumber,
      user_name: 'ada',
      detail: '2 changes saved by operator, 0 left unsaved.',
    });
  });

  it('B7.16: can be saved partly; what is left out stays unsaved', async () => {
    const { desk } = await opened();
    await leave(desk, mobile('07700 900123') + narrative('Left out'));
    const [, event] = (await changes(desk)).changes;
    const done = await save(desk, { except: [event?.id ?? ''] });
    expect(done.saved).toBe(1);
    expect(done.left.changes.map(({ id }) => id)).toEqual([event?.id]);
    const read = await record(desk);
    expect(textOf(read, 'Demographics', 'MobileTelephone')).toBe('07700 900123');
    expect(read?.xml).not.toContain('Left out');
    expect(await statusOf(save(desk, { changes: ['4711'] }))).toBe(404);
    expect((await save(desk, { changes: [event?.id ?? ''] })).saved).toBe(1);
    expect((await record(desk))?.xml).toContain('Left out');
  });

  it('B7.16: holds its slots until it is discarded, and then changes nothing', async () => {
    const { environment, desk } = await opened();
    await desk.ask('GetFunctions');
    await desk.server.perform('session.open', { nhsNumber }, operator);
    const before = await digestOfTables(environment.store);
    const [free, uid] = [await freeStarts(desk), textOf(await leave(desk, `<NonClinical>${booking}</NonClinical>`), 'AppointmentUID')];
    expect(uid).toBeDefined();
    expect(await freeStarts(desk)).toBe(free - 1);
    expect((await update(desk, `<NonClinical>${booking}</NonClinical>`, other))?.error).toBe('SlotUnavailable');
    expect((await discard(desk)).discarded).toBe(1);
    expect(await freeStarts(desk)).toBe(free);
    const { counter: _before, ...rows } = before;
    const { counter: _after, ...rowsAfter } = await digestOfTables(environment.store);
    expect(rowsAfter).toEqual(rows);
    expect((await environment.entries()).filter(({ kind }) => kind === 'discardChanges')).toHaveLength(1);
    expect((await update(desk, `<NonClinical>${booking}</NonClinical>`, other))?.error).toBeUndefined();
  });

  it('B7.16: a booking keeps its slot when it is saved, and has the identifier that was told', async () => {
    const { desk } = await opened();
    const uid = textOf(await leave(desk, `<NonClinical>${booking}</NonClinical>`), 'AppointmentUID');
    await save(desk);
    expect(textOf(await record(desk), 'NonClinical', 'Appointment', 'AppointmentUID')).toBe(uid);
    expect((await update(desk, `<NonClinical>${booking}</NonClinical>`, other))?.error).toBe('SlotUnavailable');
  });

  it('B7.16, B7.13: of many desktops that want to hold one slot, one does', async () => {
    const { environment } = await opened();
    const desks = await Promise.all(Array.from({ length: 8 }, (_, index) => environment.desk(`desk-${index}`)));
    for (const desk of desks) await desk.approved();
    const answers = await Promise.all(desks.map((desk) => leave(desk, `<NonClinical>${booking}</NonClinical>`)));
    expect(answers.map((answer) => answer?.error ?? 'held').sort()).toEqual([...Array.from({ length: 7 }, () => 'SlotUnavailable'), 'held']);
    const counts = await Promise.all(desks.map(async (desk) => (await changes(desk)).changes.length));
    expect(counts.reduce((sum, count) => sum + count)).toBe(1);
    const saved = await Promise.all(desks.map((desk) => save(desk)));
    expect(saved.reduce((sum, { saved: count }) => sum + count, 0)).toBe(1);
  });

  it('B7.16, B7.14: a document is kept with it, and goes with it', async () => {
    const { environment, desk } = await opened();
    desk.files.set('/files/letter.txt', Buffer.from('Dear colleague'));
    const attachment = '<Clinical><Event><Attachment><DocumentPath>/files/letter.txt</DocumentPath></Attachment></Event></Clinical>';
    const contents = () => environment.store.read(() => all(sql`SELECT content_hash FROM document_content WHERE organisation_id = ?`, organisationId));
    const claims = () => environment.store.read(() => all(sql`SELECT holder FROM content_claim WHERE organisation_id = ?`, organisationId));
    expect((await leave(desk, attachment))?.error).toBeUndefined();
    expect([(await contents()).length, (await claims()).length]).toEqual([1, 1]);
    await discard(desk);
    expect([(await contents()).length, (await claims()).length]).toEqual([0, 0]);

    const uid = textOf(await leave(desk, attachment), 'DocumentUID') ?? '';
    const get = () => desk.ask('GetDocument', `${identityOf(nhsNumber)}<DocumentUID>${uid}</DocumentUID><WriteTo>/files/out</WriteTo>`);
    expect((await get())?.error).toBe('ValueUnknown');
    await save(desk);
    expect([(await contents()).length, (await claims()).length]).toEqual([1, 0]);
    expect((await get())?.error).toBeUndefined();
  });

  it('B7.16: a request that is refused leaves every row as it was, and opens nothing', async () => {
    const { environment, desk } = await opened();
    await desk.ask('GetFunctions');
    const before = await digestOfTables(environment.store);
    const elsewhere = booking.replace('09:00', '08:30');
    expect((await leave(desk, `${mobile('1')}<NonClinical>${elsewhere}</NonClinical>`))?.error).toBe('SlotUnavailable');
    expect(await digestOfTables(environment.store)).toEqual(before);
  });

  it('B7.16: what is the same already opens the record and leaves nothing unsaved', async () => {
    const { desk } = await opened();
    const answer = await leave(desk, '<Demographics><Surname>Patient</Surname></Demographics>');
    expect(textOf(answer, 'RecordState')).toBe('Open');
    expect((await changes(desk)).changes).toEqual([]);
  });
});

describe('while changes are unsaved', () => {
  it('B7.16: no other record opens on that desktop, by an update, a read or a user', async () => {
    const { environment, desk } = await opened();
    await leave(desk, narrative('Unsaved'));
    const before = await digestOfTables(environment.store);
    for (const answer of [await leave(desk, mobile('1'), other), await desk.ask('GetPatientRecord', `${identityOf(other)}<LeaveRecordOpen/>`)]) {
      expect([answer?.error, answer?.permanent]).toEqual(['RecordOpen', 'false']);
    }
    expect(await statusOf(desk.server.perform('session.open', { nhsNumber: other }, operator))).toBe(409);
    expect(await statusOf(desk.server.perform('session.close', {}, operator))).toBe(409);
    expect(await digestOfTables(environment.store)).toEqual(before);
    expect((await desk.ask('GetPatientRecord', `${identityOf(nhsNumber)}<LeaveRecordOpen/>`))?.error).toBeUndefined();
  });

  it('B7.16: an update of that patient without LeaveRecordOpen fails from that desktop, and from no other', async () => {
    const { environment, desk } = await opened();
    await leave(desk, narrative('Unsaved'));
    const refused = await update(desk, mobile('07700 900123'));
    expect([refused?.error, refused?.permanent]).toEqual(['RecordOpen', 'false']);
    expect((await update(desk, mobile('07700 900123'), other))?.error).toBeUndefined();
    const second = await environment.desk('desk-2');
    expect((await update(second, mobile('07700 900123')))?.error).toBeUndefined();
    expect((await leave(second, mobile('07700 900124')))?.error).toBeUndefined();
    await discard(desk);
    expect((await update(desk, mobile('07700 900125')))?.error).toBeUndefined();
  });

  it('B7.16: more changes of that patient can be left, and are saved in their order', async () => {
    const { desk } = await opened();
    await leave(desk, mobile('07700 900001'));
    await leave(desk, mobile('07700 900002'));
    expect((await changes(desk)).changes).toHaveLength(2);
    expect((await save(desk)).saved).toBe(2);
    expect(textOf(await record(desk), 'Demographics', 'MobileTelephone')).toBe('07700 900002');
  });

  it('B7.16: what the user has saved themselves is no conflict for what they saved later', async () => {
    const { desk } = await opened();
    await leave(desk, mobile('07700 900001'));
    await leave(desk, mobile('07700 900002'));
    const [one] = (await changes(desk)).changes;
    expect((await save(desk, { changes: [one?.id ?? ''] })).left.conflicts).toEqual([]);
    expect((await save(desk)).saved).toBe(1);
    expect(textOf(await record(desk), 'Demographics', 'MobileTelephone')).toBe('07700 900002');
  });

  it('B7.23: ExitClient signs the user out, and fails while changes are unsaved', async () => {
    const { environment, desk } = await opened();
    await leave(desk, narrative('Unsaved'));
    const before = await digestOfTables(environment.store);
    const refused = await desk.ask('ExitClient');
    expect([refused?.error, refused?.permanent]).toEqual(['RecordOpen', 'false']);
    expect(await statusOf(desk.server.perform('session.signOut', {}, operator))).toBe(409);
    expect(await statusOf(desk.server.perform('session.signIn', { userName: 'rita' }, operator))).toBe(409);
    expect(await digestOfTables(environment.store)).toEqual(before);
    await save(desk);
    expect((await desk.ask('ExitClient'))?.error).toBeUndefined();
    expect(desk.notices).toContainEqual({ event: 'session' });
    expect((await desk.server.perform('session.status', {}, operator)).user).toBeNull();
    expect((await desk.ask('GetFunctions'))?.error).toBe('NobodySignedIn');
  });

  it('B7.16: after a restart they are there, with the open record and the held slots', async () => {
    const { environment, desk } = await opened();
    await leave(desk, `${narrative('Survives')}<NonClinical>${booking}</NonClinical>`);
    const before = await changes(desk);
    const again = await environment.restart();
    // As a desktop connects, without signing anybody in anew.
    const door = await again.server.workstation('desk-1', 'Desk desk-1', desk.door);
    expect(await door.perform('session.changes', {}, operator)).toEqual(before);
    expect((await door.perform('session.status', {}, operator)).record).toMatchObject({ nhsNumber, unsaved: 2 });
    expect((await door.perform('session.save', {}, operator)).saved).toBe(2);
    expect((await record(await again.desk('desk-2')))?.xml).toContain('Survives');
  });

  it('B4.7: whoever may not make an entry may not save it, and sees no clinical content', async () => {
    const { desk } = await opened();
    await leave(desk, mobile('07700 900123') + narrative('Not for the desk'));
    // Nobody else signs in beside unsaved changes, but who is signed in may get another role.
    await desk.server.perform('staff.setRole', { userName: 'ada', seen: 'clinician', role: 'receptionist' }, operator);
    const ada = { kind: 'user', userName: 'ada' } as const;
    const shown = await desk.server.perform('session.changes', {}, ada);
    expect(JSON.stringify(shown)).not.toContain('Not for the desk');
    expect(await statusOf(desk.server.perform('session.save', {}, ada))).toBe(403);
    expect((await desk.server.perform('session.save', { changes: [shown.changes[0]?.id ?? ''] }, ada)).saved).toBe(1);
    const iris = { kind: 'user', userName: 'iris' } as const;
    expect(await statusOf(desk.server.perform('session.changes', {}, iris))).toBe(403);
  });
});

describe('when others have saved meanwhile', () => {
  it('B7.16: saving asks about what both changed, field by field, and saves nothing until that is decided', async () => {
    const { environment, desk } = await opened();
    const second = await environment.desk('desk-2');
    await leave(
      desk,
      '<Demographics><MobileTelephone>07700 900001</MobileTelephone><HomeTelephone>01632 960001</HomeTelephone><Title>Dr</Title></Demographics>',
    );
    await leave(desk, narrative('Never a conflict'));
    await update(
      second,
      '<Demographics><MobileTelephone>07700 900002</MobileTelephone><WorkTelephone>01632 960002</WorkTelephone><Title>Dr</Title></Demographics>',
    );
    const before = await digestOfTables(environment.store);
    const asked = await save(desk);
    expect(asked.saved).toBe(0);
    expect(asked.conflicts).toMatchObject([
      {
        element: 'Demographics',
        field: 'MobileTelephone',
        reason: 'changed',
        before: null,
        mine: '07700 900001',
        theirs: '07700 900002',
        choices: ['mine', 'theirs'],
        savedBy: { userName: 'ada', application: 'Test application', at: '2026-01-05T08:00:00.000Z' },
      },
    ]);
    expect(await digestOfTables(environment.store)).toEqual(before);
    expect((await resolve(desk, 'mine')).conflicts).toEqual([]);
    expect((await save(desk)).saved).toBe(2);
    const read = await record(desk);
    expect(textOf(read, 'Demographics', 'MobileTelephone')).toBe('07700 900001');
    expect(textOf(read, 'Demographics', 'HomeTelephone')).toBe('01632 960001');
    expect(textOf(read, 'Demographics', 'WorkTelephone')).toBe('01632 960002');
    expect(read?.xml).toContain('Never a conflict');
    expect((await environment.entries()).filter(({ kind }) => kind === 'resolveConflicts')).toHaveLength(1);
  });

  it('B7.16: deciding for theirs leaves that part alone', async () => {
    const { environment, desk } = await opened();
    const second = await environment.desk('desk-2');
    await leave(desk, '<Demographics><MobileTelephone>07700 900001</MobileTelephone><HomeTelephone>01632 960001</HomeTelephone></Demographics>');
    await update(second, mobile('07700 900002'));
    const left = await resolve(desk, 'theirs');
    expect(left.changes[0]?.fields.map(({ name }) => name)).toEqual(['HomeTelephone']);
    await save(desk);
    const read = await record(desk);
    expect(textOf(read, 'Demographics', 'MobileTelephone')).toBe('07700 900002');
    expect(textOf(read, 'Demographics', 'HomeTelephone')).toBe('01632 960001');
  });

  it.each(['ended', 'gone'] as const)(
    'B7.16, B7.18: deciding for theirs about a problem that is %s meanwhile; what it was: the entry said all the same that it ended it',
    async (reason) => {
      const { environment, desk } = await opened();
      const second = await environment.desk('desk-2');
      const coded = (rest: string) => `<Clinical><Event><ClinicalCode><Code Scheme="CTV3" Code="XE0Uc" />${rest}</ClinicalCode></Event></Clinical>`;
      const made = await update(second, coded('<ProblemSeverity>Major</ProblemSeverity>'));
      const [problem = '', event = ''] = [textOf(made, 'ProblemUID'), textOf(made, 'EventUID')];
      const ending = (day: string) => coded(`<ProblemEndDate>${day}</ProblemEndDate><LinkedProblemUID>${problem}</LinkedProblemUID>`);
      const mine = textOf(await leave(desk, ending('2026-01-05')), 'EventUID') ?? '';
      const remove = (uid: string) => second.ask('DeleteFromPatientRecord', `${identityOf(nhsNumber)}<Reason>Mistake</Reason><EventUID>${uid}</EventUID>`);
      expect((reason === 'ended' ? await update(second, ending('2026-01-06')) : await remove(event))?.error).toBeUndefined();
      expect((await save(desk)).conflicts).toMatchObject([{ reason, choices: ['theirs'] }]);
      await resolve(desk, 'theirs');
      expect((await save(desk)).saved).toBe(1);
      const ends = async () => (await record(desk))?.xml.match(/<ProblemEndDate>[^<]*/g) ?? [];
      const both = ['<ProblemEndDate>2026-01-06', '<ProblemEndDate>2026-01-06'];
      expect(await ends()).toEqual(reason === 'ended' ? both : []);
      expect((await remove(mine))?.error).toBeUndefined();
      // The problem stays ended by whoever ended it.
      expect(await ends()).toEqual(reason === 'ended' ? both : []);
    },
  );

  it('B7.16: what changes again while the user decides is asked about again', async () => {
    const { environment, desk } = await opened();
    const second = await environment.desk('desk-2');
    await leave(desk, mobile('07700 900001'));
    await update(second, mobile('07700 900002'));
    const [seen] = (await save(desk)).conflicts;
    await update(second, mobile('07700 900003'));
    expect(await statusOf(resolve(desk, 'mine', [seen?.id ?? '']))).toBe(404);
    const [now] = (await changes(desk)).conflicts;
    await resolve(desk, 'mine', [now?.id ?? '']);
    await update(second, mobile('07700 900004'));
    expect((await save(desk)).conflicts).toMatchObject([{ theirs: '07700 900004' }]);
  });

  it('B7.16: an appointment, visit or task that both changed; one that was cancelled or deleted can only give way', async () => {
    const { environment, desk } = await opened();
    const second = await environment.desk('desk-2');
    const made = await update(desk, `<NonClinical>${booking}<Visit><Duration>10</Duration></Visit>${newTask}</NonClinical>`);
    const [appointment, visit, task] = ['AppointmentUID', 'VisitUID', 'TaskUID'].map((name) => `<${name}>${textOf(made, name)}</${name}>`);
    const both = (status: string, comments: string): string =>
      `<NonClinical><Appointment>${appointment}<Status>${status}</Status></Appointment><Visit>${visit}<Comments>${comments}</Comments></Visit><Task>${task}<Content>${comments}</Content></Task></NonClinical>`;
    expect((await leave(desk, both('Arrived', 'Mine')))?.error).toBeUndefined();
    expect((await update(second, both('Cancelled', 'Theirs')))?.error).toBeUndefined();
    const { conflicts } = await changes(desk);
    expect(conflicts.map(({ element, field, reason, choices, savedBy }) => [element, field, reason, choices.length, savedBy?.at])).toEqual([
      ['Appointment', 'Status', 'cancelled', 1, '2026-01-05T08:00:00.000Z'],
      ['Visit', 'Comments', 'changed', 2, '2026-01-05T08:00:00.000Z'],
      ['Task', 'Content', 'changed', 2, '2026-01-05T08:00:00.000Z'],
    ]);
    expect(await statusOf(resolve(desk, 'mine'))).toBe(409);
    environment.clock.advance(60_000);
    await desk.ask('DeleteFromPatientRecord', `${identityOf(nhsNumber)}<Reason>Wrong patient</Reason><TaskUID>${textOf(made, 'TaskUID')}</TaskUID>`);
    expect((await changes(desk)).conflicts[2]).toMatchObject({
      element: 'Task',
      field: null,
      reason: 'gone',
      choices: ['theirs'],
      savedBy: { at: '2026-01-05T08:01:00.000Z' },
    });
    const left = await resolve(desk, 'theirs');
    expect(left).toMatchObject({ changes: [], conflicts: [] });
  });

  it('B7.16: where nobody saved anything, nothing is asked', async () => {
    const { desk } = await opened();
    await leave(desk, mobile('07700 900001'));
    expect((await changes(desk)).conflicts).toEqual([]);
    expect((await save(desk)).saved).toBe(1);
  });
});

describe('the selection', () => {
  it('B7.5: GetCurrentSelection gives what is selected in the open record, and nothing once that is closed', async () => {
    const { desk } = await opened();
    const made = await update(desk, '<Clinical><Event><Narrative><Line>One</Line></Narrative><Narrative><Line>Two</Line></Narrative></Event></Clinical>');
    const uid = textOf(made, 'EventUID') ?? '';
    const select = (items: string[]) => desk.server.perform('session.select', { items }, operator);
    expect(await statusOf(select([uid]))).toBe(409);
    await desk.server.perform('session.open', { nhsNumber }, operator);
    expect((await select([`${uid}/2`])).record?.selected).toEqual([`${uid}/2`]);
    const item = await desk.ask('GetCurrentSelection');
    expect(item?.xml.match(/<Line>/g)).toHaveLength(1);
    expect(textOf(item, 'Clinical', 'Event', 'Narrative', 'Line')).toBe('Two');
    await select([uid]);
    expect((await desk.ask('GetCurrentSelection'))?.xml.match(/<Line>/g)).toHaveLength(2);
    expect(await statusOf(select([`${uid}/3`]))).toBe(404);
    expect(await statusOf(select(['ffff000000000000']))).toBe(404);
    await desk.server.perform('session.close', {}, operator);
    await desk.server.perform('session.open', { nhsNumber }, operator);
    expect(textOf(await desk.ask('GetCurrentSelection'), 'Clinical')).toBeUndefined();
  });

  it('what was a refusal of everything: what was selected and has been deleted since does not stand in the way of selecting more', async () => {
    const { desk } = await opened();
    const write = async (line: string) =>
      textOf(await update(desk, `<Clinical><Event><Narrative><Line>${line}</Line></Narrative></Event></Clinical>`), 'EventUID') ?? '';
    const [gone, kept] = [await write('Gone'), await write('Kept')];
    const select = (items: string[]) => desk.server.perform('session.select', { items }, operator);
    await desk.server.perform('session.open', { nhsNumber }, operator);
    await select([gone]);
    const identity = `<Identity><NHSNumber>${nhsNumber}</NHSNumber></Identity>`;
    expect((await desk.ask('DeleteFromPatientRecord', `${identity}<Reason>By mistake</Reason><EventUID>${gone}</EventUID>`))?.error).toBeUndefined();
    expect((await select([gone, `${kept}/1`])).record?.selected).toEqual([`${kept}/1`]);
    expect(await statusOf(select([gone]))).toBe(404);
  });

  it('what is unknown cannot be opened', async () => {
    const { desk } = await opened();
    expect(await statusOf(desk.server.perform('session.open', { nhsNumber: '9990000069' }, operator))).toBe(404);
    await desk.server.perform('session.signOut', {}, operator);
    expect(await statusOf(desk.server.perform('session.open', { nhsNumber }, operator))).toBe(409);
  });
});

describe('data that is replaced as a whole', () => {
  it('what was unsaved is discarded when a snapshot is restored, and stays when patients are added', async () => {
    const { environment, desk } = await opened();
    await leave(desk, narrative('Unsaved'));
    await desk.server.perform('data.snapshot', { name: 'before' }, operator);
    await desk.server.perform('data.restore', { name: 'before' }, operator);
    expect((await changes(desk)).changes).toEqual([]);
    expect((await desk.server.perform('session.status', {}, operator)).record).toBeNull();
    const rows = await environment.store.read(() => all(sql`SELECT change_id FROM unsaved_change WHERE organisation_id = ?`, organisationId));
    expect(rows).toEqual([]);
  });
});
