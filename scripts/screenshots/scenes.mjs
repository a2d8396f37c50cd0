// What is photographed: an address, who looks at it, and what happens before.
import { supplierAt } from './supplier.mjs';

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
 * @property {string} [readme] the README shows it under this name
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
  supplier.send(
    'LaunchFunctionality',
    `${identity(nhsNumber)}<ClinicalCode><Code Scheme="CTV3" Code="XE0Uc"/><FreeText>Home readings high for a week</FreeText></ClinicalCode>`,
  );

/**
 * Somebody else saves another number while this one is unsaved.
 * @param {Stage} stage
 */
const conflict = async (stage) => {
  await leaveOpen(stage);
  const { apiKey, workstations } = stage.environment;
  const other = supplierAt(workstations[1]?.port ?? 0, apiKey);
  const change = () =>
    other.send(
      'UpdatePatientRecord',
      `${identity(stage.nhsNumber)}<Demographics><MobileTelephone>07700 9001${String(Date.now()).slice(-2)}</MobileTelephone></Demographics>`,
    );
  const stop = stage.environment.prompts.subscribe(() => {
    for (const { promptId } of stage.environment.prompts.list()) stage.environment.prompts.answer(promptId, 'approve', 'ashah');
  });
  await change();
  stop();
};
/** @param {Stage} stage */
const openLongestName = async ({ environment }) => {
  const listed = await environment.perform('data.patients', { limit: 100 });
  const [longest] = listed
    .filter(({ confidential }) => !confidential)
    .sort((a, b) => `${b.firstName}${b.surname}`.length - `${a.firstName}${a.surname}`.length);
  if (longest?.nhsNumber != null) await environment.perform('session.open', { nhsNumber: longest.nhsNumber });
};
/** @param {Stage} stage */
const writeWrongly = async ({ page }) => {
  const editor = page.getByRole('textbox', { name: 'Request' });
  await page.getByText('It follows its schema.').waitFor();
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('region', { name: 'Result', exact: true }).waitFor();
  await editor.fill((await editor.inputValue()).replace('<Surname>', '<Surnam>').replace('</Surname>', '</Surnam>'));
  await page.getByText('It would be refused:').waitFor();
};

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
  { name: 'record-long-name', path: '/record', before: openLongestName, end: closeRecord },
  {
    name: 'record-document',
    path: '/record?tab=documents',
    before: openRecord,
    after: ({ page }) => page.getByRole('table').getByRole('link').first().click(),
    end: closeRecord,
  },
  {
    name: 'record-banner-more',
    path: '/record',
    before: openRecord,
    after: ({ page }) => page.getByText('Address, telephone and more').click(),
    end: closeRecord,
  },
  { name: 'record-unsaved-bar', path: '/record', before: leaveOpen, end: closeRecord, readme: 'record' },
  { name: 'unsaved', path: '/unsaved', before: leaveOpen, end: closeRecord },
  { name: 'unsaved-none', path: '/unsaved' },
  { name: 'unsaved-conflict', path: '/unsaved', before: conflict, end: closeRecord },
  {
    name: 'unsaved-leaving',
    path: '/record',
    before: leaveOpen,
    after: ({ page }) => page.getByRole('button', { name: 'Close record' }).click(),
    end: closeRecord,
  },
  { name: 'dialog-coding', path: '/record', before: launchCoding, end: closeRecord },
  { name: 'demographics-edit', path: '/record/demographics/edit', before: openRecord, end: closeRecord },
  { name: 'appointments-day', path: '/appointments' },
  {
    name: 'appointment',
    path: '/appointments?view=week&clinician=ashah',
    after: ({ page }) =>
      page
        .getByRole('button', { name: /: details$/ })
        .first()
        .click(),
  },
  {
    name: 'appointment-booking',
    path: '/appointments?view=week&clinician=ashah',
    before: openRecord,
    after: ({ page }) =>
      page
        .getByRole('button', { name: /: book$/ })
        .first()
        .click(),
    end: closeRecord,
  },
  { name: 'appointments-week', path: '/appointments?view=week' },
  { name: 'visits', path: '/visits' },
  { name: 'audit', path: '/audit' },
  { name: 'audit-nothing-found', path: '/audit?uid=no-such-request' },
  {
    name: 'audit-message',
    path: '/audit?function=PatientSearch&outcome=error',
    role: 'administrator',
    after: ({ page }) => page.getByRole('table').getByRole('link').first().click(),
    readme: 'message-audit',
  },
  { name: 'requests', path: '/requests' },
  { name: 'requests-finding', path: '/requests?function=PatientSearch', after: writeWrongly },
  { name: 'traffic', path: '/traffic' },
  { name: 'devices', path: '/devices' },
  { name: 'devices-blocked', path: '/devices?state=blocked' },
  { name: 'devices-revoked', path: '/devices?state=revoked' },
  { name: 'applications', path: '/applications', role: 'administrator' },
  { name: 'application', path: '/applications/sample', role: 'administrator' },
  { name: 'staff', path: '/staff', role: 'administrator' },
  { name: 'staff-roles', path: '/staff?tab=roles', role: 'administrator' },
  { name: 'demo', path: '/demo' },
  ...['faults', 'data', 'settings', 'workstations', 'patients'].map((part) => ({ name: `demo-${part}`, path: `/demo?part=${part}` })),
  { name: 'not-allowed', path: '/applications', role: 'receptionist' },
  { name: 'not-found', path: '/nothing' },
  {
    name: 'device-prompt',
    path: '/audit',
    readme: 'approval',
    after: async ({ page, environment, supplier }) => {
      const { application, apiKey } = await environment.perform('applications.add', { name: 'Arrivals Kiosk' });
      void supplier.sendDocument(
        `<ClientIntegrationRequest><APIKey>${apiKey}</APIKey><DeviceID></DeviceID><DeviceVersion>3.1</DeviceVersion><RequestUID>first</RequestUID><Function>GetFunctions</Function><FunctionVersion>1.0</FunctionVersion></ClientIntegrationRequest>`,
      );
      await page.getByRole('dialog').waitFor();
      // Its name is free again for the next.
      await environment.perform('applications.revoke', { id: application.id });
    },
    end: ({ page }) => page.getByRole('button', { name: 'Decide later' }).click(),
  },
];
