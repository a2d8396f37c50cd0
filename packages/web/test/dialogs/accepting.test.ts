// What stands in a dialog is what is accepted, and what is said of it is true.
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { patientOf, supplierOf, type TestPatient } from '../support/patients.js';
import { screensForTests, violationsOf } from '../support/screens.js';

const screens = screensForTests({ approve: 'always', workstations: 2 });

const eventsOf = async (patient: TestPatient): Promise<string> => await supplierOf(screens, 2).ask('GetPatientRecord', patient.identity);
const dialogFor = async (patient: TestPatient, kind: string): Promise<Page> => {
  await screens.environment().perform('session.signIn', { userName: 'ashah' });
  await screens.environment().perform('session.open', { nhsNumber: patient.nhsNumber });
  const page = await screens.visitAs(undefined, `/record/add?dialog=${kind}`);
  await page.getByRole('dialog').waitFor();
  return page;
};
/** What a search offers; the choices of selects are options too. */
const offered = (page: Page) => page.getByRole('listbox').getByRole('option');

afterEach(async () => {
  await screens.closePages();
  await screens.environment().perform('session.close', {});
});

describe('the search for codes and products', () => {
  it('what it was: Enter took what had been found for the words before', async () => {
    const page = await dialogFor(await patientOf(screens, 0), 'prescribing');
    const search = page.getByRole('combobox', { name: 'Medication', exact: true });
    await search.fill('amlodipine');
    await offered(page).first().waitFor();
    await page.route('**/api/codes*', () => undefined);
    await search.fill('ramipril');
    await search.press('Enter');
    // Neither chosen, nor the form accepted.
    expect(await offered(page).count()).toBe(0);
    expect(await page.getByRole('button', { name: /^Take away/ }).count()).toBe(0);
    await page.getByRole('dialog').getByRole('button', { name: 'Accept' }).waitFor();
    expect(await page.getByText('Nothing was made').count()).toBe(0);
  });

  it('what it was: where the search failed, the list was said to have nothing of the kind', async () => {
    const page = await dialogFor(await patientOf(screens, 0), 'coding');
    await page.route('**/api/codes*', (route) => route.fulfill({ status: 500, json: { error: { message: 'Something failed.' } } }));
    await page.getByRole('combobox', { name: 'Code', exact: true }).fill('asthma');
    await page.getByText('The list could not be searched.').waitFor();
    expect(await page.getByText('Nothing in the list has these words.').count()).toBe(0);
    screens.expectProblems();
  });
});

describe('another product or code', () => {
  it('what it was: the dose and the quantity of the product before stayed with the next', async () => {
    const page = await dialogFor(await patientOf(screens, 1), 'prescribing');
    const take = async (words: string): Promise<void> => {
      await page.getByRole('combobox', { name: 'Medication', exact: true }).fill(words);
      await offered(page).first().click();
    };
    const inField = (name: string): Promise<string> => page.getByRole('textbox', { name }).inputValue();
    await take('amlodipine 5mg');
    const amlodipine = [await inField('Dose'), await inField('Quantity')];
    expect(amlodipine.every((text) => text !== '')).toBe(true);
    await page.getByRole('textbox', { name: 'Dose' }).fill('2 every hour');
    await take('salbutamol');
    expect(await inField('Dose')).not.toBe('2 every hour');
    await page.getByRole('button', { name: /^Take away/ }).click();
    expect([await inField('Dose'), await inField('Quantity')]).toEqual(['', '']);
    // What is written before a product is chosen is of the one that is chosen.
    await page.getByRole('textbox', { name: 'Dose' }).fill('as directed');
    await take('amlodipine 5mg');
    expect(await inField('Dose')).toBe('as directed');
  });

  it('what it was: the units of the code before stayed with the next', async () => {
    const page = await dialogFor(await patientOf(screens, 1), 'coding');
    const take = async (words: string): Promise<void> => {
      await page.getByRole('combobox', { name: 'Code', exact: true }).fill(words);
      await offered(page).first().click();
    };
    const units = page.getByRole('textbox', { name: 'Units' });
    await take('22A..');
    await expect.poll(() => units.inputValue()).toBe('kg');
    await take('22K..');
    await expect.poll(() => units.inputValue()).not.toBe('kg');
    await take('asthma');
    await expect.poll(() => units.inputValue()).toBe('');
  });
});

describe('accepting', () => {
  it('what it was: an entry whose answer was lost was said not to have been made, and would have been made twice', async () => {
    const patient = await patientOf(screens, 2);
    const page = await dialogFor(patient, 'task');
    await page.getByRole('combobox', { name: 'Type of task' }).selectOption('Misc');
    await page.getByRole('textbox', { name: 'What is to be done' }).fill('Made, and not told');
    await page.route('**/api/record/entries', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByText('It is not known whether this was done: look at what there is before you do it again.').waitFor();
    expect(await page.getByText('Nothing was made').count()).toBe(0);
    expect(await violationsOf(page)).toEqual([]);
    screens.expectProblems();
    expect(await eventsOf(patient)).toContain('Made, and not told');
  });

  it('what it was: Escape left the dialog while its entry was being made, as if it were not', async () => {
    const patient = await patientOf(screens, 3);
    const page = await dialogFor(patient, 'task');
    await page.getByRole('combobox', { name: 'Type of task' }).selectOption('Misc');
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/api/record/entries', async (route) => {
      const response = await route.fetch();
      await answered;
      await route.fulfill({ response });
    });
    await page.getByRole('textbox', { name: 'What is to be done' }).fill('Being made');
    await page.getByRole('button', { name: 'Accept' }).click();
    for (let times = 0; times < 3; times++) await page.keyboard.press('Escape');
    // A browser shuts a dialog by itself at the second Escape, and it is opened again in the same moment.
    await page.getByRole('dialog', { name: 'Add a task' }).waitFor();
    expect(await page.getByText('What you entered is not kept.').count()).toBe(0);
    answer();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await eventsOf(patient)).toContain('Being made');
  });

  it('what it was: on a machine without a network nothing was read or done, and what was asked for was done when it had one again', async () => {
    const patient = await patientOf(screens, 4);
    const page = await dialogFor(patient, 'task');
    // As a browser tells it: the desktop is on this machine, and is reached all the same.
    await page.evaluate("window.dispatchEvent(new Event('offline'))");
    await page.getByRole('combobox', { name: 'Type of task' }).selectOption('Misc');
    await page.getByRole('textbox', { name: 'What is to be done' }).fill('Without a network');
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await eventsOf(patient)).toContain('Without a network');
    await page.getByRole('link', { name: 'Appointments' }).first().click();
    await page.getByRole('combobox', { name: 'Clinician' }).waitFor();
  });
});
