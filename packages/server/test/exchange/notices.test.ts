// What the screens of other workstations hear of a request.
import { expect, it } from 'vitest';
import { openEnvironment, organisationId } from '../support/environment.js';
import { addList } from '../support/rows.js';

const task = (type: string) =>
  `<Identity><NHSNumber>9990000018</NHSNumber></Identity><NonClinical><Task><TaskType>${type}</TaskType><Content>Ring back</Content></Task></NonClinical>`;
const deletion = (uid: string) => `<Identity><NHSNumber>9990000018</NHSNumber></Identity><Reason>Entered twice</Reason><TaskUID>${uid}</TaskUID>`;

it('what an application writes or deletes is told to the screens of every workstation, which it was not; what is refused to none', async () => {
  const environment = await openEnvironment();
  const desk = await environment.desk('desk-1');
  const other = await environment.desk('desk-2');
  await environment.store.write(() => addList({ organisationId }, 'taskTypes', ['Misc']));
  await desk.approved();
  const told = () =>
    [desk, other].map(({ notices }) =>
      notices
        .splice(0)
        .filter(({ event }) => event !== 'message')
        .map(({ event }) => event),
    );
  told();

  const written = await desk.ask('UpdatePatientRecord', task('Misc'));
  expect(written?.error).toBeUndefined();
  expect(told()).toEqual([['record'], ['record']]);

  expect((await desk.ask('UpdatePatientRecord', task('Nonsense')))?.error).toBe('SchemaInvalid');
  expect(told()).toEqual([[], []]);

  const uid = written?.response?.children.find(({ name }) => name === 'TaskUID')?.text ?? '';
  expect((await desk.ask('DeleteFromPatientRecord', deletion(uid)))?.error).toBeUndefined();
  expect(told()).toEqual([['record'], ['record']]);
});
