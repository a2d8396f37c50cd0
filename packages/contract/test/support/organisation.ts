// An organisation and a request's head for tests.
import { exampleUid, type OrganisationLists, type RequestHead, type TemplateValues } from '../../src/index.js';

export const lists: OrganisationLists = {
  userNames: ['jdoe', 'asmith'],
  siteNames: ['Main Site', 'Hill & Dale <Branch>'],
  clinicTypes: ['GP Surgery'],
  slotTypes: ['Routine', ' Led  by nurse', 'Überweisung'],
  letterTypes: ['Clinic Letter', 'A&E'],
  recallTypes: [' Asthma', 'Asthma'],
  relationshipTypes: ['Spouse/Partner', 'Friend'],
  taskTypes: ['Misc', 'Call Patient'],
  groupNames: [],
};

export const head: RequestHead = { apiKey: '00112233445566aa', deviceId: 'aabbccddeeff0011', requestUid: 'r-1' };

export const templateValues: TemplateValues = {
  nhsNumber: '9990000018',
  firstName: 'Jane',
  surname: "O'Example & Söhne",
  dateOfBirth: '1970-05-17',
  userName: 'jdoe',
  siteName: 'Hill & Dale <Branch>',
  clinicType: 'GP Surgery',
  slotType: ' Led  by nurse',
  today: '2025-01-06',
  folder: 'C:\\Exchange',
  document: { nhsNumber: '9990000018', uid: exampleUid },
};
