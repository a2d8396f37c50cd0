import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { patientOf, supplierOf, type TestPatient } from '../support/patients.js';
import { screensForTests, violationsOf } from '../support/screens.js';

const screens = screensForTests({ approve: 'always', workstations: 2 });

const hostile = '&lt;img src=x onerror=alert(1)&gt; &amp; words';
const event = `<Clinical><Event><ClinicalCode><Code Scheme="CTV3" Code="XE0Uc"/><ProblemSeverity>Major</ProblemSeverity><FreeText>${hostile}</FreeText></ClinicalCode></Event></Clinical>`;
const mobile = (number: string): string => `<Demographics><MobileTelephone>${number}</MobileTelephone></Demographics>`;
const task = '<NonClinical><Task><TaskType>Misc</TaskType><Content>Ring back</Content></Task></NonClinical>';

const leave = async (patient: TestPatient, parts: string, workstation = 1): Promise<void> => {
  expect(await supplierOf(screens, workstation).ask('UpdatePatientRecord', `${patient.identity}${parts}<LeaveRecordOpen/>`)).toContain('<RecordState>Open');
};
const save = async (patient: TestPatient, parts: string, workstation: number): Promise<void> => {
  expect(await supplierOf(screens, workstation).ask('UpdatePatientRecord', patient.identity + parts)).toContain('<RecordState>');
};
const recordOf = (patient: TestPatient): Promise<string> => supplierOf(screens, 2).ask('GetPatientRecord', patient.identity);
const bar = (page: Page) => page.getByRole('region', { name: 'Unsaved changes' });

afterEach(async () => {
  // The tests share one record server: each leaves nothing behind.
  await screens.closePages();
  await screens
    .environment()
    .perform('session.signIn', { userName: 'ashah' })
    .catch(() => undefined);
  await screens.environment().perform('session.discard', {});
  await screens.environment().perform('session.close', {});
});

describe('LeaveRecordOpen', () => {
  it('B7.16: stands over every screen as it comes, is reviewed, left out in part, and saved', async () => {
    const patient = await patientOf(screens, 0);
    const page = await screens.visitAs();
    await leave(patient, event + mobile('07700 900001') + task);
    await bar(page).getByText('3 changes are not saved.').waitFor();
    await bar(page).getByText('From Sample application (3).').waitFor();
    await bar(page).getByRole('link', { name: 'Review' }).click();
    const problem = page.getByRole('article', { name: /^Problem/ });
    await problem.getByText('Essential hypertension').waitFor();
    // As text, whatever it looks like.
    await problem.getByText('<img src=x onerror=alert(1)> & words').waitFor();
    expect(page.url()).not.toContain(patient.nhsNumber);
    const request = problem.getByRole('link', { name: /^Request request-/ });
    expect(await request.getAttribute('href')).toMatch(/^\/audit\?uid=request-\d+-1$/);
    expect(await violationsOf(page)).toEqual([]);

    await page.getByRole('checkbox', { name: /^New task/ }).uncheck();
    await page.getByText('Left out', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Save 2 of 3' }).click();
    await page.getByText('2 changes saved.').waitFor();
    const record = await recordOf(patient);
    expect(record).toContain('Essential hypertension');
    expect(record).toContain('07700 900001');
    expect(record).not.toContain('Ring back');

    await page.getByRole('button', { name: 'Save it' }).click();
    await page.getByText('Nothing is unsaved').waitFor();
    expect(await bar(page).getByRole('button').count()).toBe(0);
    expect(await recordOf(patient)).toContain('Ring back');
    expect(await violationsOf(page)).toEqual([]);
  });

  it('B7.16: an entry that ends a problem says so, and names the problem; the same of one that belongs to it', async () => {
    const patient = await patientOf(screens, 4);
    const made = await supplierOf(screens, 2).ask('UpdatePatientRecord', patient.identity + event);
    const uid = /<ProblemUID>([0-9a-f]{16})</.exec(made)?.[1] ?? '';
    expect(uid).not.toBe('');
    const page = await screens.visitAs(undefined, '/unsaved');
    await page.getByText('Nothing is unsaved').waitFor();
    const linked = (more: string): string =>
      `<Clinical><Event Method="Telephone"><ClinicalCode><Code Scheme="CTV3" Code="XE0Uc"/>${more}<LinkedProblemUID>${uid}</LinkedProblemUID></ClinicalCode></Event></Clinical>`;
    await leave(patient, linked('<ProblemEndDate>2026-03-02</ProblemEndDate>'));
    const ending = page.getByRole('article');
    await ending.locator('.parts div', { hasText: 'Ends the problem' }).getByText('Essential hypertension').waitFor();
    await ending.locator('.parts div', { hasText: 'Problem ended on' }).getByText('02-Mar-2026').waitFor();
    await ending.getByText('Telephone').waitFor();
    // Ended by somebody else meanwhile: which problem it was stands there too.
    await save(patient, linked('<ProblemEndDate>2026-03-02</ProblemEndDate>'), 2);
    const conflict = page.getByRole('group', { name: /Problem ended on$/ });
    await conflict.getByText('Essential hypertension').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await bar(page).getByRole('button', { name: 'Discard all' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
    await page.getByText('Nothing is unsaved').waitFor();
    await leave(patient, linked(''));
    await page.getByRole('article').locator('.parts div', { hasText: 'Belongs to' }).getByText('Essential hypertension').waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });

  it('B7.16: is discarded once the user has been asked, and nothing of it is in the record', async () => {
    const patient = await patientOf(screens, 1);
    const page = await screens.visitAs();
    await leave(patient, task);
    await bar(page).getByRole('button', { name: 'Discard all' }).click();
    const question = page.getByRole('dialog', { name: 'Discard 1 change?' });
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    await bar(page).getByText('1 change is not saved.').waitFor();
    await bar(page).getByRole('button', { name: 'Discard all' }).click();
    await question.getByRole('button', { name: 'Discard' }).click();
    await bar(page).getByText('1 change discarded.').waitFor();
    // The keyboard is not lost with the bar.
    expect(await page.evaluate('document.activeElement.id')).toBe('maincontent');
    expect(await recordOf(patient)).not.toContain('Ring back');
  });

  it('B7.16: what somebody else has saved meanwhile stands beside it with who did, and is decided before anything of it is saved', async () => {
    const patient = await patientOf(screens, 2);
    const page = await screens.visitAs(undefined, '/unsaved');
    await page.getByText('Nothing is unsaved').waitFor();
    await leave(patient, `${mobile('07700 900001')}${task}`);
    await page.getByRole('heading', { name: 'Demographics' }).waitFor();
    await save(patient, mobile('07700 900002'), 2);
    const conflict = page.getByRole('group', { name: 'Demographics: Mobile telephone' });
    await conflict.getByText(/\(Sample application\), 02-Mar-2026/).waitFor();
    expect(await violationsOf(page)).toEqual([]);

    await bar(page).getByRole('button', { name: 'Save all' }).click();
    await page.getByRole('button', { name: 'Save all 2' }).click();
    await page.getByText('Nothing was saved: somebody else has saved some of the same meanwhile.').waitFor();
    expect(await recordOf(patient)).not.toContain('Ring back');

    const keep = page.getByRole('button', { name: 'Keep these choices and save' });
    expect(await keep.isDisabled()).toBe(true);
    await conflict.getByRole('radio', { name: /^Yours/ }).check();
    await keep.click();
    await conflict.waitFor({ state: 'detached' });
    await bar(page).getByText('1 change is not saved.').waitFor();
    expect(await recordOf(patient)).toContain('07700 900001');
    expect(await recordOf(patient)).not.toContain('Ring back');
  });

  it('B7.16: giving way leaves what the record has', async () => {
    const patient = await patientOf(screens, 3);
    const page = await screens.visitAs(undefined, '/unsaved');
    await leave(patient, mobile('07700 900001'));
    await page.getByRole('heading', { name: 'Demographics' }).waitFor();
    await save(patient, mobile('07700 900002'), 2);
    await page.getByRole('radio', { name: /^Theirs/ }).check();
    await page.getByRole('button', { name: 'Keep these choices and save' }).click();
    await page.getByText('Nothing is unsaved').waitFor();
    expect(await recordOf(patient)).toContain('07700 900002');
  });

  it('B7.16: signing out asks first: stay, save, or discard', async () => {
    const patient = await patientOf(screens, 4);
    const page = await screens.visitAs();
    await leave(patient, task);
    await bar(page).getByText('1 change is not saved.').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    const question = page.getByRole('dialog', { name: '1 change is not saved' });
    await question.getByText('Before you sign out').waitFor();
    await question.getByText(patient.surname.toUpperCase()).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await question.getByRole('button', { name: 'Stay' }).click();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Sign out');
    await bar(page).getByText('1 change is not saved.').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await question.getByRole('button', { name: 'Save all' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    expect(await supplierOf(screens, 2).ask('GetPatientRecord', patient.identity)).toContain('Ring back');
  });

  it('B7.16: at 400 pixels nothing is cut off, and the keyboard alone saves', async () => {
    const patient = await patientOf(screens, 5);
    const page = await screens.visitAs(undefined, '/unsaved');
    await page.setViewportSize({ width: 400, height: 800 });
    await leave(patient, `<Clinical><Event><Narrative><Line>${'Averylongword'.repeat(60)}</Line></Narrative></Event></Clinical>`);
    await page.getByRole('heading', { name: /^Note/ }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(400);
    expect(await violationsOf(page)).toEqual([]);
    await bar(page).getByRole('button', { name: 'Save all' }).focus();
    await page.keyboard.press('Enter');
    await bar(page).getByText('1 change saved.').waitFor();
  });

  it('B4.7: a receptionist saves what their role may', async () => {
    const patient = await patientOf(screens, 6);
    const page = await screens.visitAs('receptionist', '/unsaved');
    await leave(patient, mobile('07700 900001'));
    await page.getByRole('heading', { name: 'Demographics' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save it' }).click();
    await page.getByText('Nothing is unsaved').waitFor();
    expect(await recordOf(patient)).toContain('07700 900001');
  });

  it('B4.7: who may not read the record is told so, and shown nothing of it', async () => {
    const page = await screens.visitAs('informationGovernanceLead', '/unsaved');
    await page.getByText('Nothing is unsaved').waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });
});
