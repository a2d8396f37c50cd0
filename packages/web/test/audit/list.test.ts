import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { screensForTests, violationsOf } from '../support/screens.js';
import { supplierIn, type WatchingSupplier } from '../support/supplier.js';

const screens = screensForTests({ throttle: 'off', approve: 'always' });
let supplier: WatchingSupplier;
let patient = '';

beforeAll(async () => {
  supplier = supplierIn(screens.environment());
  const patients = await screens.environment().perform('data.patients', {});
  patient = patients.find(({ nhsNumber }) => nhsNumber !== null)?.nhsNumber ?? '';
});
// Whoever a test before signed in is not there any more.
beforeEach(() => screens.environment().perform('session.signIn', { userName: 'ashah' }));

const rows = (page: Page) => page.locator('.audit-row[data-index]');
const firstRow = (page: Page) => page.locator('.audit-row[data-index="0"]');

describe('the list of the audit', () => {
  it('says what brings something where nothing is on record that is one’s own to see, and clears filters that match nothing', async () => {
    const page = await screens.visitAs('receptionist', '/audit?function=GetDiary');
    await page.getByText('Nothing on record matches these filters.').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Clear the filters' }).click();
    await rows(page).first().waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  it('B8.4: shows messages as they come on top, and keeps them back while somebody reads further down', async () => {
    for (let count = 0; count < 40; count++) await supplier.ask('GetFunctions');
    const page = await screens.visitAs(undefined, '/audit?kinds=messages');
    await firstRow(page).getByText('GetFunctions').waitFor();
    await supplier.ask('GetOrganisationMetaData');
    await firstRow(page).getByText('GetOrganisationMetaData').waitFor();
    await page.mouse.move(700, 600);
    await page.mouse.wheel(0, 900);
    const anchor = rows(page).filter({ hasText: 'GetFunctions' }).nth(12);
    const reading = await anchor.textContent();
    await expect.poll(() => page.evaluate('window.scrollY')).toBeGreaterThan(600);
    const top = (await anchor.boundingBox())?.y;
    for (let count = 0; count < 3; count++) await supplier.ask('GetCurrentActivity');
    const arrived = page.getByRole('button', { name: /new entr/ });
    await arrived.filter({ hasText: '3 new entries: show them' }).waitFor();
    const same = rows(page)
      .filter({ hasText: reading?.slice(0, 18) ?? '' })
      .first();
    expect((await same.boundingBox())?.y).toBe(top);
    expect(top).toBeGreaterThan(0);
    expect(await violationsOf(page)).toEqual([]);
    await arrived.click();
    await firstRow(page).getByText('GetCurrentActivity').waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await supplier.ask('GetOrganisationMetaData');
    await page.getByRole('button', { name: '1 new entry: show them' }).waitFor();
    await page.getByRole('button', { name: 'Go on live' }).click();
    await supplier.ask('GetOrganisationMetaData');
    await firstRow(page).getByText('GetOrganisationMetaData').waitFor();
  });

  it('has its filters in its address: they are shared, reloaded and gone back to; and tells what came beside them', async () => {
    await supplier.ask('PatientSearch', '<Surname>Smith</Surname><Gender>Z</Gender>', 'find-me-1');
    const page = await screens.visitAs('administrator', '/audit');
    await page.getByLabel('Function').selectOption('PatientSearch');
    await page.waitForURL(/function=PatientSearch/);
    await page.getByLabel('UID').fill('find-me');
    await page.keyboard.press('Enter');
    await page.waitForURL(/uid=find-me/);
    await expect.poll(() => rows(page).count()).toBe(1);
    const { search } = new URL(page.url());
    await page.reload();
    await firstRow(page).getByText('Refused').waitFor();
    expect(await page.getByLabel('UID').inputValue()).toBe('find-me');
    await supplier.ask('GetFunctions');
    await page.getByText('1 new message does not match these filters.').waitFor();
    await firstRow(page).getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: /PatientSearch/ }).waitFor();
    await page.goBack();
    await firstRow(page).getByText('Refused').waitFor();
    expect(new URL(page.url()).search).toBe(search);
    await page.goBack();
    await page.waitForURL((url) => !url.search.includes('uid'));
    expect(await page.getByLabel('UID').inputValue()).toBe('');
    await page.getByLabel('Period').selectOption({ label: 'Last 15 minutes' });
    await page.waitForURL(/last=15m/);
    await firstRow(page).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    const shared = await screens.visitAs('administrator', `/audit${search}`);
    await firstRow(shared).getByText('find-me').or(firstRow(shared).getByText('Refused')).first().waitFor();
  });

  it('is used by the keyboard alone, and wherever there is little room', async () => {
    const page = await screens.visitAs('administrator', '/audit?kinds=messages');
    await firstRow(page).getByRole('link').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.evaluate("document.activeElement?.closest('[data-index]')?.getAttribute('data-index')")).toBe('2');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /^No\. \d+/ }).waitFor();
    await page.goBack();
    for (const width of [768, 400]) {
      await page.setViewportSize({ width, height: 800 });
      await firstRow(page).waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
      expect(await violationsOf(page)).toEqual([]);
    }
  });

  it('has its filters folded where there is little room, with how many are set: they filled the first screen', async () => {
    const page = await screens.visitAs('administrator', '/audit');
    await page.setViewportSize({ width: 400, height: 800 });
    await firstRow(page).waitFor();
    const field = page.getByLabel('Function', { exact: true });
    expect(await field.isVisible()).toBe(false);
    expect((await firstRow(page).boundingBox())?.y).toBeLessThan(800);
    await page.getByText('Filters', { exact: true }).click();
    await field.selectOption('GetFunctions');
    await page.getByText('Filters: 1 set').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    // Turned round, nothing is folded, and what is set stays.
    await page.setViewportSize({ width: 1440, height: 800 });
    await expect.poll(() => field.isVisible()).toBe(true);
    expect(await page.getByText('Filters: 1 set').isVisible()).toBe(false);
    expect(await field.inputValue()).toBe('GetFunctions');
  });

  it('B4.7, B8.4: answers the information governance lead who saw a patient: by the API, and at the screens', async () => {
    const { perform } = screens.environment();
    await supplier.ask('GetPatientRecord', `<Identity><NHSNumber>${patient}</NHSNumber></Identity>`);
    await perform('session.open', { nhsNumber: patient });
    await perform('session.close', {});
    const page = await screens.visitAs('informationGovernanceLead', '/audit');
    await page.getByLabel('Patient: who saw them').fill(`${patient.slice(0, 3)} ${patient.slice(3, 6)} ${patient.slice(6)}`);
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('Opened a record').first().waitFor();
    const shown = await rows(page).allTextContents();
    expect(shown.some((row) => row.includes('GetPatientRecord') && row.includes('API') && row.includes('ashah'))).toBe(true);
    expect(shown.some((row) => row.includes('Opened a record') && row.includes('Person') && row.includes('ashah'))).toBe(true);
    expect(shown.some((row) => row.includes('GetFunctions'))).toBe(false);
    await page.getByRole('button', { name: 'People' }).click();
    await page.waitForURL(/kinds=people/);
    await expect.poll(async () => (await rows(page).allTextContents()).some((row) => row.includes('GetPatientRecord'))).toBe(false);
    expect(await violationsOf(page)).toEqual([]);
  });

  it('B4.7: shows a receptionist their own entries alone, without export and the chain', async () => {
    await supplier.ask('GetFunctions', '', 'of-the-clinician');
    const page = await screens.visitAs('receptionist', '/audit?kinds=messages');
    const name = await screens.environment().perform('session.status', {});
    expect(name.user?.role).toBe('receptionist');
    await page.getByText('npx s1kit send GetFunctions').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await supplier.ask('GetFunctions', '', 'of-the-receptionist');
    await firstRow(page).getByText('GetFunctions').waitFor();
    expect(await rows(page).count()).toBe(1);
    for (const button of ['Export', /Check that nothing/]) expect(await page.getByRole('button', { name: button }).count()).toBe(0);
    expect(await page.getByLabel('User').count()).toBe(0);
    expect(await violationsOf(page)).toEqual([]);
    await page.goto(`${screens.base()}/audit/of-the-clinician`);
    await page.getByRole('alert').getByText('There is no such message').waitFor();
    // It may be asked for anew when the notices are there: all of that has come once the page is closed.
    await screens.closePages();
    expect(screens.expectProblems().every((problem) => problem.includes('404'))).toBe(true);
  });

  it('B8.3: says whether the chain is whole', async () => {
    const page = await screens.visitAs('informationGovernanceLead', '/audit');
    await page.getByRole('button', { name: 'Check that nothing was changed or removed' }).click();
    await page.getByText(/^The chain is whole: \d+ entries, checked at 02-Mar-2026 09:\d\d:\d\d\.$/).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    // Somebody changes an entry behind the environment's back.
    const database = new Database(join(screens.environment().data, 's1kit.db'));
    try {
      database.exec("UPDATE audit_entry SET detail = 'another' WHERE sequence = 2");
      await page.getByRole('button', { name: 'Check again' }).click();
      const broken = page.getByRole('alert');
      await broken.getByText('The chain is broken at entry 2 of workstation').waitFor();
      await broken.getByText('The entry was changed.').waitFor();
      expect(await violationsOf(page)).toEqual([]);
    } finally {
      database.close();
    }
  });

  it('B8.4: exports what is filtered as CSV and as JSON, which is on record', async () => {
    await supplier.ask('PatientSearch', '<Surname>Smith</Surname><Gender>Q</Gender>', '=HYPERLINK("x")');
    const page = await screens.visitAs('informationGovernanceLead', '/audit?function=PatientSearch&kinds=messages');
    await firstRow(page).waitFor();
    await page.getByRole('button', { name: 'Export' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export what is listed' });
    expect(await violationsOf(page)).toEqual([]);
    const saved = async (): Promise<string> => {
      const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Export', exact: true }).click()]);
      return await readFile(await download.path(), 'utf8');
    };
    const csv = (await saved()).split('\r\n');
    expect(csv[0]).toMatch(/^\ufeffNumber,Time \(UK\)/);
    expect(csv.slice(1, -1).every((line) => line.includes(',PatientSearch,'))).toBe(true);
    expect(csv.at(-2)).toContain(`"'=HYPERLINK(""x"")"`);
    await dialog.getByText(/^\d+ entries were exported\.$|^1 entry was exported\.$/).waitFor();
    await dialog.getByLabel('JSON for a program').check();
    await dialog.getByLabel('With requests and replies').check();
    // What is parsed is what was just written; a wrong form fails the test.
    const json = JSON.parse(await saved()) as { entry: { function: string }; request: string; reply: string }[];
    expect(json.at(-1)?.entry.function).toBe('PatientSearch');
    expect(json.at(-1)?.request).toContain('<APIKey>****************</APIKey>');
    expect(json.at(-1)?.reply).toContain('SchemaInvalid');
    await page.keyboard.press('Escape');
    const [exported] = await screens.environment().perform('audit.list', { kinds: 'people', limit: 5 });
    expect(exported).toMatchObject({ kind: 'auditExport', detail: expect.stringContaining('function PatientSearch') });
  });

  it('tells that it could not be read, and tries again', async () => {
    const page = await screens.visitAs('administrator');
    await page.route('**/api/audit?**', (route) => route.abort());
    await page.getByRole('link', { name: 'Message Audit' }).first().click();
    await page.getByRole('alert').getByText('The desktop does not answer.').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.unroute('**/api/audit?**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await firstRow(page).waitFor();
    screens.expectProblems();
  });
});
