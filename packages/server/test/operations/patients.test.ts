import { expect, it } from 'vitest';
import { openEnvironment, operator, organisationId } from '../support/environment.js';
import { addPatient } from '../support/rows.js';

const here = { organisationId };

async function withPatients() {
  const environment = await openEnvironment();
  await environment.store.write(function* () {
    yield* addPatient(here, {
      patientId: 11,
      nhsNumber: '9990000034',
      demographics: {
        FirstName: 'Margaret',
        MiddleNames: 'Ann',
        Surname: 'Jones',
        KnownAs: 'Peggy',
        Title: 'Mrs',
        DateOfBirth: '1980-03-02',
        Sex: 'F',
        Address: { HouseNumber: '4', Road: 'High Street', Town: 'Testham', Postcode: 'ZZ1 1ZZ' },
      },
    });
    yield* addPatient(here, {
      patientId: 12,
      nhsNumber: '9990000042',
      demographics: { FirstName: 'Margaret', Surname: 'Jones', DateOfBirth: '1980-03-02', Sex: 'F' },
    });
    yield* addPatient(here, {
      patientId: 13,
      pseudoNumber: 'P9990001',
      demographics: { FirstName: 'Jonas', Surname: "O'Brien-Núñez", DateOfBirth: '1920-03-02', Sex: 'I' },
    });
    yield* addPatient(here, {
      patientId: 14,
      nhsNumber: '9990000050',
      confidential: true,
      demographics: { FirstName: 'Joan', Surname: 'Jones', DateOfBirth: '1980-03-02' },
    });
  });
  const { perform } = (await environment.desk()).server;
  const find = async (text: string) => {
    const { patients, more, hint } = await perform('patients.find', { text }, operator);
    return { numbers: patients.map(({ number }) => number), patients, more, hint };
  };
  return { environment, find };
}

it('B7.6: finds by the beginning of a name in either order, by day of birth, by both, by number; namesakes can be told apart', async () => {
  const { find } = await withPatients();
  const jones = ['9990000034', '9990000042'];
  for (const text of ['jones', 'Jones Marg', 'margaret JONES', 'Jones, M', 'Margaret Ann Jones', 'jon 2/3/1980', '02-Mar-1980 jones', 'Peggy Jones']) {
    const { numbers } = await find(text);
    expect([text, numbers]).toEqual([text, text === 'Peggy Jones' ? jones.slice(0, 1) : jones]);
  }
  expect((await find('jon')).numbers).toEqual([...jones, 'P9990001']);
  expect((await find('peg')).numbers).toEqual(jones.slice(0, 1));
  expect((await find('2 Mar 20')).numbers).toEqual(['P9990001']);
  expect((await find('p9990001')).numbers).toEqual(['P9990001']);
  expect((await find("O'Brien-Nunez")).numbers).toEqual(['P9990001']);
  expect((await find('999 000 0034')).patients).toMatchObject([
    { number: '9990000034', title: 'Mrs', dateOfBirth: '1980-03-02', age: '45y', sex: 'F', address: '4 High Street, Testham', postcode: 'ZZ1 1ZZ' },
  ]);
  expect(await find('nobody of that name')).toMatchObject({ numbers: [], more: false, hint: null });
  expect(await find('999 000 0019')).toMatchObject({ numbers: [], hint: expect.stringContaining('check digit') });
});

it('B6.4: a confidential patient is found by number alone', async () => {
  const { find } = await withPatients();
  for (const text of ['joan', 'joan jones', 'jones 02/03/1980', '02/03/1980']) expect((await find(text)).numbers).not.toContain('9990000050');
  expect((await find('9990000050')).patients).toMatchObject([{ number: '9990000050', confidential: true }]);
});

it('gives twenty of more, and says so', async () => {
  const { environment, find } = await withPatients();
  await environment.store.write(function* () {
    for (let id = 0; id < 25; id++)
      yield* addPatient(here, {
        patientId: 100 + id,
        pseudoNumber: `P${id}`,
        demographics: { FirstName: 'Some', Surname: 'Manyman', DateOfBirth: '1950-01-01' },
      });
  });
  for (const text of ['many', 'many some', '1/1/1950']) {
    const { numbers, more } = await find(text);
    expect([text, numbers.length, more]).toEqual([text, 20, true]);
  }
});
