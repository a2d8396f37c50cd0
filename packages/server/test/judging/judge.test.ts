import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { functionMap, schemaFiles } from '@s1kit/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { heldCharacters, type Judge, openJudge, type SchemaDifference } from '../../src/judging/judge.js';
import { schemaFinder } from '../../src/judging/schema-folder.js';
import { requestOf } from '../support/environment.js';

// A thread runs what was built: `npm run build` makes it.
const worker = new URL('../../dist/judging/judge-worker.js', import.meta.url);

const lists = {
  userNames: ['ada'],
  siteNames: ['Main'],
  clinicTypes: [],
  slotTypes: [],
  letterTypes: [],
  recallTypes: [],
  relationshipTypes: [],
  taskTypes: [],
  groupNames: [],
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 's1kit-schemas-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('finding schemas', () => {
  it('B10.1: by the names of files, without regard to case and punctuation', () => {
    for (const name of [
      'Patient_Search-Response.xsd',
      'patientsearch.request.XSD',
      'GetDiaryReply.xsd',
      'PatientSearchRequestOld.xsd',
      'types.xsd',
      'notes.txt',
    ]) {
      writeFileSync(join(folder, name), '');
    }
    mkdirSync(join(folder, 'inner'));
    const find = schemaFinder(folder);
    expect(find('PatientSearch', 'reply')).toBe(join(folder, 'Patient_Search-Response.xsd'));
    expect(find('PatientSearch', 'request')).toBe(join(folder, 'patientsearch.request.XSD'));
    expect(find('GetDiary', 'reply')).toBe(join(folder, 'GetDiaryReply.xsd'));
    expect(find('GetDiary', 'request')).toBeUndefined();
  });
});

describe.skipIf(!existsSync(worker))("judging by one's own schemas (left out unless the packages are built)", () => {
  let judge: Judge | undefined;
  afterEach(async () => {
    await judge?.close();
  });

  /** Judges documents in turn and waits for the last of them, which always differs. */
  async function differences(documents: readonly { readonly xml: string; readonly ours: 'valid' | 'invalid' }[]): Promise<readonly SchemaDifference[]> {
    const found: SchemaDifference[] = [];
    await new Promise<void>((resolve, reject) => {
      judge = openJudge({
        folder,
        worker,
        onFailure: reject,
        onDifference: (difference) => {
          if (difference.sequence === 999) resolve();
          else found.push(difference);
        },
      });
      const about = { workstationId: 'desk-1', function: 'PatientSearch', part: 'request' } as const;
      documents.forEach((document, index) => {
        judge?.take({ ...about, ...document, sequence: index + 1 });
      });
      judge.take({ ...about, function: 'GetFunctions', sequence: 999, ours: 'invalid', xml: requestOf('GetFunctions') });
    });
    return found;
  }

  function writeSchemas(): void {
    for (const { name, content } of schemaFiles([functionMap.PatientSearch, functionMap.GetFunctions], lists)) writeFileSync(join(folder, name), content);
  }

  it('B10.1: reports where the verdicts differ, without a value of the document', async () => {
    writeSchemas();
    const search = (parameters: string) => requestOf('PatientSearch', parameters);
    const found = await differences([
      { ours: 'valid', xml: search('<Surname>Smith</Surname>') },
      { ours: 'valid', xml: `<?xml version="1.0" encoding="utf-16"?>${search('<Surname>Smith</Surname>')}` },
      { ours: 'invalid', xml: search('<Shoesize>9</Shoesize>') },
      { ours: 'valid', xml: search('<Shoesize>9</Shoesize>') },
      { ours: 'valid', xml: search('<DateOfBirth>secretive</DateOfBirth>') },
      { ours: 'invalid', xml: search('<Surname>Smith</Surname>') },
    ]);
    expect(found.map(({ sequence, theirs, where }) => [sequence, theirs, where])).toEqual([
      [4, 'invalid', 'Shoesize is not expected there'],
      [5, 'invalid', 'DateOfBirth has a value that is not of its type'],
      [6, 'valid', null],
    ]);
    expect(JSON.stringify(found)).not.toMatch(/Smith|secretive/);
  });

  it('B10.1: a schema that cannot be used is told of once', async () => {
    writeSchemas();
    writeFileSync(join(folder, 'PatientSearch.request.xsd'), '<xs:schema');
    const document = { ours: 'valid', xml: requestOf('PatientSearch') } as const;
    expect((await differences([document, document])).map(({ theirs }) => theirs)).toEqual(['unusable']);
  });

  it('B10.1: what is too much to hold is left out, and counted', async () => {
    writeSchemas();
    const xml = requestOf('PatientSearch', `<Surname>${'x'.repeat(heldCharacters / 2)}</Surname>`);
    await differences([
      { ours: 'valid', xml },
      { ours: 'valid', xml },
    ]);
    expect(judge?.leftOut()).toBe(1);
  });
});
