// GetCurrentActivity, GetCurrentSelection, IsPatientRetrieved: the open record as state of the session.
import { expect, it } from 'vitest';
import { here, openPractice, refusalOf } from '../support/practice.js';
import { addPatient } from '../support/rows.js';

const practice = await openPractice();
const open = { NHSNumber: '9990000018' };
const other = { NHSNumber: '9990000026' };

await practice.add(function* () {
  yield* addPatient(here, { patientId: 1, nhsNumber: open.NHSNumber });
  yield* addPatient(here, { patientId: 2, nhsNumber: other.NHSNumber, confidential: true });
});

it('B7.4, B7.5: without an open record there is no Identity, and nothing is retrieved', async () => {
  const activity = await practice.call('GetCurrentActivity', {});
  expect(activity.value).toMatchObject({ UserName: 'ada' });
  expect(activity.value.Identity).toBeUndefined();
  expect(activity.concerned).toEqual([]);
  expect((await practice.call('GetCurrentSelection', {})).value).toEqual({});
  expect((await practice.call('IsPatientRetrieved', {})).value).toEqual({ Retrieved: false });
  expect((await practice.call('IsPatientRetrieved', { Identity: open })).value).toEqual({ Retrieved: false });
});

it('B7.9, B7.4, B7.5: LeaveRecordOpen opens the record, and these functions tell of it', async () => {
  expect((await practice.call('GetPatientRecord', { Identity: open })).value.RecordState).toBe('Closed');
  expect((await practice.call('GetPatientRecord', { Identity: open, LeaveRecordOpen: true })).value.RecordState).toBe('Open');
  expect((await practice.call('GetPatientRecord', { Identity: open })).value.RecordState).toBe('Open');
  expect((await practice.call('GetPatientRecord', { Identity: other })).value.RecordState).toBe('Closed');
  const activity = await practice.call('GetCurrentActivity', {});
  expect(activity.value.Identity).toMatchObject(open);
  expect(activity.concerned).toEqual([{ number: open.NHSNumber, confidential: false }]);
  const selection = await practice.call('GetCurrentSelection', {});
  expect(selection.value).toMatchObject({ Identity: open });
  expect(selection.value.Clinical).toBeUndefined();
  expect((await practice.call('IsPatientRetrieved', {})).value.Retrieved).toBe(true);
  expect((await practice.call('IsPatientRetrieved', { Identity: open })).value.Retrieved).toBe(true);
  expect((await practice.call('IsPatientRetrieved', { Identity: other })).value.Retrieved).toBe(false);
});

it('B7.9: opening another record closes the one that was open', async () => {
  expect((await practice.call('GetPatientRecord', { Identity: other, LeaveRecordOpen: true })).value.RecordState).toBe('Open');
  expect((await practice.call('GetPatientRecord', { Identity: open })).value.RecordState).toBe('Closed');
});

it('B6.3: IsPatientRetrieved of an unknown patient is an error', async () => {
  expect(await refusalOf(practice.call('IsPatientRetrieved', { Identity: { NHSNumber: '9990000034' } }))).toBe('PatientUnknown');
});
