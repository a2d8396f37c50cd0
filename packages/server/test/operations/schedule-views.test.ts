import { expect, it } from 'vitest';
import { keepDirectory } from '../../src/directory/kept-directory.js';
import { shownPatient, shownPerson, visitedPatient } from '../../src/operations/schedule-views.js';
import { openEnvironment, organisationId } from '../support/environment.js';

const row = {
  patient_id: 7,
  nhs_number: '9990000018',
  pseudo_number: null,
  confidential: 0,
  date_of_birth: '1970-01-01',
  sex: 'F',
  date_of_death: null,
  demographics: JSON.stringify({
    Title: 'Mrs',
    FirstName: 'Ann',
    Surname: 'Shaw',
    HomeTelephone: '01632 960001',
    Address: { HouseNumber: '1', Road: 'High Street', Town: 'Oldtown', Postcode: 'ZZ99 1AA' },
  }),
};

it('B4.7: a patient is named to nobody who may not read demographics: every role that sees the schedule may so far', async () => {
  const { store } = await openEnvironment();
  const directory = await store.read(() => keepDirectory(organisationId).current());
  const viewer = { directory, mayReadDemographics: true, openPatientId: undefined };
  const named = { nhsNumber: '9990000018', title: 'Mrs', firstName: 'Ann', surname: 'Shaw', dateOfBirth: '1970-01-01', dateOfDeath: null };
  expect(shownPatient(viewer, row)).toEqual(named);
  expect(visitedPatient(viewer, row)).toEqual({ ...named, address: ['1 High Street', 'Oldtown', 'ZZ99 1AA'], telephones: ['01632 960001'] });
  const other = { ...viewer, mayReadDemographics: false, openPatientId: 7 };
  expect([shownPatient(other, row), visitedPatient(other, row)]).toEqual([null, null]);
});

it('somebody who has left is named by their user name', async () => {
  const { store } = await openEnvironment();
  const directory = await store.read(() => keepDirectory(organisationId).current());
  expect([shownPerson(directory, 'rita').name, shownPerson(directory, 'gone').name]).toEqual(['Dr Ada rita', 'gone']);
});
