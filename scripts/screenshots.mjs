// `npm run screenshots -- FOLDER`: every screen at 1440 and 768 wide (or `--width N`), to be looked at, as far as a window shows them (`--whole` for whole pages, `--zoom 2` for a page at 200 %); `--only NAME` for some. `--readme` makes
// the pictures of the README. Build first: `npm run build`.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { movableClock } from '@s1kit/link';
import { chromium } from 'playwright-core';
import { startEnvironment } from 's1kit';
import { scenes } from './screenshots/scenes.mjs';
import { supplierAt } from './screenshots/supplier.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    width: { type: 'string', multiple: true, default: ['1440', '768'] },
    zoom: { type: 'string', default: '1' },
    only: { type: 'string', multiple: true },
    whole: { type: 'boolean', default: false },
    readme: { type: 'boolean', default: false },
  },
});
const [folder = values.readme ? 'docs/images' : 'screenshots'] = positionals;
const widths = values.readme ? [1440] : values.width.map(Number);
const zoom = Number(values.zoom);
mkdirSync(folder, { recursive: true });

/** As root there is no sandbox; what else is switched off would look for servers of the browser's makers. */
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update'];
const members = { clinician: 'ashah', administrator: 'noakeshott', receptionist: 'bmistry', informationGovernanceLead: 'itrevanion' };

const clock = movableClock({ start: Date.UTC(2026, 2, 2, 9, 40) });
const environment = await startEnvironment({
  patients: 60,
  seed: 1,
  clock,
  date: '2026-03-02',
  throttle: 'off',
  largeRecord: false,
  // Somebody else at another workstation makes a conflict; the README shows one as it starts.
  workstations: values.readme ? 1 : 2,
  port: 0,
  httpPort: 0,
});
const browser = await chromium.launch({ executablePath: process.env.S1KIT_TEST_CHROMIUM ?? '/usr/bin/chromium', args: flags });
try {
  const supplier = supplierAt(environment.port, environment.apiKey);
  const nhsNumber = await somebodyWithMuch();
  await someTraffic(supplier, nhsNumber);
  await devicesOfEachState();
  for (const scene of scenes.filter(({ name, readme }) => (values.readme ? readme !== undefined : (values.only?.includes(name) ?? true)))) {
    for (const width of widths) await photograph(scene, width, supplier, nhsNumber);
  }
} finally {
  await browser.close();
  await environment.close(0);
}

/**
 * @param {import('./screenshots/scenes.mjs').Scene} scene
 * @param {number} width
 * @param {ReturnType<typeof supplierAt>} supplier
 * @param {string} nhsNumber
 */
async function photograph({ after, before, end, name, path, readme, role = 'clinician' }, width, supplier, nhsNumber) {
  const base = `http://127.0.0.1:${environment.httpPort}`;
  const context = await browser.newContext({
    viewport: { width: width / zoom, height: Math.max(700, Math.round(width * 0.625)) / zoom },
    deviceScaleFactor: zoom,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const stage = { page, environment, supplier, nhsNumber, base };
  try {
    if (role !== 'nobody') {
      await environment.perform('session.signIn', { userName: members[role] });
      await page.goto(base);
      await page.getByRole('button', { name: 'Continue as' }).click();
      await page.getByRole('button', { name: 'Sign out' }).waitFor();
    }
    await before?.(stage);
    await page.goto(`${base}${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await after?.(stage);
    // What appears a moment later is to be seen too.
    await page.waitForLoadState('networkidle', { timeout: 2_000 }).catch(() => undefined);
    await page.waitForTimeout(400);
    await page.screenshot({ path: join(folder, values.readme ? `${readme}.png` : `${name}-${width}.png`), fullPage: values.whole });
    console.log(`${name} at ${width}`);
  } catch (failure) {
    console.error(`${name} at ${width}: ${failure instanceof Error ? failure.message.split('\n')[0] : failure}`);
    process.exitCode = 1;
  } finally {
    await Promise.resolve(end?.(stage)).catch(() => undefined);
    await context.close();
  }
}

/** A living patient with a long record. */
async function somebodyWithMuch() {
  const listed = await environment.perform('data.patients', { limit: 100 });
  const [most] = listed
    .filter((one) => one.dateOfDeath === null && !one.confidential && one.nhsNumber !== null && one.edgeCase === null)
    .sort((a, b) => b.events - a.events);
  if (most?.nhsNumber == null) throw new Error('There is no patient to show.');
  return most.nhsNumber;
}

/** An application that is blocked here, and one whose approval was withdrawn. */
async function devicesOfEachState() {
  await environment.perform('session.signIn', { userName: members.administrator });
  const kiosk = await environment.perform('applications.add', { name: 'Waiting Room Display' });
  await environment.perform('devices.block', { applicationId: kiosk.application.id });
  const letters = await environment.perform('applications.add', { name: 'Letters by Post' });
  await environment.perform('devices.approve', { applicationId: letters.application.id });
  await supplierAt(environment.port, letters.apiKey).send('GetFunctions');
  const approved = (await environment.perform('devices.list', {})).find(({ applicationId }) => applicationId === letters.application.id);
  if (approved !== undefined) await environment.perform('devices.revoke', { id: approved.id });
  await environment.perform('session.signIn', { userName: members.clinician });
}

/**
 * What applications do on an ordinary morning, with what goes wrong.
 * @param {ReturnType<typeof supplierAt>} supplier
 * @param {string} nhsNumber
 */
async function someTraffic(supplier, nhsNumber) {
  const stop = environment.prompts.subscribe(() => {
    for (const { promptId } of environment.prompts.list()) environment.prompts.answer(promptId, 'approve', 'ashah');
  });
  const identity = `<Identity><NHSNumber>${nhsNumber}</NHSNumber></Identity>`;
  await supplier.send('GetFunctions');
  stop();
  for (let round = 0; round < 12; round += 1) {
    clock.advance(47_000);
    await supplier.send('PatientSearch', '<Surname>Smith</Surname><Gender>F</Gender>');
    await supplier.send('GetPatientRecord', identity);
    if (round % 3 === 0) await supplier.send('GetAppointmentSlots', '<DateStart>2026-03-02</DateStart><DateEnd>2026-03-06</DateEnd>');
    if (round % 4 === 1) await supplier.send('PatientSearch', '<Surname>Smith</Surname><Gender>Female</Gender>');
    if (round % 5 === 2) await supplier.send('GetPatientRecord', '<Identity><NHSNumber>9990000000</NHSNumber></Identity>');
  }
}
