import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClinicalItem } from '@s1kit/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFictitious } from '../../src/fictitious/index.js';
import { ImportError, importData, importSchemaText, parseImport } from '../../src/imports/index.js';
import { all, first, openSqlite, type Row, type Store, sql } from '../../src/store/index.js';
import { digestOfTables } from '../support/table-digest.js';

const organisationId = 'demo-practice';

/** A document that has one of everything. */
function complete() {
  return {
    sites: [{ id: 'NEW', name: 'New Surgery', telephone: '01632 960900', address: { Road: 'Umberley Lane', Postcode: 'QV1 1AA' } }],
    staff: [
      {
        userName: 'nkey',
        firstName: 'Nadia',
        surname: 'Key',
        role: 'clinician',
        jobTitle: 'Practice Nurse',
        site: 'NEW',
        teams: ['Nursing'],
        password: 'a-b-1',
      },
    ],
    clinics: [
      { userName: 'nkey', site: 'NEW', clinicType: 'Travel Clinic', sessions: [{ weekday: 3, start: '09:00', slots: [{ type: 'Travel', minutes: 20 }] }] },
    ],
    patients: [
      {
        nhsNumber: '9990000018',
        demographics: {
          Title: 'Ms',
          FirstName: 'Tessa',
          Surname: 'Caseworth',
          DateOfBirth: '1980-02-29',
          Sex: 'F',
          MobileTelephone: '07700 900001',
          Address: { Road: 'Umberley Lane', Postcode: 'QV1 1AB' },
        },
        events: [
          {
            dateTime: '2025-07-01T09:30:00',
            userName: 'nkey',
            method: 'Face to face',
            items: [
              { ClinicalCode: { Code: { Scheme: 'CTV3', Code: 'H33..', Term: 'Asthma' }, ProblemUID: 'asthma', ProblemSeverity: 'Major' } },
              { Narrative: { Line: ['H: wheeze at night.'], LinkedProblemUID: 'asthma' } },
              { Attachment: { FileName: 'peak-flow.txt', MediaType: 'text/plain', Content: Buffer.from('400 410 390').toString('base64') } },
            ],
          },
        ],
      },
    ],
  };
}

/** A copy of the document with a value put in at a place. */
function changed(pointer: string, value: unknown): unknown {
  const document: unknown = structuredClone(complete());
  const steps = pointer.split('/').slice(1);
  const last = steps.pop() ?? '';
  let place = document as Record<string, unknown>;
  for (const step of steps) place = place[step] as Record<string, unknown>;
  if (value === undefined) delete place[last];
  else place[last] = value;
  return document;
}

function failureOf(document: unknown): ImportError {
  try {
    parseImport(document);
  } catch (failure) {
    if (failure instanceof ImportError) return failure;
    throw failure;
  }
  throw new Error('The document was taken.');
}

describe('the form of an import', () => {
  it('is published: if not as it is, `npm run reference` writes it', () => {
    const committed = readFileSync(new URL('../../../../docs/reference/import.schema.json', import.meta.url), 'utf8');
    expect(committed === importSchemaText()).toBe(true);
  });

  it('has the example of the page about own data', () => {
    const page = readFileSync(new URL('../../../../docs/how-to/own-data.md', import.meta.url), 'utf8');
    const [, example = ''] = /^```json\n([\s\S]*?)^```/m.exec(page) ?? [];
    const document: unknown = JSON.parse(example);
    expect(parseImport(document)).toEqual(document);
  });

  it('takes a document with everything, and an empty one', () => {
    expect(parseImport(complete())).toEqual(complete());
    expect(parseImport({})).toEqual({});
  });

  it.each<[string, unknown, string, RegExp]>([
    ['/staff/0/role', 'doctor', '/staff/0/role', /one of: clinician, receptionist/u],
    ['/staff/0/surname', undefined, '/staff/0/surname', /missing/u],
    ['/sites/0/colour', 'red', '/sites/0/colour', /not known/u],
    ['/clinics/0/sessions/0/weekday', 8, '/clinics/0/sessions/0/weekday', /1 to 7/u],
    ['/clinics/0/sessions/0/from', '2025-02-30', '/clinics/0/sessions/0/from', /exists/u],
    ['/patients/0/nhsNumber', '9990000019', '/patients/0/nhsNumber', /check digit/u],
    ['/patients/0/nhsNumber', '4505577104', '/patients/0/nhsNumber', /999 000 0000/u],
    ['/patients/0/nhsNumber', undefined, '/patients/0', /nhsNumber or pseudoNumber/u],
    ['/patients/0/demographics/DateOfBirth', '1981-02-29', '/patients/0/demographics/DateOfBirth', /exists/u],
    ['/patients/0/demographics/Sex', 'female', '/patients/0/demographics/Sex', /one of: M, F/u],
    ['/patients/0/demographics/Surname', undefined, '/patients/0/demographics/Surname', /missing/u],
    ['/patients/0/events/0/dateTime', '2025-03-30T01:30:00', '/patients/0/events/0/dateTime', /exists/u],
    ['/patients/0/events/0/items/0/Narrative', { Line: ['x'] }, '/patients/0/events/0/items/0', /exactly one/u],
    ['/patients/0/events/0/items/0/ClinicalCode/Value', '1,5', '/patients/0/events/0/items/0/ClinicalCode/Value', /not written/u],
    ['/patients/0/events/0/items/0/ClinicalCode/ProblemSeverity', undefined, '/patients/0/events/0/items/0/ClinicalCode/ProblemUID', /ProblemSeverity/u],
    ['/patients/0/events/0/items/1/Narrative/LinkedProblemUID', 'diabetes', '/patients/0/events/0/items/1/Narrative/LinkedProblemUID', /no problem/u],
    ['/patients/1', complete().patients[0], '/patients/1/nhsNumber', /twice/u],
  ])('names the place: %s', (pointer, value, place, message) => {
    const failure = failureOf(changed(pointer, value));
    expect(failure.pointer).toBe(place);
    expect(failure.message).toMatch(message);
    expect(failure.message.startsWith(`${place}: `)).toBe(true);
  });

  it('never repeats what stands in the document', () => {
    expect(failureOf(changed('/patients/0/demographics/DateOfBirth', 'Secretname')).message).not.toContain('Secretname');
  });

  it.each([null, 'text', 3, []])('is an object, not %j', (document) => {
    expect(failureOf(document).message).toContain('The document');
  });
});

describe('an import', () => {
  let folder = '';
  let store: Store;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 's1kit-import-'));
    store = openSqlite({ file: join(folder, 'x.db') });
    await writeFictitious(store, { organisationId, seed: 1, anchorDate: '2026-03-02', patients: 12, largeRecord: false });
  });

  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const take = (document: unknown) => store.write(() => importData(organisationId, parseImport(document)));
  const rows = <R extends Row>(statement: { readonly text: string }, ...values: readonly (string | number)[]) =>
    store.read(() => all<R>(statement, organisationId, ...values));

  it('adds sites, staff, clinics and patients, and counts them', async () => {
    expect(await take(complete())).toEqual({ sites: 1, staff: 1, clinics: 1, patients: 1, events: 1 });
    expect(await rows(sql`SELECT name FROM site WHERE organisation_id = ? AND site_id = ?`, 'NEW')).toEqual([{ name: 'New Surgery' }]);
    expect(await rows(sql`SELECT team FROM team_member WHERE organisation_id = ? AND user_name = ?`, 'nkey')).toEqual([{ team: 'Nursing' }]);
    expect(await rows(sql`SELECT value FROM list_value WHERE organisation_id = ? AND list = ? AND value = ?`, 'slotTypes', 'Travel')).toHaveLength(1);
    expect(await rows(sql`SELECT value FROM list_value WHERE organisation_id = ? AND list = ? AND value = ?`, 'clinicTypes', 'Travel Clinic')).toHaveLength(1);
    expect(await rows(sql`SELECT site_name FROM clinic WHERE organisation_id = ? AND user_name = ?`, 'nkey')).toEqual([{ site_name: 'New Surgery' }]);
  });

  it('keeps a record as records are kept: identifiers of the environment, author, document', async () => {
    await take(complete());
    const [event] = await rows<{ items: string; done_by: string; done_at: string; entry_at: number; kinds: number }>(
      sql`SELECT items, done_by, done_at, entry_at, kinds FROM event WHERE organisation_id = ? AND user_name = ?`,
      'nkey',
    );
    expect(event).toMatchObject({ done_by: 'KEY, Nadia (Practice Nurse) ', done_at: 'New Surgery', entry_at: Date.UTC(2025, 6, 1, 8, 30) });
    const items = JSON.parse(event?.items ?? '[]') as readonly ClinicalItem[];
    const [problem, narrative, attachment] = items;
    const uid = problem?.kind === 'ClinicalCode' ? problem.value.ProblemUID : undefined;
    expect(uid).toMatch(/^[0-9a-f]{16}$/u);
    expect(narrative?.value).toMatchObject({ LinkedProblemUID: uid });
    expect(attachment?.value).toMatchObject({ FileName: 'peak-flow.txt', FileSize: '11 bytes' });
    expect(attachment?.value).not.toHaveProperty('Content');
    const bytes = await store.read(() =>
      first<{ bytes: Uint8Array }>(
        sql`SELECT bytes FROM document JOIN document_page ON document_page.organisation_id = document.organisation_id AND document_page.document_id = document.document_id
          JOIN document_content ON document_content.organisation_id = document.organisation_id AND document_content.content_hash = document_page.content_hash
          WHERE document.organisation_id = ? AND file_name = ?`,
        organisationId,
        'peak-flow.txt',
      ),
    );
    expect(Buffer.from(bytes?.bytes ?? []).toString()).toBe('400 410 390');
  });

  it.each<[string, unknown, string]>([
    ['/sites/0/id', 'MAR', '/sites/0/id'],
    ['/staff/0/userName', 'ashah', '/staff/0/userName'],
    ['/staff/0/site', 'NOWHERE', '/staff/0/site'],
    ['/clinics/0/userName', 'nobody', '/clinics/0/userName'],
    ['/clinics/0/site', 'NOWHERE', '/clinics/0/site'],
    ['/patients/0/nhsNumber', '9999999824', '/patients/0/nhsNumber'],
    ['/patients/0/events/0/userName', 'nobody', '/patients/0/events/0/userName'],
  ])('B3.7: of which %s does not fit adds nothing, and names the place', async (pointer, value, place) => {
    const before = await digestOfTables(store);
    const failure: unknown = await take(changed(pointer, value)).catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(ImportError);
    expect((failure as ImportError).pointer).toBe(place);
    expect(await digestOfTables(store)).toEqual(before);
  });

  it('cannot be taken twice', async () => {
    await take(complete());
    await expect(take(complete())).rejects.toThrow(/already/u);
  });
});
