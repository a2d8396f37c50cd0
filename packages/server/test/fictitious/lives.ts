// Generated patients for tests: nothing is stored.
import type { ClinicalCode } from '@s1kit/contract';
import { dayOf } from '../../src/fictitious/calendar.js';
import { makeWorkshop, patientMaker } from '../../src/fictitious/generate.js';
import type { FictitiousPatient, Workshop } from '../../src/fictitious/patient.js';
import type { NextIds } from '../../src/fictitious/record.js';

export const anchorDate = '2026-03-02';

export interface Lives {
  readonly workshop: Workshop;
  /** Makes the patient at a place, from 0. */
  readonly at: (place: number) => FictitiousPatient;
}

/** Opens the patients of a seed. */
export function livesOf(seed: number, anchor = anchorDate, ids: NextIds = { event: 1, problem: 1, document: 1 }): Lives {
  const workshop = makeWorkshop(anchor);
  const make = patientMaker(workshop, seed);
  return { workshop, at: (place) => make(place, ids) };
}

/** The age of a patient at the anchor, in whole years. */
export function ageOf({ demographics }: FictitiousPatient, anchor = anchorDate): number {
  return Math.floor((dayOf(anchor) - dayOf(demographics.DateOfBirth ?? anchor)) / 365.2425);
}

/** The coded findings of a patient. */
export function codesOf({ record }: FictitiousPatient): readonly ClinicalCode[] {
  return record.events.flatMap(({ items }) => items.flatMap((item) => (item.kind === 'ClinicalCode' ? [item.value] : [])));
}
