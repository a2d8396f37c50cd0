// Every unit of work is carried out twice, as where another of its group fails (docs/decisions/0012): nobody can tell.
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { all, run, type Store, sql } from '../../src/store/index.js';
import { type Desk, type Environment, type EnvironmentOptions, openEnvironment, operator, organisationId, requestOf } from '../support/environment.js';
import { digestOfTables } from '../support/table-digest.js';

const identity = '<Identity><NHSNumber>9990000018</NHSNumber></Identity>';
const attachment = '<Attachment><DocumentPath>/in/letter.txt</DocumentPath></Attachment>';
const event = `<Clinical><Event><Narrative><Line>x</Line></Narrative>${attachment}</Event></Clinical>`;
const task = '<Task><TaskType>Misc</TaskType><Content>Call back</Content></Task>';

const insertNothing = sql`INSERT INTO list_value (organisation_id, list, position, value) VALUES (?, 'none', 1, 'none')`;

/** Sends with each unit of work another that fails, so that both are carried out twice. */
function twice(store: Store): Store {
  return {
    ...store,
    write: (work) => {
      const done = store.write(work);
      const fails = store.write(function* () {
        yield* run(insertNothing, organisationId);
        throw new Error('fails');
      });
      fails.catch(() => undefined);
      return done;
    },
  };
}

const entries = sql`SELECT sequence, kind, user_name, application_id, function_name, request_uid, patient, outcome, error_code, deviations, repeats, linked, detail
  FROM audit_entry WHERE organisation_id = ? ORDER BY workstation_id, sequence`;

/** What people, clients and the tables can tell of a day's work, without what is drawn by chance. */
async function dayOf(options: EnvironmentOptions) {
  const environment = await openEnvironment(options);
  const desk = await environment.desk();
  desk.files.set('/in/letter.txt', Buffer.from('A letter.'));
  const replies = await work(environment, desk);
  await setImmediate();
  const { device: _, ...tables } = await digestOfTables(environment.store);
  return { replies, notices: desk.notices, tables, audit: await environment.store.read(() => all(entries, organisationId)), log: environment.logged() };
}

async function work({ clock }: Environment, desk: Desk): Promise<readonly (string | undefined)[]> {
  const replies: (string | undefined)[] = [];
  const first = await desk.send(requestOf('GetFunctions'));
  const deviceId = first?.deviceId ?? '';
  const ask = async (name: string, parameters = ''): Promise<void> => {
    const answer = await desk.send(requestOf(name, parameters, { deviceId }));
    replies.push(answer?.error ?? answer?.xml.replace(answer.deviceId, '').replace(/<ResponseUID>[^<]*/, ''));
    clock.advance(100);
  };
  await desk.server.perform('faults.set', { kind: 'error', function: 'GetFunctions', times: 1, code: 'Unexpected' }, operator);
  clock.advance(2_000);
  await ask('GetFunctions');
  await ask('GetFunctions');
  await ask('UpdatePatientRecord', `${identity}${event}`);
  await ask('LaunchFunctionality', `${identity}${attachment}`);
  clock.advance(2_000);
  await ask('LaunchFunctionality', `${identity}${task}`);
  await desk.server.perform('dialogs.answer', { id: 1, answer: 'accept' }, operator);
  clock.advance(2_000);
  await ask('UpdatePatientRecord', `${identity}${event}<NonClinical>${task}</NonClinical><LeaveRecordOpen/>`);
  await desk.server.perform('session.save', {}, operator);
  await ask('GetPatientRecord', identity);
  await ask('GetDocument', `${identity}<DocumentUID>1000000000000000</DocumentUID><WriteTo>/out</WriteTo>`);
  await ask('GetXSDFiles', '<WriteTo>/out</WriteTo>');
  await ask('PatientSearch', '<Surname>a</Surname>');
  await ask('ExitClient');
  await ask('ExitClient');
  return replies;
}

describe('units of work that are carried out twice', () => {
  it('give the same replies, notices, rows, entries and log as those that are carried out once; screens had been told twice', async () => {
    const settings = { approve: 'always', throttle: 'error' } as const;
    const once = await dayOf({ settings });
    expect(once.replies.map((reply) => (reply?.includes('<Response') ? 'success' : reply))).toEqual([
      'Unexpected',
      'Throttled',
      ...Array.from({ length: 7 }, () => 'success'),
      'ConstraintsMissing',
      'success',
      'NobodySignedIn',
    ]);
    expect(await dayOf({ settings, store: twice })).toEqual(once);
  });
});
