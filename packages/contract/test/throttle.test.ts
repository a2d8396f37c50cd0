import { expect, it } from 'vitest';
import { functions, getDiary, getPatientRecord, isLight, windowClassOf, windowLengths } from '../src/index.js';

const today = '2026-03-01';
const Identity = { NHSNumber: '9990000018' };
const light = (Filter?: NonNullable<Parameters<typeof isLight>[0]['Filter']>) => isLight({ Identity, ...(Filter === undefined ? {} : { Filter }) }, today);

it('B5.1: demographics only, or entries since today or yesterday', () => {
  expect(light({ Demographics: true })).toBe(true);
  expect(light({ Demographics: true, UserName: 'ada' })).toBe(true);
  expect(light({ Demographics: true, MinEffectiveDate: '2020-01-01', MaxEffectiveDate: '2020-02-01', MaxEntryDate: '2020-02-01' })).toBe(true);
  expect(light({ Demographics: true, ClinicalCode: [] })).toBe(true);
  expect(light({ MinEntryDate: '2026-03-01' })).toBe(true);
  expect(light({ MinEntryDate: '2026-02-28', ClinicalCodes: true, Demographics: true })).toBe(true);
});

it('B5.1: nothing else is light', () => {
  expect(light()).toBe(false);
  expect(light({})).toBe(false);
  expect(light({ Demographics: true, Tasks: true })).toBe(false);
  expect(light({ Tasks: true })).toBe(false);
  expect(light({ ClinicalCode: [{ Code: 'XE0Gu' }] })).toBe(false);
  expect(light({ Demographics: true, ClinicalCode: [{ Code: 'XE0Gu' }] })).toBe(false);
  expect(light({ MinEntryDate: '2026-02-27' })).toBe(false);
  expect(light({ MinEffectiveDate: '2026-03-01' })).toBe(false);
});

it('B5.1: one window for each function, and one more for light requests of records', () => {
  const windows = functions.map((declaration) => windowClassOf(declaration, {} as never, today)); // No function but one looks at its parameters.
  expect(new Set(windows.map(({ name }) => name)).size).toBe(functions.length);
  // No other function has a light window, whatever its parameters look like.
  expect(windowClassOf(getDiary, { Filter: { Demographics: true } } as never, today)).toEqual({ name: 'GetDiary', length: 1_000 });
  expect(windowClassOf(getDiary, {}, today)).toEqual({ name: 'GetDiary', length: 1_000 });
  expect(windowClassOf(getPatientRecord, { Identity }, today)).toEqual({ name: 'GetPatientRecord', length: windowLengths.record });
  expect(windowClassOf(getPatientRecord, { Identity, Filter: { Demographics: true } }, today)).toEqual({ name: 'GetPatientRecord light', length: 1_000 });
});
