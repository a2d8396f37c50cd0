// What is photographed: an address, who looks at it, and what happens before.

/**
 * @typedef {object} Stage
 * @property {import('playwright-core').Page} page
 * @property {import('s1kit').Environment} environment
 * @property {ReturnType<typeof import('./supplier.mjs').supplierAt>} supplier
 * @property {string} nhsNumber of the patient whose record is open
 * @property {string} base
 *
 * @typedef {object} Scene
 * @property {string} name of the file
 * @property {string} path
 * @property {'clinician' | 'administrator' | 'receptionist' | 'informationGovernanceLead' | 'nobody'} [role] the clinician, if left out
 * @property {(stage: Stage) => Promise<unknown>} [before] the page is shown
 * @property {(stage: Stage) => Promise<unknown>} [after] it is shown
 * @property {(stage: Stage) => Promise<unknown>} [end] takes back what it has done
 */

/** @param {string} nhsNumber */
const identity = (nhsNumber) => `<Identity><NHSNumber>${nhsNumber}</NHSNumber></Identity>`;

/** @param {Stage} stage */
const openRecord = ({ environment, nhsNumber }) => environment.perform('session.open', { nhsNumber });
/** @param {Stage} stage */
const closeRecord = async ({ environment }) => {
  await environment.perform('session.discard', {});
  await environment.perform('session.close', {});
};
/** @param {Stage} stage */
const leaveOpen = async ({ nhsNumber, supplier }) => {
  const event =
    '<Clinical><Event><ClinicalCode><Code Scheme="CTV3" Code="XE0Uc"/><ProblemSeverity>Major</ProblemSeverity><FreeText>Home readings for a week: 152/94 on average</FreeText></ClinicalCode><Narrative><Line>Readings taken at home, morning and evening.</Line></Narrative></Event></Clinical>';
  const parts = `<Demographics><MobileTelephone>07700 900142</MobileTelephone></Demographics>${event}<NonClinical><Task><TaskType>Call Patient</TaskType><Content>Ring about the readings</Content></Task></NonClinical>`;
  await supplier.send('UpdatePatientRecord', `${identity(nhsNumber)}${parts}<LeaveRecordOpen/>`);
};
/** @param {Stage} stage */
const launchCoding = ({ nhsNumber, supplier }) =>
  supplier.send('LaunchFunctionality', `${identity(nhsNumber)}<ClinicalCode><Code Scheme="CTV3" Code="XE0Uc"/><FreeText>Home readings high for a week</FreeText></ClinicalCode>`);

const recordTabs = [
  'journal',
  'problems',
  'medication',
  'results',
  'vaccinations',
  'allergies',
  'documents',
  'letters',
  'tasks',
  'appointments',
  'relationships',
  'demographics',
];

/** @type {readonly Scene[]} */
export const scenes = [
  { name: 'sign-in', path: '/', role: 'nobody' },
  { name: 'start', path: '/' },
  { name: 'record-none-open', path: '/record' },
  ...recordTabs.map((tab) => ({ name: `record-${tab}`, path: `/record?tab=${tab}`, before: openRecord, end: closeRecord })),
  {
    name: 'record-search',
    path: '/record',
    before: openRecord,
    after: async ({ page }) => {
      await page.getByRole('combobox').first().fill('ja');
      await page.getByRole('option').first().waitFor();
    },
    end: closeRecord,
  },
  { name: 'record-reception', path: '/record', role: 'receptionist', before: openRecord, end: closeRecord },
  { name: 'record-unsaved-bar', path: '/record', before: leaveOpen, end: closeRecord },
  { name: 'unsaved', path: '/unsaved', before: leaveOpen, end: closeRecord },
  { name: 'dialog-coding', path: '/record', before: launchCoding, end: closeRecord },
  { name: 'demographics-edit', path: '/record/demographics/edit', before: openRecord, end: closeRecord },
  { name: 'appointments-day', path: '/appointments' },
  { name: 'appointments-week', path: '/appointments?view=week' },
  { name: 'visits', path: '/visits' },
  { name: 'audit', path: '/audit' },
  { name: 'audit-message', path: '/audit?outcome=error', after: ({ page }) => page.getByRole('main').getByRole('link', { name: /PatientSearch/ }).first().click() },
  { name: 'requests', path: '/requests' },
  { name: 'traffic', path: '/traffic' },
  { name: 'devices', path: '/devices' },
  { name: 'applications', path: '/applications', role: 'administrator' },
  { name: 'staff', path: '/staff', role: 'administrator' },
  { name: 'demo', path: '/demo' },
  { name: 'not-allowed', path: '/applications', role: 'receptionist' },
  { name: 'not-found', path: '/nothing' },
  {
    name: 'device-prompt',
    path: '/audit',
    after: async ({ page, environment, supplier }) => {
      const { apiKey } = await environment.perform('applications.add', { name: 'Arrivals Kiosk' });
      void supplier.sendDocument(
        `<ClientIntegrationRequest><APIKey>${apiKey}</APIKey><DeviceID></DeviceID><DeviceVersion>3.1</DeviceVersion><RequestUID>first</RequestUID><Function>GetFunctions</Function><FunctionVersion>1.0</FunctionVersion></ClientIntegrationRequest>`,
      );
      await page.getByRole('dialog').waitFor();
    },
    end: ({ page }) => page.getByRole('button', { name: 'Decide later' }).click(),
  },
];
