import { childOf } from '@s1kit/contract';
import type { InputOf } from '@s1kit/link';
import { describe, expect, it } from 'vitest';
import { run, sql } from '../../src/store/index.js';
import { type Desk, openEnvironment, operator } from '../support/environment.js';
import { digestOfTables } from '../support/table-digest.js';

const first = '<Identity><NHSNumber>9990000018</NHSNumber></Identity>';
const second = '<Identity><NHSNumber>9990000026</NHSNumber></Identity>';
const note = '<Task><TaskType>Misc</TaskType><Content>Call back</Content></Task>';

async function open() {
  const environment = await openEnvironment();
  const desk = await environment.desk();
  // The first request of a device is the one that claims it.
  await desk.ask('GetFunctions');
  return { ...environment, desk1: desk };
}

const launch = (desk: Desk, content: string, identity = first) => desk.ask('LaunchFunctionality', `${identity}${content}`);
const list = (desk: Desk) => desk.server.perform('dialogs.list', {}, operator);
const answer = (
  desk: Desk,
  input: Omit<InputOf<'dialogs.answer'>, 'id'> & { readonly id?: number },
  actor: Parameters<Desk['server']['perform']>[2] = operator,
) => desk.server.perform('dialogs.answer', { id: 1, ...input }, actor);
const record = async (desk: Desk, part: 'Clinical' | 'NonClinical') => {
  const reply = await desk.ask('GetPatientRecord', first);
  return reply?.response && childOf(reply.response, part)?.children[0];
};

describe('LaunchFunctionality', () => {
  it('B7.21: opens a dialog, filled in, and replies at once; nothing is made before the user decides', async () => {
    const { desk1 } = await open();
    desk1.notices.length = 0;
    const reply = await launch(desk1, note);
    expect(reply?.xml).toContain('<Response/>');
    expect(desk1.notices.map(({ event }) => event)).toEqual(expect.arrayContaining(['record', 'dialog']));
    const shown = { id: 1, dialog: 'task', nhsNumber: '9990000018', application: 'Test application', openedAt: '2026-01-05T08:00:00.000Z' };
    expect(await list(desk1)).toEqual([{ ...shown, element: 'Task', content: { TaskType: 'Misc', Content: 'Call back' }, listed: null }]);
    expect((await desk1.server.perform('session.status', {}, operator)).record).toMatchObject({ nhsNumber: '9990000018', dialogs: [shown] });
    expect((await record(desk1, 'NonClinical'))?.children).toBeUndefined();
  });

  it.each([
    ['Medication', '<Medication><Drug Scheme="Multilex" ProductID="1234" /><Dose>one</Dose><Quantity>28</Quantity></Medication>', 'prescribing'],
    ['ClinicalCode', '<ClinicalCode><Code Scheme="CTV3" Code="XE0Uc" /></ClinicalCode>', 'coding'],
    ['Attachment', '<Attachment><URL>http://example.org/a</URL></Attachment>', 'attachment'],
    ['Letter', '<Letter><Direction>Outgoing</Direction></Letter>', 'letter'],
  ])("B7.21: a user's answer makes the entry as their own act: %s", async (kind, content, dialog) => {
    const { desk1, entries } = await open();
    await launch(desk1, content);
    expect((await list(desk1))[0]).toMatchObject({ dialog });
    const { made } = await answer(desk1, { answer: 'accept' });
    const event = await record(desk1, 'Clinical');
    const attributes = Object.fromEntries(event?.attributes ?? []);
    expect(attributes).toMatchObject({ UserName: 'ada', EventUID: made?.EventUID });
    expect(attributes.Software).toBeUndefined();
    expect(event?.children.map(({ name }) => name)).toEqual([kind]);
    expect(await list(desk1)).toEqual([]);
    const last = (await entries()).filter((entry) => entry.kind === 'dialog').at(-1);
    expect(last).toMatchObject({ user_name: 'ada', patient: '9990000018', detail: `The ${dialog} dialog of Test application: accepted.` });
  });

  it('B7.21: tells what the code lists call a code or a product, whatever the application calls it', async () => {
    const { desk1 } = await open();
    await launch(desk1, '<ClinicalCode><Code Scheme="CTV3" Code="XE0Uc" Term="Nothing to worry about" /></ClinicalCode>');
    await launch(desk1, '<ClinicalCode><Code Scheme="CTV3" Code="Zzzzz" Term="Of one\'s own" /></ClinicalCode>');
    await launch(desk1, '<Medication><Drug Scheme="Dmd" ProductID="39732011000001102" Name="Sugar" /></Medication>');
    expect((await list(desk1)).map(({ listed }) => listed)).toEqual(['Essential hypertension', null, 'Amlodipine 5mg tablets']);
  });

  it('B7.21: the user may change what was filled in, and it is judged like a request', async () => {
    const { desk1, store } = await open();
    await launch(desk1, '<Task><Content>Call back</Content></Task>');
    await expect(answer(desk1, { answer: 'accept' })).rejects.toMatchObject({ status: 409, message: expect.stringContaining('TaskType') });
    const before = await digestOfTables(store);
    for (const content of [
      { TaskType: 'Misc', Nothing: 'x' },
      { TaskType: 5 },
      { Content: 'x', Due: 'tomorrow' },
      { Status: 'Unheard of' },
      { Due: '2026-02-30T10:00:00' },
    ]) {
      await expect(answer(desk1, { answer: 'accept', content }), JSON.stringify(content)).rejects.toMatchObject({ status: 400 });
      expect(await digestOfTables(store)).toEqual(before);
    }
    const { made } = await answer(desk1, { answer: 'accept', content: { TaskType: 'Misc', Content: 'Call back tomorrow', Due: '2026-01-06T10:00:00' } });
    const task = await record(desk1, 'NonClinical');
    expect(task?.children.map(({ name, text }) => [name, text])).toEqual(
      expect.arrayContaining([
        ['TaskUID', String(made?.TaskUID)],
        ['Content', 'Call back tomorrow'],
        ['DateTime', '2026-01-06T10:00:00'],
      ]),
    );
  });

  it('B7.21: a dismissed dialog makes nothing and leaves nothing, but that it is on record', async () => {
    const { desk1, entries, store } = await open();
    await desk1.ask('GetPatientRecord', `${first}<LeaveRecordOpen/>`);
    const { counter: _, ...before } = await digestOfTables(store);
    desk1.files.set('/files/a.txt', Buffer.from('a'));
    await launch(desk1, '<Attachment><DocumentPath>/files/a.txt</DocumentPath></Attachment>');
    expect(await answer(desk1, { answer: 'dismiss' })).toEqual({ id: 1, answer: 'dismiss', made: null, unsaved: false });
    const { counter: __, ...after } = await digestOfTables(store);
    expect(after).toEqual(before);
    expect((await entries()).at(-1)).toMatchObject({ kind: 'dialog', detail: 'The attachment dialog of Test application: dismissed.' });
    for (const said of ['accept', 'dismiss'] as const) await expect(answer(desk1, { answer: said })).rejects.toMatchObject({ status: 404 });
  });

  it('B7.14, B7.21: the file of an attachment is read when the dialog opens, another one when the user names it', async () => {
    const { desk1 } = await open();
    desk1.files.set('/files/a.txt', Buffer.from('a'));
    desk1.files.set('/files/b.txt', Buffer.from('bb'));
    await launch(desk1, '<Attachment><DocumentPath>/files/a.txt</DocumentPath></Attachment>');
    await launch(desk1, '<Attachment><DocumentPath>/files/a.txt</DocumentPath></Attachment>');
    desk1.files.delete('/files/a.txt');
    await answer(desk1, { answer: 'accept' });
    expect((await record(desk1, 'Clinical'))?.children[0]?.children.map(({ text }) => text)).toEqual(expect.arrayContaining(['a.txt', '1 bytes']));
    await expect(answer(desk1, { id: 2, answer: 'accept', content: { DocumentPath: '/files/none' } })).rejects.toMatchObject({ status: 409 });
    const { made } = await answer(desk1, { id: 2, answer: 'accept', content: { DocumentPath: '/files/b.txt' } });
    const uid = String(made?.DocumentUID);
    const got = await desk1.ask('GetDocument', `${first}<DocumentUID>${uid}</DocumentUID><WriteTo>/out</WriteTo>`);
    expect(got?.xml).toContain('/out/b.txt');
  });

  it('B7.21: refuses what opens no dialog, several, or one that cannot be answered; nothing changes', async () => {
    const { desk1, store } = await open();
    await store.write(() => run(sql`UPDATE patient SET date_of_death = '2025-12-01' WHERE organisation_id = ? AND patient_id = 2`, 'test-practice'));
    desk1.files.set('/files/a.txt', Buffer.from('a'));
    const before = await digestOfTables(store);
    const medication = '<Medication><Drug Scheme="Multilex" ProductID="1234" /></Medication>';
    for (const [content, code, identity] of [
      ['', 'ValueInvalid', first],
      [`${medication}${note}`, 'ValueInvalid', first],
      [`<Attachment><DocumentPath>/files/a.txt</DocumentPath></Attachment>${note}`, 'ValueInvalid', first],
      ['<Attachment><DocumentPath>/files/none</DocumentPath></Attachment>', 'PathRefused', first],
      ['<Task><Due>0001-01-01T00:00:00</Due></Task>', 'ValueInvalid', first],
      [medication, 'PatientDeceased', second],
      [note, 'PatientUnknown', '<Identity><NHSNumber>9990000034</NHSNumber></Identity>'],
    ]) {
      expect([content, (await launch(desk1, content ?? '', identity))?.error]).toEqual([content, code]);
      expect(await digestOfTables(store)).toEqual(before);
    }
  });

  it("B7.21, B7.16: not while another patient's record has unsaved changes", async () => {
    const { desk1 } = await open();
    await desk1.ask('UpdatePatientRecord', `${second}<Clinical><Event><Narrative><Line>Note</Line></Narrative></Event></Clinical><LeaveRecordOpen/>`);
    const reply = await launch(desk1, note);
    expect([reply?.error, reply?.permanent]).toEqual(['RecordOpen', 'false']);
    expect(await list(desk1)).toEqual([]);
    expect((await launch(desk1, note, second))?.error).toBeUndefined();
    // Beside what is unsaved it is one of the unsaved changes: the user's own, without an application.
    const { made, unsaved } = await answer(desk1, { answer: 'accept' });
    expect([unsaved, made]).toEqual([true, expect.objectContaining({ TaskUID: [expect.any(String)] })]);
    const { changes } = await desk1.server.perform('session.changes', {}, operator);
    expect(changes.map(({ element, application, userName, uid }) => [element, application, userName, uid])).toEqual([
      ['Event', 'Test application', 'ada', expect.any(String)],
      ['Task', null, 'ada', String(made?.TaskUID)],
    ]);
    expect(await desk1.server.perform('session.save', {}, operator)).toMatchObject({ saved: 2, conflicts: [] });
  });

  it('B7.21: dialogs belong to the open record and its user: they go when it closes', async () => {
    const { desk1, entries, store } = await open();
    desk1.files.set('/files/a.txt', Buffer.from('a'));
    await launch(desk1, note);
    await launch(desk1, '<Letter><DocumentPath>/files/a.txt</DocumentPath></Letter>');
    await desk1.server.perform('session.signIn', { userName: 'rita' }, operator);
    expect(await list(desk1)).toEqual([]);
    expect((await entries()).filter(({ kind }) => kind === 'dialog')).toHaveLength(2);
    expect((await digestOfTables(store)).document_content).toContain('0 rows');
    expect((await launch(desk1, note))?.error).toBe('RightMissing');
  });

  it('B4.7: a dialog is answered by the user who is signed in there', async () => {
    const { desk1, desk } = await open();
    const other = await desk('desk-2');
    await launch(desk1, note);
    expect(await list(other)).toEqual([]);
    await expect(answer(other, { answer: 'accept' })).rejects.toMatchObject({ status: 404 });
    await expect(answer(desk1, { answer: 'accept' }, { kind: 'user', userName: 'rita' })).rejects.toMatchObject({ status: 403 });
    await expect(answer(desk1, { answer: 'accept' }, { kind: 'user', userName: 'ada' })).resolves.toMatchObject({ answer: 'accept' });
  });
});
