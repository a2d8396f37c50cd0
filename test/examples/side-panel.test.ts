import { expect, it, onTestFinished } from 'vitest';
import { followOpenPatient, type Panel } from '../../examples/side-panel/panel.mjs';
import { moving as movingBy, surroundings } from '../support/sdk-client.js';

/** Time goes on whether or not something is under way. */
const moving = (clock: Parameters<typeof movingBy>[0], holds: () => boolean): Promise<void> => movingBy(clock, holds, () => 50);

it('shows the patient whose record is open, and nobody when it is closed or the user has signed out', async () => {
  const { s1, clock, connect } = await surroundings();
  const client = await connect({ limits: { replyMs: 1_000_000 } });
  const stop = new AbortController();
  const shown: Panel[] = [];
  const following = followOpenPatient(client, (panel) => shown.push(panel), stop.signal);
  onTestFinished(() => stop.abort());
  const shows = (state: Panel['state']): Promise<void> => moving(clock, () => shown.at(-1)?.state === state);
  await shows('noRecordOpen');
  const { adult, withoutNhsNumber } = s1.patients;
  await s1.openRecord(adult.nhsNumber);
  await shows('patient');
  expect(shown.at(-1)).toMatchObject({ name: expect.stringContaining(adult.surname.toUpperCase()), dateOfBirth: adult.dateOfBirth });
  await s1.openRecord(withoutNhsNumber.pseudoNumber);
  await moving(clock, () => shown.filter(({ state }) => state === 'patient').length === 2);
  expect(shown.at(-1)).toMatchObject({ dateOfBirth: withoutNhsNumber.dateOfBirth });
  await s1.closeRecord();
  await shows('noRecordOpen');
  await s1.signOut();
  await shows('nobodySignedIn');
  expect(shown.map(({ state }) => state)).toEqual(['noRecordOpen', 'reading', 'patient', 'reading', 'patient', 'noRecordOpen', 'nobodySignedIn']);
  stop.abort();
  await following;
});

it('never shows the patient of before once another record is open, however late the reply is', async () => {
  const { s1, clock, connect } = await surroundings();
  const client = await connect({ limits: { replyMs: 1_000_000 } });
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const shown: Panel[] = [];
  const following = followOpenPatient(client, (panel) => shown.push(panel), stop.signal);
  await moving(clock, () => shown.length === 1);
  const { adult, child } = s1.patients;
  await s1.faults.add({ kind: 'late', function: 'GetPatientRecord', times: 1, delayMs: 60_000 });
  await s1.openRecord(adult.nhsNumber);
  await moving(clock, () => shown.length === 2);
  await s1.openRecord(child.nhsNumber);
  await moving(clock, () => shown.at(-1)?.state === 'patient');
  await s1.advance('2m');
  // Some more looks, in which a late reply would arrive.
  let looks = 0;
  client.on('reply', () => {
    looks += 1;
  });
  await moving(clock, () => looks > 5);
  expect(shown.filter(({ state }) => state === 'patient')).toEqual([expect.objectContaining({ dateOfBirth: child.dateOfBirth })]);
  stop.abort();
  await following;
});
