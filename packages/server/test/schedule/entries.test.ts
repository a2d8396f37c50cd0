// That appointments, visits and tasks are found through the index that leads to them.
import { expect, it } from 'vitest';
import { appointmentsIn, appointmentsOf } from '../../src/schedule/appointments.js';
import { readLedger } from '../../src/schedule/ledger.js';
import { tasksOf } from '../../src/schedule/tasks.js';
import { listVisits } from '../../src/schedule/visit-list.js';
import { visitsIn, visitsOf } from '../../src/schedule/visits.js';
import { openPlanner } from '../support/plans.js';

const plansOf = await openPlanner();
const range = { from: 0, until: 1 };

it("finds a patient's by the patient, however long the diary is", () => {
  for (const work of [appointmentsOf('o', 1, {}), visitsOf('o', 1, {}), tasksOf('o', 1, {})]) {
    expect(plansOf(work)).toEqual([expect.stringMatching(/_by_patient \(organisation_id=\? AND patient_id=\?/u)]);
  }
});

it("finds a diary's by the time, however many patients there are", () => {
  for (const work of [appointmentsIn('o', range, {}), visitsIn('o', range)]) {
    expect(plansOf(work)).toEqual([expect.stringMatching(/_by_start \(organisation_id=\? AND start_at>\? AND start_at<\?\)/u)]);
  }
});

it("finds a ledger's and the screens' visits by the time too, and each one's patient by their number", () => {
  const visits = listVisits('o', range, { visitor: '', skip: 0, limit: 10 });
  for (const work of [readLedger('o', range, {}, 0), visits]) {
    const plans = plansOf(work);
    expect(plans).toContainEqual(expect.stringMatching(/_by_start \(organisation_id=\? AND start_at>\? AND start_at<\?\)/u));
    expect(plans.join('\n')).not.toMatch(/SCAN (?!clinic)/u);
  }
});
