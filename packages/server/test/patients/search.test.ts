// That a search reads few rows, whatever the number of patients.
import { expect, it } from 'vitest';
import { searchPatients } from '../../src/patients/search.js';
import { openPlanner } from '../support/plans.js';

const plansOf = await openPlanner();
const nothing = { surname: '', firstName: '', dateOfBirth: '', postcode: '', telephone: '', sex: '' };
/** As if there were a longer surname, so that every statement comes. */
const plansFor = (keys: Partial<typeof nothing>): readonly string[] => plansOf(searchPatients('o', { ...nothing, ...keys }), { surname_key: 'sa' });

it('B7.6: every pair of constraints is answered through an index that leads to the patients meant', () => {
  const values = { surname: 's', firstName: 'a', dateOfBirth: '1970-01-01', postcode: 'zz11zz', telephone: '01632960001', sex: 'F' };
  const names = Object.keys(values) as (keyof typeof values)[]; // The keys of a constant.
  const best = (pair: readonly string[]): RegExp => {
    if (pair.includes('dateOfBirth')) return /patient_by_birth \(organisation_id=\? AND date_of_birth=\?\)/u;
    if (pair.includes('telephone')) return /patient_telephone USING .*\(organisation_id=\? AND telephone_key=\?\)/u;
    if (pair.includes('postcode')) return /patient_by_postcode \(organisation_id=\? AND postcode_key=\?\)/u;
    if (!pair.includes('firstName')) return /patient_by_sex_surname \(organisation_id=\? AND sex=\? AND surname_key>\? AND surname_key<\?\)/u;
    if (!pair.includes('surname')) return /patient_by_sex_first_name \(organisation_id=\? AND sex=\? AND first_name_key>\? AND first_name_key<\?\)/u;
    return /patient_by_name \(organisation_id=\? AND surname_key=\? AND first_name_key>\? AND first_name_key<\?\)/u;
  };
  for (const [index, one] of names.entries()) {
    for (const other of names.slice(index + 1)) {
      const plans = plansFor({ [one]: values[one], [other]: values[other] });
      const knownAs = plans.filter((plan) => plan.includes('patient_by_known_as'));
      const longerSurname = plans.filter((plan) => /COVERING INDEX patient_by_name \(organisation_id=\? AND surname_key>\? AND surname_key<\?\)$/u.test(plan));
      const others = plans.filter((plan) => !knownAs.includes(plan) && !longerSurname.includes(plan));
      const bothNames = one === 'surname' && other === 'firstName';
      expect([others.length, longerSurname.length]).toEqual(bothNames ? [2, 1] : [1, 0]);
      for (const plan of others) expect(plan).toMatch(best([one, other]));
      for (const plan of plans) expect(plan).not.toMatch(/SCAN patient\b/u);
      for (const plan of knownAs) expect(plan).toMatch(/patient_by_known_as \(organisation_id=\? AND known_as_key>\? AND known_as_key<\?\)/u);
    }
  }
});
