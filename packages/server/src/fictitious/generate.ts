// The fictitious patients of a seed, one after another: the same ones whatever their number.
import { rareProblems } from './beginnings.js';
import { dayOf, makeCalendar } from './calendar.js';
import { makePresentationChoice } from './complaints.js';
import { makeRisks } from './course.js';
import { makeDocuments } from './documents/index.js';
import type { History } from './history.js';
import { blockSize, type Person, peopleOfBlock } from './households.js';
import { numberOf } from './nhs-numbers.js';
import { type FictitiousPatient, makePatient, type Workshop } from './patient.js';
import { randomOf } from './random.js';
import type { NextIds } from './record.js';
import { listedTerms } from './terms.js';

/** Prepares what lives are made with. */
export function makeWorkshop(anchorDate: string): Workshop {
  const terms = listedTerms();
  return {
    anchor: dayOf(anchorDate),
    calendar: makeCalendar(),
    terms,
    risks: makeRisks(),
    choice: makePresentationChoice(),
    rare: rareProblems(terms),
    documents: makeDocuments(),
  };
}

/** Makes the patient at a place, from 0: always the same one, but for the identifiers of what the record holds. */
export type PatientMaker = (place: number, ids: NextIds) => FictitiousPatient;

/** @param history `none` leaves their records empty */
export function patientMaker(workshop: Workshop, seed: number, history: History = 'full'): PatientMaker {
  const empty = history === 'none';
  // Neighbours are asked for one after another: the last block is kept.
  let block = -1;
  let people: readonly Person[] = [];
  return (place, ids) => {
    const wanted = Math.floor(place / blockSize);
    if (wanted !== block) {
      people = peopleOfBlock(seed, workshop.anchor, wanted);
      block = wanted;
    }
    const person = people[place % blockSize];
    if (person === undefined) throw new RangeError('A fictitious patient has a place from 0 on.');
    const patient = makePatient(workshop, person, randomOf(seed, 'patient', place), ids, { ...numberOf(seed, place), empty });
    if (!empty && place < showcase.length) patient.record.appointments.unshift(...showcase.slice(place, place + 1).map((second) => today(workshop, second)));
    return patient;
  };
}

/** The first patients have appointments on the anchor date, at these seconds of the day, so that there is one in each status. */
const showcase = [31_200, 33_000, 36_000, 37_200, 54_000, 34_800];

function today(workshop: Workshop, second: number): FictitiousPatient['record']['appointments'][number] {
  const missed = second === 33_000;
  return {
    day: workshop.anchor,
    second,
    work: 'gp',
    status: missed ? 'Did Not Attend' : second === 34_800 ? 'Cancelled' : 'Booked',
    comments: 'Follow-up',
    flags: second === 36_000 ? ['Interpreter needed'] : [],
    bookedDaysBefore: 9,
    movable: false,
  };
}
