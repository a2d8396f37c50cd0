// Who may write and delete, through the whole way of a request: the function's own right is judged before its schema, that of the content after it.
import { describe, expect, it } from 'vitest';
import { signIn } from '../../src/sessions/index.js';
import { openEnvironment, organisationId } from '../support/environment.js';
import { digestOfTables } from '../support/table-digest.js';

const identity = '<Identity><NHSNumber>9990000018</NHSNumber></Identity>';
const narrative = `${identity}<Clinical><Event><Narrative><Line>x</Line></Narrative></Event></Clinical>`;
const title = `${identity}<Demographics><Title>Dr</Title></Demographics>`;
const deletion = (uid: string) => `${identity}<Reason>Mistake</Reason><EventUID>${uid}</EventUID>`;

async function practiceWithEntry() {
  const environment = await openEnvironment();
  const desk = await environment.desk();
  const written = await desk.ask('UpdatePatientRecord', narrative);
  return { environment, desk, uid: written?.response?.children.find(({ name }) => name === 'EventUID')?.text ?? '' };
}

describe('rights', () => {
  it.each([
    ['rita', 'none', 'RightMissing', 'RightMissing'],
    ['alan', 'none', 'RightMissing', 'RightMissing'],
    ['iris', 'RightMissing', 'RightMissing', 'RightMissing'],
    ['ada', 'none', 'none', 'none'],
  ])('B4.7: %s changes demographics: %s, writes clinical entries: %s, deletes: %s', async (userName, demographics, clinical, deletes) => {
    const { environment, desk, uid } = await practiceWithEntry();
    await environment.store.write(() => signIn({ organisationId, workstationId: 'desk-1' }, userName, 'For a test.', environment.clock.now()));
    const before = await digestOfTables(environment.store);
    expect((await desk.ask('DeleteFromPatientRecord', deletion(uid)))?.error ?? 'none').toBe(deletes);
    expect((await desk.ask('UpdatePatientRecord', narrative))?.error ?? 'none').toBe(clinical);
    if (clinical !== 'none') expect(await digestOfTables(environment.store)).toEqual(before);
    expect((await desk.ask('UpdatePatientRecord', title))?.error ?? 'none').toBe(demographics);
  });

  it('B7.10, B7.15: an EventUID in an update is a schema error; 0001-01-01 is not, but refused', async () => {
    const { environment, desk, uid } = await practiceWithEntry();
    const before = await digestOfTables(environment.store);
    const withUid = narrative.replace('<Event>', `<Event EventUID="${uid}">`);
    expect(await desk.ask('UpdatePatientRecord', withUid)).toMatchObject({ error: 'SchemaInvalid', permanent: 'true' });
    const unset = narrative.replace('<Event>', '<Event DateTime="0001-01-01T00:00:00">');
    expect(await desk.ask('UpdatePatientRecord', unset)).toMatchObject({ error: 'ValueInvalid', permanent: 'true' });
    expect(await digestOfTables(environment.store)).toEqual(before);
  });
});
