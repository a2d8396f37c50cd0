// Operations on the data as a whole that cannot be put on record: nothing is half done (B3.7).
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openEnvironment, operator } from '../support/environment.js';
import { digestOfTables } from '../support/table-digest.js';

const identity = '<Identity><NHSNumber>9990000018</NHSNumber></Identity>';
const event = `${identity}<Clinical><Event><Narrative><Line>x</Line></Narrative></Event></Clinical>`;

/** An environment with a snapshot and a change since; the audit refuses what is about the data as a whole from now on. */
async function withSnapshot() {
  const environment = await openEnvironment();
  const desk = await environment.desk();
  await desk.server.perform('data.snapshot', { name: 'before' }, operator);
  await desk.ask('UpdatePatientRecord', `${event}<LeaveRecordOpen/>`);
  await desk.server.perform('session.save', {}, operator);
  await desk.ask('UpdatePatientRecord', `${event}<LeaveRecordOpen/>`);
  const database = new Database(join(environment.folder, 'data.db'));
  database.exec("CREATE TRIGGER refuse BEFORE INSERT ON audit_entry WHEN NEW.kind = 'data' BEGIN SELECT RAISE(ABORT, 'refused'); END");
  database.close();
  return { environment, desk, before: await digestOfTables(environment.store) };
}

describe('what cannot be put on record', () => {
  it('B9.2: a restore changes nothing; it had replaced the data', async () => {
    const { before, desk, environment } = await withSnapshot();
    await expect(desk.server.perform('data.restore', { name: 'before' }, operator)).rejects.toThrow('refused');
    expect(await digestOfTables(environment.store)).toEqual(before);
    expect((await desk.ask('GetFunctions'))?.error).toBeUndefined();
  });

  it('B9.2: a snapshot leaves no file; it had stayed', async () => {
    const { desk, environment } = await withSnapshot();
    await expect(desk.server.perform('data.snapshot', { name: 'after' }, operator)).rejects.toThrow('refused');
    expect(readdirSync(join(environment.folder, 'snapshots'))).toEqual(['snapshot-before.db']);
  });

  it('B9.2: an import changes nothing; it had imported', async () => {
    const { before, desk, environment } = await withSnapshot();
    const document = { sites: [{ id: 'OWN', name: 'Our Own Site', telephone: '01632 960000', address: {} }] };
    await expect(desk.server.perform('data.import', { document }, operator)).rejects.toThrow('refused');
    expect(await digestOfTables(environment.store)).toEqual(before);
  });
});

describe('what was open in the data that was replaced', () => {
  it("B7.21: a dialog of the snapshot stands nowhere after a restore; it had stood in the next record that was opened, whoever's", async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    await desk.ask('LaunchFunctionality', `${identity}<Task><TaskType>Misc</TaskType><Content>Call back</Content></Task>`);
    await desk.server.perform('data.snapshot', { name: 'asked' }, operator);
    await desk.server.perform('session.close', {}, operator);
    await desk.server.perform('data.restore', { name: 'asked' }, operator);
    expect(await desk.server.perform('dialogs.list', {}, operator)).toEqual([]);
    const ended = (await environment.entries()).filter(({ kind }) => kind === 'dialog').map(({ detail }) => detail);
    expect(ended.at(-1)).toBe('The task dialog of Test application: dismissed, as the data was replaced.');
  });

  it("B9.2: a record is closed also at a workstation that is not connected; it had stayed open, and could be another patient's", async () => {
    const environment = await openEnvironment();
    const desk = await environment.desk();
    await desk.server.perform('data.snapshot', { name: 'before' }, operator);
    await (await environment.desk('desk-2')).server.perform('session.open', { nhsNumber: '9990000018' }, operator);
    const again = await environment.restart();
    await (await again.desk()).server.perform('data.restore', { name: 'before' }, operator);
    const [closed] = (await again.entries('desk-2')).filter(({ kind }) => kind === 'closeRecord');
    expect(closed).toMatchObject({ patient: '9990000018', detail: 'Closed by a change of the data.' });
  });
});
