import { readFileSync } from 'node:fs';
import { encodeEvent, isNhsNumber } from '@s1kit/contract';
import { describe, expect, it } from 'vitest';
import { dayOf } from '../../src/fictitious/calendar.js';
import { edgeCaseOf, edgeCases, edgePseudoNumber } from '../../src/fictitious/edge-cases.js';
import { makeWorkshop } from '../../src/fictitious/generate.js';
import { eventValue } from '../../src/patients/event-value.js';

const workshop = makeWorkshop('2026-03-02');
const { anchor, calendar } = workshop;
const ids = { event: 1, problem: 1, document: 1 };
const made = new Map(edgeCases.map((edge) => [edge.name, edge.make(workshop, 1, ids)]));

function caseOf(name: string) {
  const patient = made.get(name);
  if (patient === undefined) throw new Error(`There is no edge case ${name}.`);
  return patient;
}

describe('the edge cases', () => {
  it('have NHS numbers that are fixed, whatever the seed and the date, and stand in docs/edge-cases.md', () => {
    const page = readFileSync(new URL('../../../../docs/edge-cases.md', import.meta.url), 'utf8');
    const other = makeWorkshop('2025-07-19');
    for (const edge of edgeCases) {
      const number = made.get(edge.name)?.nhsNumber;
      expect(page).toContain(edge.name);
      expect(edgeCaseOf(number ?? edgePseudoNumber)).toBe(edge.name);
      expect(page.replace(/ /gu, '')).toContain(number ?? edgePseudoNumber);
      if (number !== undefined) expect(isNhsNumber(number)).toBe(true);
      if (edge.large !== true) expect(edge.make(other, 99, { event: 1, problem: 1, document: 1 }).nhsNumber).toBe(number);
    }
  });

  it('B6.1: one has no NHS number but a pseudo-number', () => {
    expect(caseOf('no NHS number')).toMatchObject({ nhsNumber: undefined, pseudoNumber: edgePseudoNumber });
  });

  it('B6.4: one has died, one is confidential', () => {
    expect(caseOf('deceased').demographics.DateOfDeath).toBe(calendar.text(anchor - 75));
    expect(caseOf('deceased').record.events.every(({ day }) => day < anchor - 75)).toBe(true);
    expect(caseOf('confidential').confidential).toBe(true);
  });

  it('one is six days old, and one has an empty record', () => {
    expect(caseOf('newborn').demographics.DateOfBirth).toBe(calendar.text(anchor - 6));
    expect(caseOf('newborn').record.events.length).toBeGreaterThan(0);
    expect(caseOf('empty record').record).toMatchObject({ events: [], appointments: [], visits: [], tasks: [] });
  });

  it('one has accents and an apostrophe, two have one name and birthday, one is a temporary resident', () => {
    expect(caseOf('accents and apostrophe').demographics).toMatchObject({ FirstName: 'Zoë', Surname: "O'Brien-Núñez" });
    const [one, other] = [caseOf('same name and birthday, one'), caseOf('same name and birthday, other')];
    for (const name of ['FirstName', 'Surname', 'DateOfBirth', 'Sex'] as const) expect(one.demographics[name]).toBe(other.demographics[name]);
    expect(one.nhsNumber).not.toBe(other.nhsNumber);
    expect(caseOf('temporary resident').demographics.RegistrationType).toBe('Temporary Resident');
  });

  it('one has 15,000 events and more than 5 MB', () => {
    const { events } = caseOf('large record').record;
    expect(events).toHaveLength(15_000);
    const bytes = events.reduce((sum, { day, second, author, items }) => {
      const event = { event_id: 1, effective_at: calendar.dateTime(day, second), user_name: author.userName, done_by: author.doneBy, done_at: author.doneAt };
      return sum + encodeEvent(eventValue({ ...event, software: null, method: null, linked_referral_uid: null, linked_problem_uid: null }, items)).length;
    }, 0);
    expect(bytes).toBeGreaterThan(5_000_000);
  });

  it('one has dates as dirty as real ones: 1900, before birth, in the future, registrations that overlap', () => {
    const { record, demographics, registrations } = caseOf('dirty dates');
    const days = record.events.map(({ day }) => day);
    expect(days).toContain(dayOf('1900-01-01'));
    expect(days.some((day) => day > dayOf('1900-01-01') && day < dayOf(demographics.DateOfBirth ?? ''))).toBe(true);
    expect(days.some((day) => day > anchor)).toBe(true);
    const [former, current] = registrations;
    expect((former?.until ?? '') > (current?.from ?? '')).toBe(true);
  });
});
