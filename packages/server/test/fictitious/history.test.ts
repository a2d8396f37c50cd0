import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createDemo } from '../../src/demo.js';
import { edgeCases, moreFictitious, writeFictitious } from '../../src/fictitious/index.js';
import { mostPatients, numberOf } from '../../src/fictitious/nhs-numbers.js';
import { installationOf } from '../../src/installation.js';
import { all, first, openSqlite, run, type Store, sql } from '../../src/store/index.js';

const organisationId = 'demo';
const options = { organisationId, seed: 1, anchorDate: '2026-03-02', largeRecord: false } as const;
const opened: { readonly store: Store; readonly folder: string }[] = [];

afterEach(async () => {
  for (const { store, folder } of opened.splice(0)) {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

function emptyStore(): Store {
  const folder = mkdtempSync(join(tmpdir(), 's1kit-history-'));
  const store = openSqlite({ file: join(folder, 'x.db') });
  opened.push({ store, folder });
  return store;
}

const patientsWithEvents = sql`SELECT COUNT(DISTINCT patient_id) AS patients FROM event WHERE organisation_id = ?`;
const names = sql`SELECT surname_key, first_name_key, date_of_birth FROM patient WHERE organisation_id = ? ORDER BY patient_id`;
const lastNumbered = sql`SELECT nhs_number, pseudo_number FROM patient WHERE organisation_id = ? ORDER BY patient_id DESC LIMIT 1`;
const setPlace = sql`UPDATE counter SET last = ? WHERE organisation_id = ? AND name = 'fictitious'`;

describe('patients without a history', () => {
  it('are the same people, registered, with nothing on record; edge cases keep theirs', async () => {
    const [full, none] = [emptyStore(), emptyStore()];
    await writeFictitious(full, { ...options, patients: 60 });
    await writeFictitious(none, { ...options, patients: 60, history: 'none' });
    expect(await none.read(() => all(names, organisationId))).toEqual(await full.read(() => all(names, organisationId)));
    const edgesWithEvents = edgeCases.length - 2; // The large one is left out, and one has an empty record.
    expect(await none.read(() => first(patientsWithEvents, organisationId))).toEqual({ patients: edgesWithEvents });
    const others = (await full.read(() => first<{ patients: number }>(patientsWithEvents, organisationId)))?.patients ?? 0;
    expect(others).toBeGreaterThan(50);
  });

  it('are what an environment that was made with them is told to make anew', async () => {
    const store = emptyStore();
    const keys = { hmacSecret: Buffer.alloc(32, 1) };
    await createDemo({ ...options, store, keys, now: 0, version: 'test', patients: 20, history: 'none' });
    expect((await installationOf(store))?.history).toBe('none');
  });
});

describe('the numbers of more patients than there are NHS numbers', () => {
  it('what was a failure after hours: they are pseudo-numbers, each another', () => {
    expect(numberOf(1, mostPatients - 1)).toEqual({ nhsNumber: expect.stringMatching(/^999\d{7}$/u) });
    expect(numberOf(1, mostPatients)).toEqual({ nhsNumber: undefined, pseudoNumber: 'P0000001' });
    const last = numberOf(1, 9_999_999);
    expect(last).toEqual({ nhsNumber: undefined, pseudoNumber: 'P9100019' });
  });

  it('are passed over where someone has them already', async () => {
    const store = emptyStore();
    await writeFictitious(store, { ...options, patients: 20, history: 'none' });
    await store.write(() => run(setPlace, mostPatients, organisationId));
    await store.writeAsOne((units) => moreFictitious(units, { ...options, patients: 1, history: 'none' }));
    expect(await store.read(() => first(lastNumbered, organisationId))).toEqual({ nhs_number: null, pseudo_number: 'P0000001' });
    await store.write(() => run(setPlace, mostPatients, organisationId));
    await store.writeAsOne((units) => moreFictitious(units, { ...options, patients: 1, history: 'none' }));
    expect(await store.read(() => first(lastNumbered, organisationId))).toEqual({ nhs_number: null, pseudo_number: 'P0000002' });
  });
});
