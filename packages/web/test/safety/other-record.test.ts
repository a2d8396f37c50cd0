// The worst that screens can do is to show or write one patient's data as another's: what happens when another record is opened, or somebody else signs in, in the middle of something.
import { afterEach, describe, expect, it } from 'vitest';
import { patientOf, supplierOf, type TestPatient } from '../support/patients.js';
import { screensForTests, violationsOf } from '../support/screens.js';

const screens = screensForTests({ approve: 'always', workstations: 2 });

const eventsOf = async (patient: TestPatient): Promise<string> => await supplierOf(screens, 2).ask('GetPatientRecord', patient.identity);
const open = async (patient: TestPatient): Promise<void> => {
  await screens.environment().perform('session.open', { nhsNumber: patient.nhsNumber });
};

afterEach(async () => {
  await screens.closePages();
  await screens.environment().perform('session.discard', {});
  await screens.environment().perform('session.signIn', { userName: 'ashah' });
  await screens.environment().perform('session.close', {});
});

describe('another record that is opened meanwhile', () => {
  it('what it was: what was entered for one patient was saved in the record of the next, which an application or another window had opened', async () => {
    const [first, second] = [await patientOf(screens, 0), await patientOf(screens, 1)];
    await screens.environment().perform('session.signIn', { userName: 'ashah' });
    await open(first);
    const page = await screens.visitAs(undefined, '/record/add?dialog=task');
    const dialog = page.getByRole('dialog', { name: 'Add a task' });
    await dialog.getByText(first.surname.toUpperCase()).waitFor();
    await dialog.getByRole('combobox', { name: 'Type of task' }).selectOption('Misc');
    await dialog.getByRole('textbox', { name: 'What is to be done' }).fill('For the first alone');
    await open(second);
    await page.locator('.banner__name').getByText(second.surname.toUpperCase()).waitFor();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('what you had begun to enter for the patient before was not saved').waitFor();
    expect(page.url()).not.toContain('dialog=');
    expect(await violationsOf(page)).toEqual([]);
    expect(await eventsOf(second)).not.toContain('For the first alone');
    expect(await eventsOf(first)).not.toContain('For the first alone');
  });

  it('what it was: an entry that was accepted in the moment between went into the record of the next patient', async () => {
    const [first, second] = [await patientOf(screens, 2), await patientOf(screens, 3)];
    await screens.environment().perform('session.signIn', { userName: 'ashah' });
    await open(first);
    const page = await screens.visitAs(undefined, '/record/add?dialog=task');
    const dialog = page.getByRole('dialog', { name: 'Add a task' });
    await dialog.getByRole('combobox', { name: 'Type of task' }).selectOption('Misc');
    await dialog.getByRole('textbox', { name: 'What is to be done' }).fill('For the first alone');
    // The banner has not been read again yet; what else the screens know of the session has.
    await page.route('**/api/record/banner*', () => undefined);
    await open(second);
    await page.waitForResponse((response) => response.url().endsWith('/api/session') && response.ok());
    await dialog.getByRole('button', { name: 'Accept' }).click();
    await dialog.getByText('Another record is open by now: nothing was changed.').waitFor();
    expect(screens.expectProblems()).toHaveLength(2);
    expect(await eventsOf(second)).not.toContain('For the first alone');
  });
});

describe('an act on the open record', () => {
  it('what it was: closing, saving and discarding went to whichever record was open by then; now they say for whom they are meant, and are refused', async () => {
    const [first, second] = [await patientOf(screens, 4), await patientOf(screens, 5)];
    await screens.environment().perform('session.signIn', { userName: 'ashah' });
    await open(first);
    const page = await screens.visitAs(undefined, '/record');
    await page.locator('.banner__name').getByText(first.surname.toUpperCase()).waitFor();
    // What the screens know of the session stands still for a moment, as it does on a slow machine.
    await page.route('**/api/record/banner*', () => undefined);
    await open(second);
    await page.waitForResponse((response) => response.url().endsWith('/api/session') && response.ok());
    const asked = page.waitForRequest((request) => request.url().endsWith('/api/session/close'));
    await page.getByRole('button', { name: 'Close record' }).click();
    expect((await asked).postDataJSON()).toEqual({ nhsNumber: first.nhsNumber });
    await expect.poll(async () => (await screens.environment().perform('session.status', {})).record?.nhsNumber).toBe(second.nhsNumber);
    await page.waitForResponse((response) => response.url().endsWith('/api/session/close') && response.status() === 409);
    expect((await screens.environment().perform('session.status', {})).record?.nhsNumber).toBe(second.nhsNumber);
    await screens.closePages();
    expect(screens.expectProblems().every((problem) => problem.includes('409'))).toBe(true);
  });
});

describe('unsaved changes that come meanwhile', () => {
  it('what it was: an answer to "Discard 1 change?" discarded what an application had left since, which nobody had seen', async () => {
    const patient = await patientOf(screens, 4);
    const task = (content: string): string =>
      `<NonClinical><Task><TaskType>Misc</TaskType><Content>${content}</Content></Task></NonClinical><LeaveRecordOpen/>`;
    const page = await screens.visitAs();
    await supplierOf(screens).ask('UpdatePatientRecord', patient.identity + task('Seen'));
    const bar = page.getByRole('region', { name: 'Unsaved changes' });
    await bar.getByRole('button', { name: 'Discard all' }).click();
    const question = page.getByRole('dialog', { name: 'Discard 1 change?' });
    await question.waitFor();
    await supplierOf(screens).ask('UpdatePatientRecord', patient.identity + task('Not seen'));
    await bar.getByText('2 changes are not saved.').waitFor();
    await question.getByRole('button', { name: 'Discard' }).click();
    await bar.getByText('1 change is not saved.').waitFor();
    await bar.getByRole('button', { name: 'Save all' }).click();
    await bar.getByText('1 change saved.').waitFor();
    const record = await eventsOf(patient);
    expect(record).toContain('Not seen');
    expect(record).not.toContain('>Seen<');
  });
});

describe('somebody who was signed out meanwhile', () => {
  it('what it was: a page that nobody had looked at went on showing the record after somebody else had signed in', async () => {
    const patient = await patientOf(screens, 5);
    const page = await screens.visitAs();
    await open(patient);
    await page.locator('.banner__name').getByText(patient.surname.toUpperCase()).waitFor();
    await page.clock.install();
    const look = (hidden: boolean): Promise<unknown> =>
      page.evaluate(
        `Object.defineProperty(document, 'hidden', { configurable: true, value: ${hidden} }); document.dispatchEvent(new Event('visibilitychange'));`,
      );
    await look(true);
    // As long as a page that is not seen keeps its stream of notices.
    await page.clock.fastForward(11_000);
    await screens.environment().perform('session.signIn', { userName: 'tpellow' });
    await look(false);
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    expect(await page.getByText(patient.surname.toUpperCase()).count()).toBe(0);
    screens.expectProblems();
  });

  it('what it was: a reply that came after a sign-out was shown to whoever signed in next', async () => {
    const page = await screens.visitAs(undefined, '/requests');
    await page.getByText('It follows its schema.').waitFor();
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/api/requests', async (route) => {
      const response = await route.fetch();
      await answered;
      await route.fulfill({ response });
    });
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('Waits for the reply …').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    const came = page.waitForResponse('**/api/requests');
    answer();
    await came;
    await page.getByRole('region', { name: 'Receptionist' }).getByRole('button').first().click();
    await page.getByRole('link', { name: 'Requests' }).first().click();
    await page.getByText('Nothing was sent yet').waitFor();
  });
});
