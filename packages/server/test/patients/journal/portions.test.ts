// That a record is read newest first without sorting, in portions that look at a stretch of the key alone.
import { expect, it } from 'vitest';
import { findPatients } from '../../../src/patients/find.js';
import { portionOf } from '../../../src/patients/journal/index.js';
import { openPlanner } from '../../support/plans.js';

const plansOf = await openPlanner();

it('a portion of a record is found in the key, whatever kinds are wanted', () => {
  for (const kinds of [{}, { kinds: ['Recall'] as const }]) {
    const [place, events] = plansOf(portionOf({ organisationId: 'o', patientId: 1, ...kinds }, undefined));
    expect(place).toContain('COVERING INDEX');
    for (const plan of [place, events]) {
      expect(plan).toMatch(/organisation_id=\? AND patient_id=\? AND \(effective_at,event_id\)>\(\?,\?\) AND \(effective_at,event_id\)<\(\?,\?\)/u);
      expect(plan).not.toContain('TEMP B-TREE');
    }
  }
});

it('one word of a search is looked for in the indexes of names', () => {
  const [surname, firstName, knownAs] = plansOf(findPatients('o', { kind: 'person', births: [], name: { words: ['jo'] } }));
  expect(surname).toMatch(/USING INDEX patient_by_name \(organisation_id=\? AND surname_key>\? AND surname_key<\?\)/u);
  expect(firstName).toMatch(/USING INDEX patient_by_sex_first_name \(organisation_id=\? AND sex=\? AND first_name_key>\? AND first_name_key<\?\)/u);
  expect(knownAs).toMatch(/USING INDEX patient_by_known_as \(organisation_id=\? AND known_as_key>\? AND known_as_key<\?\)/u);
});
