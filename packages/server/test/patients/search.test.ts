// That a search reads few rows, whatever the number of patients.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, expect, it } from 'vitest';
import { searchPatients } from '../../src/patients/search.js';
import { openSqlite } from '../../src/store/index.js';

const folder = mkdtempSync(join(tmpdir(), 's1kit-search-'));
const file = join(folder, 'test.db');
await openSqlite({ file }).close();
const database = new Database(file, { readonly: true });
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const nothing = { surname: '', firstName: '', dateOfBirth: '', postcode: '', telephone: '', sex: '' };

/** How the engine says that it will go through the tables for a search. */
function plansFor(keys: Partial<typeof nothing>): readonly string[] {
  const plans: string[] = [];
  const work = searchPatients('o', { ...nothing, ...keys });
  for (let step = work.next(); !step.done; step = work.next([])) {
    if (step.value.kind !== 'all') throw new Error('A search only reads.');
    const rows = database.prepare(`EXPLAIN QUERY PLAN ${step.value.sql.text}`).all(...step.value.parameters) as { detail: string }[]; // Its own columns.
    plans.push(rows.map(({ detail }) => detail).join('\n'));
  }
  return plans;
}

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
      const [plan = '', knownAs] = plansFor({ [one]: values[one], [other]: values[other] });
      expect(plan).toMatch(best([one, other]));
      expect(plan).not.toMatch(/SCAN patient\b/u);
      if (knownAs !== undefined) expect(knownAs).toMatch(/patient_by_known_as \(organisation_id=\? AND known_as_key>\? AND known_as_key<\?\)/u);
    }
  }
});
