import { describe, expect, it } from 'vitest';
import { apiAt } from '../support/api.js';
import { fitsItsWidth, screensForTests, violationsOf } from '../support/screens.js';

const screens = screensForTests({ approve: 'always' });
const day = '2026-03-10';

async function aPatient() {
  const listed = await screens.environment().perform('data.patients', { limit: 30 });
  const patient = listed.find(({ confidential, dateOfDeath, nhsNumber }) => nhsNumber !== null && !confidential && dateOfDeath === null);
  return { nhsNumber: patient?.nhsNumber ?? '', surname: patient?.surname.toUpperCase() ?? '' };
}

describe('the visits of a day', { timeout: 60_000 }, () => {
  it('are requested on the screen, read by GetDiary, given to somebody else, and finished', async () => {
    const { nhsNumber, surname } = await aPatient();
    const page = await screens.visitAs(undefined, `/visits?day=${day}`);
    // A day that cannot be meant is not gone to, and said so.
    await page.getByLabel('Go to date').fill('10/3/0202');
    await page.getByText('Write a year from 1900 on.').waitFor();
    expect(new URL(page.url()).search).toBe(`?day=${day}`);
    await page.getByLabel('Go to date').fill('10/3/2026');
    await page.getByText('Write a year from 1900 on.').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Request a visit' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Find a patient', { exact: true }).fill(nhsNumber);
    await dialog.getByRole('radio', { name: new RegExp(surname) }).check();
    await dialog.getByLabel('Time').fill('11.20');
    expect(await dialog.getByLabel('Date').inputValue()).toBe('10-Mar-2026');
    await dialog.getByLabel('Comments').fill('Key under the mat');
    expect(await violationsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: /^Request for/ }).click();
    await page.getByText(/^Requested: a visit to/).waitFor();
    const diary = `<MinDateTime>${day}T00:00:00</MinDateTime><MaxDateTime>${day}T23:59:59</MaxDateTime><Visits/>`;
    const read = async () => JSON.stringify(await apiAt(screens.environment()).ask('GetDiary', diary));
    expect(await read()).toContain('Key under the mat');

    await page.getByRole('button', { name: /^11:20, .*details$/ }).click();
    await dialog.getByLabel('Give it to').selectOption({ label: 'Mrs Judith Hathersage' });
    await page.getByRole('row', { name: /11:20.*Judith Hathersage/ }).waitFor();
    await dialog.getByRole('button', { name: 'Set out' }).click();
    await dialog.getByRole('status').getByText('In progress').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Finish' }).click();
    await dialog.getByRole('status').getByText('Finished').waitFor();
    expect(await read()).toContain('jhathersage');
  });

  it('appear at once when an application requests them, can be narrowed, and are cancelled with a reason', async () => {
    const { nhsNumber } = await aPatient();
    const page = await screens.visitAs(undefined, '/visits?day=2026-03-11&visitor=gokafor');
    await page.getByText('No visits on this day.').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    const visit = (time: string, visitor: string) =>
      `<Identity><NHSNumber>${nhsNumber}</NHSNumber></Identity><NonClinical><Visit><DateTime>2026-03-11T${time}:00</DateTime><Duration>30</Duration><UserName>${visitor}</UserName></Visit></NonClinical>`;
    const api = apiAt(screens.environment());
    await api.ask('UpdatePatientRecord', visit('10:00', 'ashah'));
    await api.ask('UpdatePatientRecord', visit('12:00', 'gokafor'));
    await page.getByRole('button', { name: /^12:00/ }).waitFor();
    expect(await page.getByRole('row').count()).toBe(2);
    await page.getByRole('button', { name: /^12:00/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Give it to').selectOption({ label: 'Dr Lin Wong' });
    await dialog.getByText('This visit is not in the list any more').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByLabel('Who visits').selectOption('');
    await page.getByRole('button', { name: /^10:00/ }).click();
    await dialog.getByRole('button', { name: 'Cancel visit …' }).click();
    await dialog.getByLabel('Why is this visit cancelled?').fill('In hospital');
    await dialog.getByRole('button', { name: 'Cancel this visit' }).click();
    await dialog.getByText('Cancelled: In hospital').waitFor();
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 400, height: 800 });
    expect(await fitsItsWidth(page)).toBe(true);
    expect(await violationsOf(page)).toEqual([]);
  });
});
