// That the events of a record are read in its order, without sorting, and in portions that others can come between.
import { expect, it } from 'vitest';
import { codeLists } from '../../src/directory/code-lists/index.js';
import { eventReader } from '../../src/patients/event-reader.js';
import { readEvents } from '../../src/patients/events.js';
import { selectionOf } from '../../src/patients/record-filter.js';
import { openPlanner } from '../support/plans.js';

const plansOf = await openPlanner();

it('reads events in the order of their key, whole or filtered', () => {
  for (const filter of [{}, { Recall: true as const }, { MinEffectiveDate: '2026-01-01', UserName: 'ada' }]) {
    const wanted = {
      organisationId: 'o',
      patientId: 1,
      selection: selectionOf(filter),
      translation: { scheme: { codes: 'CTV3', drugs: 'Multilex' }, lists: codeLists() },
      namesOnly: false,
    } as const;
    const plans = plansOf(
      readEvents(wanted, {
        readPortions: () => {
          throw new Error('An empty record is not long.');
        },
      }),
    );
    expect(plans).toHaveLength(2);
    for (const plan of plans) {
      expect(plan).toMatch(/organisation_id=\? AND patient_id=\?/u);
      expect(plan).not.toContain('TEMP B-TREE');
    }
  }
});

it('what was a stall of 25 ms: a portion of a long record looks at a stretch of the key, also where a filter finds nothing in it', () => {
  for (const filter of [{}, { Recall: true as const }]) {
    const wanted = {
      organisationId: 'o',
      patientId: 1,
      selection: selectionOf(filter),
      translation: { scheme: { codes: 'CTV3', drugs: 'Multilex' }, lists: codeLists() },
      namesOnly: false,
    } as const;
    const [place, events] = plansOf(eventReader(wanted).portion(undefined));
    expect(place).toContain('COVERING INDEX');
    expect(place).not.toContain('TEMP B-TREE');
    expect(events).toMatch(/organisation_id=\? AND patient_id=\? AND \(effective_at,event_id\)>\(\?,\?\) AND \(effective_at,event_id\)<\(\?,\?\)/u);
  }
});
