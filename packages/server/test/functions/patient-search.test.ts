// PatientSearch against a naive model, and its rules.
import type { Demographics, patientSearch, RequestOf } from '@s1kit/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldName, foldPostcode, foldTelephone } from '../../src/patients/keys.js';
import { here, openPractice, refusalOf } from '../support/practice.js';
import { addPatient, type PatientRow } from '../support/rows.js';

type Request = RequestOf<typeof patientSearch>;

const practice = await openPractice();

const surnames = ['Smith', 'Smithson', "O'Connor", 'Ng', 'Müller', 'de la Cruz'];
const firstNames = ['Ann', 'Anna', 'Zoë', 'Bob', 'Jo'];
const knownAs = [undefined, undefined, 'Annie', 'Bobby'];
const births = ['1970-01-01', '1980-06-15', '2001-12-31'];
const postcodes = ['ZZ1 1ZZ', 'ZZ1 1ZY'];
const telephones = ['01632 960001', '07700 900002', '01632 960003'];
const sexes = ['F', 'M', 'U'] as const;

function pick<T>(values: readonly T[], number: number): T {
  const value = values[number % values.length];
  if (value === undefined) throw new Error('There is nothing to pick from.');
  return value;
}

const patients: readonly PatientRow[] = Array.from({ length: 90 }, (_, index) => {
  const named = knownAs[(index * 7) % knownAs.length];
  const demographics: Demographics = {
    Surname: pick(surnames, index),
    FirstName: pick(firstNames, index * 3 + Math.floor(index / 7)),
    ...(named === undefined ? {} : { KnownAs: named }),
    DateOfBirth: pick(births, Math.floor(index / 2)),
    Sex: pick(sexes, Math.floor(index / 3)),
    Address: { Postcode: pick(postcodes, Math.floor(index / 5)) },
    HomeTelephone: pick(telephones, index),
    MobileTelephone: pick(telephones, index + 1),
  };
  return {
    patientId: index + 1,
    pseudoNumber: `P${index + 1}`,
    confidential: index % 11 === 0,
    dateOfDeath: index % 13 === 0 ? '2020-01-01' : null,
    demographics,
  };
});

await practice.add(function* () {
  for (const patient of patients) yield* addPatient(here, patient);
  for (const patient of patients) yield* addPatient({ organisationId: 'another-practice' }, patient);
});

function naive(request: Request): readonly string[] {
  const begins = (name: string | undefined, prefix: string | undefined): boolean => foldName(name ?? '').startsWith(foldName(prefix ?? ''));
  return patients
    .filter(({ confidential }) => confidential !== true)
    .filter(({ demographics: d = {} }) => {
      if (!begins(d.Surname, request.Surname)) return false;
      if (!begins(d.FirstName, request.FirstName) && !(d.KnownAs !== undefined && begins(d.KnownAs, request.FirstName))) return false;
      if (request.DateOfBirth !== undefined && d.DateOfBirth !== request.DateOfBirth) return false;
      if (request.PostCode !== undefined && foldPostcode(d.Address?.Postcode ?? '') !== foldPostcode(request.PostCode)) return false;
      const numbers = [d.HomeTelephone, d.MobileTelephone].map((number) => foldTelephone(number ?? ''));
      if (request.Telephone !== undefined && !numbers.includes(foldTelephone(request.Telephone))) return false;
      return request.Gender === undefined || d.Sex === request.Gender;
    })
    .map(({ pseudoNumber }) => pseudoNumber ?? '');
}

const requests: fc.Arbitrary<Request> = fc.record(
  {
    Surname: fc.constantFrom('S', 's', 'SMITH', 'smiths', 'OCON', "o'c", 'mul', 'Dela', 'Ng', 'x'),
    FirstName: fc.constantFrom('A', 'ann', 'ANNA', 'zoe', 'b', 'Bobby', 'q'),
    DateOfBirth: fc.constantFrom(...births, '1999-01-01'),
    PostCode: fc.constantFrom('ZZ11ZZ', 'zz1 1zy', 'ZZ9 9ZZ'),
    Telephone: fc.constantFrom('01632960001', '+447700900002', '01632 96 0003', '01632 960999'),
    Gender: fc.constantFrom(...sexes),
  },
  { requiredKeys: [] },
);

describe('PatientSearch', () => {
  it('B7.6: finds those whom a naive search finds, by whichever constraints', async () => {
    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        fc.pre(Object.keys(request).length >= 2);
        const { value } = await practice.call('PatientSearch', request);
        const found = (value.Result ?? []).map((result) => result.Identity.PseudoNumber);
        expect([...found].sort()).toEqual([...naive(request)].sort());
      }),
      { numRuns: 400 },
    );
  });

  it('B7.6: needs two constraints that are not empty', async () => {
    const empty = [{}, { Surname: 'Smith' }, { Surname: 'Smith', FirstName: ' ', PostCode: '' }] satisfies Request[];
    for (const request of empty) expect(await refusalOf(practice.call('PatientSearch', request))).toBe('ConstraintsMissing');
  });

  it('B7.6: no match is a success without Result; a dash is matched by nobody', async () => {
    expect((await practice.call('PatientSearch', { Surname: 'Nobody', Gender: 'F' })).xml).toContain('<Response/>');
    expect((await practice.call('PatientSearch', { Surname: '-', Gender: 'F' })).value).toEqual({});
  });

  it('B7.6: 100 matches are given, more are refused', async () => {
    const crowd = (count: number, from: number) =>
      practice.add(function* () {
        for (let id = from; id < from + count; id++) {
          yield* addPatient(here, {
            patientId: id,
            pseudoNumber: `C${id}`,
            demographics: { Surname: 'Crowd', FirstName: id % 2 === 0 ? 'Al' : 'Xi', KnownAs: 'Ally', DateOfBirth: '1990-09-09' },
          });
        }
      });
    await crowd(100, 1_000);
    for (const request of [
      { Surname: 'crowd', FirstName: 'al' },
      { Surname: 'Crowd', DateOfBirth: '1990-09-09' },
    ] satisfies Request[]) {
      expect((await practice.call('PatientSearch', request)).value.Result).toHaveLength(100);
    }
    await crowd(1, 1_100);
    for (const request of [
      { Surname: 'crowd', FirstName: 'al' },
      { Surname: 'Crowd', DateOfBirth: '1990-09-09' },
      { Surname: 'Crowd', Gender: 'F' },
    ] satisfies Request[]) {
      expect(await refusalOf(practice.call('PatientSearch', request))).toBe('TooManyMatches');
    }
  });

  it('B6.4: finds those who have died, and never those who are confidential', async () => {
    const dead = patients.find(({ dateOfDeath, confidential }) => dateOfDeath !== null && confidential !== true);
    const hidden = patients.find(({ confidential }) => confidential === true);
    const all = async (patient: PatientRow | undefined) => {
      const { Surname = '', DateOfBirth = '' } = patient?.demographics ?? {};
      const { value } = await practice.call('PatientSearch', { Surname, DateOfBirth });
      return (value.Result ?? []).map((result) => result.Identity.PseudoNumber);
    };
    expect(await all(dead)).toContain(dead?.pseudoNumber);
    expect(await all(hidden)).not.toContain(hidden?.pseudoNumber);
  });

  it('B6.2: replies carry Identity with StrategicReportingIdentifier, and an Address even where it is empty', async () => {
    await practice.add(() =>
      addPatient(here, { patientId: 2_000, nhsNumber: '9990000018', demographics: { Surname: 'Nowhere', FirstName: 'Ed', MiddleNames: 'Al' } }),
    );
    const { value, xml } = await practice.call('PatientSearch', { Surname: 'nowhere', FirstName: 'ed' });
    expect(value.Result?.[0]).toMatchObject({ MiddleNames: 'Al', Identity: { NHSNumber: '9990000018', StrategicReportingIdentifier: '2000' } });
    expect(xml).toContain('<Address/>');
  });
});
