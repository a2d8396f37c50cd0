// What requests kept outside their unit of work when the disk failed.
import { describe, expect, it } from 'vitest';
import { all, first, type Store, sql } from '../../src/store/index.js';
import { openEnvironment, organisationId } from '../support/environment.js';

const attachment =
  '<Identity><NHSNumber>9990000018</NHSNumber></Identity><Clinical><Event><Attachment><DocumentPath>/in/letter.txt</DocumentPath></Attachment></Event></Clinical>';
const claims = sql`SELECT holder FROM content_claim WHERE organisation_id = ?`;
const contents = sql`SELECT COUNT(*) AS count FROM document_content WHERE organisation_id = ?`;

/** An environment whose store fails from so many writes on. */
async function failing() {
  let working = Number.POSITIVE_INFINITY;
  const environment = await openEnvironment({
    store: (store: Store): Store => ({
      ...store,
      write: (work) => (working-- > 0 ? store.write(work) : Promise.reject(Object.assign(new Error('I/O error'), { code: 'SQLITE_IOERR' }))),
    }),
  });
  const desk = await environment.desk();
  await desk.approved();
  desk.files.set('/in/letter.txt', Buffer.from('A letter.'));
  const kept = async () => [
    (await environment.store.read(() => all(claims, organisationId))).length,
    (await environment.store.read(() => first<{ count: number }>(contents, organisationId)))?.count,
  ];
  const fail = (after: number): void => {
    working = after;
  };
  return { desk, kept, fail, heal: () => fail(Number.POSITIVE_INFINITY) };
}

describe('what a request has kept', () => {
  it('B3.7: is dropped once the disk works again; it stayed until the next start', async () => {
    const { desk, fail, heal, kept } = await failing();
    // Checked, its file kept; then nothing can be written any more, and what was kept cannot be dropped.
    fail(2);
    expect((await desk.ask('UpdatePatientRecord', attachment))?.error).toBe('NotRecorded');
    expect(await kept()).toEqual([1, 1]);
    heal();
    await desk.ask('GetFunctions');
    expect(await kept()).toEqual([0, 0]);
  });

  it('B3.7: is dropped at the next chance but one where the disk fails again meanwhile', async () => {
    const { desk, fail, heal, kept } = await failing();
    fail(2);
    await desk.ask('UpdatePatientRecord', attachment);
    fail(1);
    await desk.ask('GetFunctions');
    expect(await kept()).toEqual([1, 1]);
    heal();
    await desk.ask('GetFunctions');
    expect(await kept()).toEqual([0, 0]);
  });
});
