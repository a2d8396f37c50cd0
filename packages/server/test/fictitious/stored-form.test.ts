import { encodeEvent } from '@s1kit/contract';
import { describe, expect, it } from 'vitest';
import { makeStoredForm } from '../../src/fictitious/stored-form.js';
import { eventValue } from '../../src/patients/event-value.js';
import { livesOf } from './lives.js';

describe('the stored form', () => {
  it('is what JSON.stringify and the encoder give', () => {
    const lives = livesOf(3);
    const form = makeStoredForm();
    const items = Array.from({ length: 60 }, (_, place) => lives.at(place)).flatMap(({ record }) => record.events.map((event) => event.items));
    const event = { event_id: 5, effective_at: '2026-01-01T09:00:00', user_name: 'ashah', done_by: "O'BRIEN, Zoë (Nurse) ", done_at: 'X & Y' };
    const stored = { ...event, software: null, method: null, linked_referral_uid: null, linked_problem_uid: null };
    expect(items.length).toBeGreaterThan(3000);
    for (const each of items) {
      expect(form.json(each)).toBe(JSON.stringify(each));
      expect(Buffer.from(form.xml(stored, each)).toString('latin1')).toBe(encodeEvent(eventValue(stored, each)));
    }
  });

  it('writes what needs escaping as JSON does', () => {
    const form = makeStoredForm();
    const items = [
      { kind: 'Narrative', value: { Line: ['a "b" \\ \n é 😀', ''] } },
      { kind: 'Reminder', value: { FreeText: 'tab\t"q"\u2028' } },
    ] as const;
    expect(form.json(items)).toBe(JSON.stringify(items));
  });
});
