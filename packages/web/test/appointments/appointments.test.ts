import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { apiAt, firstFreeSlot } from '../support/api.js';
import { fitsItsWidth, screensForTests, violationsOf } from '../support/screens.js';

const screens = screensForTests({ approve: 'always', workstations: 2 });

// Dr Shah has a surgery on Tuesdays from 08:30; today is Monday.
const tuesday = '2026-03-03';
const ledger = `/appointments?day=${tuesday}&clinician=ashah`;
const ofTuesday = `<MinDateTime>${tuesday}T00:00:00</MinDateTime><MaxDateTime>${tuesday}T23:59:59</MaxDateTime><UserName>ashah</UserName>`;

async function patients() {
  const listed = await screens.environment().perform('data.patients', { limit: 30 });
  return listed.flatMap(({ confidential, dateOfDeath, firstName, nhsNumber, surname }) =>
    nhsNumber === null || confidential || dateOfDeath !== null ? [] : [{ nhsNumber, name: `${surname.toUpperCase()}, ${firstName}` }],
  );
}

async function aPatient(place: number) {
  const patient = (await patients())[place];
  if (patient === undefined) throw new Error('There are too few patients.');
  return patient;
}

const slot = (page: Page, name: RegExp | string) => page.getByRole('button', { name });
const freeSlots = (page: Page) => page.getByRole('button', { name: /Free, .*: book$/ }).count();
const diary = async () => JSON.stringify(await apiAt(screens.environment()).ask('GetDiary', ofTuesday));

// A machine that is busy takes its time over many steps.
describe('the ledger', { timeout: 60_000 }, () => {
  it('shows the day of the environment, goes by its address, and violates nothing', async () => {
    const page = await screens.visitAs(undefined, '/appointments');
    await page.getByRole('heading', { name: 'Monday, 02-Mar-2026 today' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Next day' }).click();
    await page.getByRole('heading', { name: 'Tuesday, 03-Mar-2026' }).waitFor();
    await page.getByLabel('Clinician').selectOption({ label: 'Dr Anita Shah' });
    await page.getByLabel('Site').selectOption('Marlowick Health Centre');
    await expect.poll(() => new URL(page.url()).search).toBe('?day=2026-03-03&clinician=ashah&site=Marlowick+Health+Centre');
    await page.reload();
    await page.getByRole('columnheader', { name: /^Dr Anita Shah\s*GP Surgery/ }).waitFor();
    expect(await page.getByRole('columnheader').count()).toBe(3);
    expect(await page.getByLabel('Clinician').inputValue()).toBe('ashah');
    await page.getByRole('button', { name: 'Today' }).click();
    await page.getByRole('heading', { name: 'Monday, 02-Mar-2026 today' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Tuesday, 03-Mar-2026' }).waitFor();
    await page.getByLabel('Go to date').fill('0202-03-29');
    await page.getByRole('heading', { name: 'Tuesday, 03-Mar-2026' }).waitFor();
    await page.getByLabel('Go to date').fill('2026-03-29');
    await page.getByRole('heading', { name: 'Sunday, 29-Mar-2026' }).waitFor();
    await slot(page, /^09:00 Urgent, Free, Dr Anita Shah: book$/).waitFor();
  });

  it('shows a week in numbers, and that of one clinician slot by slot', async () => {
    const page = await screens.visitAs(undefined, '/appointments?view=week');
    await page.getByRole('columnheader', { name: 'Sunday 08-Mar-2026' }).waitFor();
    expect(await page.getByRole('link', { name: 'Week', exact: true }).getAttribute('aria-current')).toBe('page');
    expect(await page.getByRole('link', { name: 'Day', exact: true }).getAttribute('aria-current')).toBeNull();
    expect(await violationsOf(page)).toEqual([]);
    await page
      .getByRole('rowheader', { name: /Anita Shah.*GP Surgery/s })
      .getByRole('link')
      .click();
    await page.getByRole('columnheader', { name: 'Tuesday 03-Mar-2026' }).waitFor();
    await slot(page, /^08:30 Routine, Free, Dr Anita Shah: book$/)
      .first()
      .waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });

  it('says so on a day without clinics, and follows the clock of the environment', async () => {
    const page = await screens.visitAs(undefined, '/appointments?day=2026-03-07&site=Thornelea+Surgery');
    await page.getByText('No clinic is held on this day.').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.goto(`${screens.base()}/appointments?day=2026-03-02&clinician=ashah`);
    await slot(page, /^18:30 /).waitFor();
    await screens.environment().perform('clock.set', { to: '2026-03-02T19:55:00' });
    await page.getByText('0 free').waitFor();
    await screens.environment().perform('clock.set', { to: '2026-03-02T09:00:00' });
    await page.getByText(/^[1-9]\d* free/).waitFor();
  });

  it('becomes a list by time where it is narrow', async () => {
    const page = await screens.visitAs(undefined, ledger);
    await page.setViewportSize({ width: 400, height: 800 });
    // The table has a slot of the same name, until the page is drawn anew.
    await expect.poll(() => page.getByRole('table').count()).toBe(0);
    await slot(page, /^08:40 Routine, Free, Dr Anita Shah: book$/).waitFor();
    expect(await fitsItsWidth(page)).toBe(true);
    expect(await violationsOf(page)).toEqual([]);
  });

  it('tells what failed, and tries again', async () => {
    const page = await screens.visitAs();
    await page.route('**/api/appointments/ledger?*', (route) =>
      route.fulfill({ status: 409, contentType: 'application/json', body: JSON.stringify({ error: { message: 'All of the data is being changed.' } }) }),
    );
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Appointments' }).click();
    await page.getByRole('alert').getByText('All of the data is being changed.').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.unroute('**/api/appointments/ledger?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await slot(page, /Free, .*: book$/)
      .first()
      .waitFor();
    expect(screens.expectProblems().every((problem) => problem.includes('409'))).toBe(true);
  });

  it('holds names of any length, magnified and narrow too', async () => {
    const { nhsNumber } = await aPatient(7);
    const surname = `Wolfeschlegelsteinhausenbergerdorff-${'Featherstonehaugh-'.repeat(6)}<b>Smith</b>`;
    await apiAt(screens.environment()).ask(
      'UpdatePatientRecord',
      `<Identity><NHSNumber>${nhsNumber}</NHSNumber></Identity><Demographics><Surname>${surname.replaceAll('<', '&lt;')}</Surname></Demographics>`,
    );
    const slotOf = { clinician: 'ashah', siteName: 'Marlowick Health Centre', clinicType: 'GP Surgery', slotType: 'Routine', minutes: 10 };
    await screens.environment().perform('appointments.book', { nhsNumber, ...slotOf, start: `${tuesday}T08:30:00`, comments: 'w'.repeat(2000) });
    const page = await screens.visitAs(undefined, ledger);
    const booked = slot(page, /^08:30 WOLFESCHLEGEL.*<B>SMITH<\/B>, .*Booked, .*: details$/);
    for (const width of [1440, 720, 400]) {
      await page.setViewportSize({ width, height: 450 });
      await booked.click();
      expect(await fitsItsWidth(page)).toBe(true);
      expect(await page.evaluate<boolean>('[document.querySelector("dialog")].every(({ clientWidth, scrollWidth }) => scrollWidth <= clientWidth)')).toBe(true);
      expect(await violationsOf(page)).toEqual([]);
      await page.keyboard.press('Escape');
      expect(await fitsItsWidth(page)).toBe(true);
    }
  });
});

describe('booking', { timeout: 60_000 }, () => {
  it('by an application at another workstation appears at once, with what booked it', async () => {
    const page = await screens.visitAs(undefined, ledger);
    await slot(page, /Free, .*: book$/)
      .first()
      .waitFor();
    const before = await freeSlots(page);
    const api = apiAt(screens.environment(), 1);
    const { clinic, start } = await firstFreeSlot(api, ofTuesday);
    const { name, nhsNumber } = await aPatient(0);
    await api.ask(
      'UpdatePatientRecord',
      `<Identity><NHSNumber>${nhsNumber}</NHSNumber></Identity><NonClinical><Appointment>${clinic}<Comments>Say &lt;b&gt;hello&lt;/b&gt;</Comments></Appointment></NonClinical>`,
    );
    const booked = slot(page, new RegExp(`^${start.slice(11, 16)} ${name}.*, Booked, .*: details$`));
    await booked.waitFor();
    expect(await freeSlots(page)).toBe(before - 1);
    await booked.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('by Sample application', { exact: false }).waitFor();
    await dialog.getByText('Say <b>hello</b>').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Open the record' }).click();
    await expect.poll(async () => (await screens.environment().perform('session.status', {})).record?.nhsNumber).toBe(nhsNumber);
    await screens.environment().perform('session.close', {});
  });

  it('on the screen, by keyboard, for a patient who is found, is read by GetDiary and goes to its end', async () => {
    const page = await screens.visitAs('receptionist', ledger);
    const { name, nhsNumber } = await aPatient(1);
    const free = slot(page, /^09:00 Routine, Free, Dr Anita Shah: book$/);
    await free.focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Find a patient', { exact: true }).fill(nhsNumber);
    const found = page.getByRole('radio', { name: new RegExp(name) });
    await found.focus();
    await page.keyboard.press('Space');
    expect(await violationsOf(page)).toEqual([]);
    await page.getByLabel('Comments').fill('Sore throat');
    await page.getByLabel('Flag').fill('Interpreter needed');
    await page.keyboard.press('Enter');
    await page.getByText(new RegExp(`^Booked: 09:00 with Dr Anita Shah for ${name}`)).waitFor();
    expect(await diary()).toContain('Sore throat');
    const free2 = JSON.stringify(await apiAt(screens.environment()).ask('GetAppointmentSlots', ofTuesday));
    expect(free2).not.toContain(`${tuesday}T09:00:00`);

    await slot(page, /^09:00 .*Booked, .*: details$/).click();
    const dialog = page.getByRole('dialog');
    for (const [button, state] of [
      ['Arrived', 'Arrived'],
      ['Start', 'In progress'],
      ['Finish', 'Finished'],
    ] as const) {
      await dialog.getByRole('button', { name: button, exact: true }).click();
      await dialog.getByRole('status').getByText(state, { exact: true }).waitFor();
    }
    expect(await violationsOf(page)).toEqual([]);
    expect(await diary()).toContain('Finished');
    await page.keyboard.press('Escape');
    await slot(page, /^09:00 .*Finished, .*: details$/).waitFor();
    await screens.environment().perform('session.signIn', { userName: 'ashah' });
  });

  it('is for the patient whose record is open, unless another is chosen', async () => {
    const { name, nhsNumber } = await aPatient(2);
    await screens.environment().perform('session.open', { nhsNumber });
    const page = await screens.visitAs(undefined, ledger);
    await slot(page, /^09:10 .*Free, .*: book$/).click();
    await page.getByRole('button', { name: new RegExp(`^Book for ${name}`) }).click();
    const booked = slot(page, new RegExp(`^09:10 .*${name}.*Booked, .*: details$`));
    await booked.waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    // Whoever works by keyboard goes on where they were.
    expect(await page.locator('button:focus').getAttribute('aria-label')).toMatch(/^09:10 .*Booked/);
    const other = await aPatient(8);
    await screens.environment().perform('session.open', { nhsNumber: other.nhsNumber });
    await slot(page, /^10:15 .*Free, .*: book$/).click();
    await page.getByRole('button', { name: new RegExp(`^Book for ${other.name}`) }).waitFor();
    await screens.environment().perform('session.open', { nhsNumber });
    await page.getByRole('radio', { name: new RegExp(`${name}.*open record`) }).waitFor();
    expect(await page.getByRole('radio', { name: new RegExp(other.name) }).isChecked()).toBe(true);
    await screens.environment().perform('session.close', {});
  });

  it('is cancelled with a reason, and not without; the slot is free again', async () => {
    const { name, nhsNumber } = await aPatient(3);
    const start = `${tuesday}T09:20:00`;
    const slotOf = { clinician: 'ashah', siteName: 'Marlowick Health Centre', clinicType: 'GP Surgery', slotType: 'Routine', minutes: 10 };
    await screens.environment().perform('appointments.book', { nhsNumber, ...slotOf, start });
    const page = await screens.visitAs(undefined, ledger);
    await slot(page, /^09:20 .*Booked, .*: details$/).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Cancel appointment …' }).click();
    await dialog.getByRole('button', { name: 'Cancel this appointment' }).click();
    expect(await dialog.locator('input:invalid').count()).toBe(1);
    expect(await violationsOf(page)).toEqual([]);
    await dialog.getByLabel('Why is this appointment cancelled?').fill('Is away');
    await page.keyboard.press('Enter');
    await dialog.getByText('Cancelled: Is away').waitFor();
    await dialog.getByText('What has been cancelled stays cancelled').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await slot(page, /^09:20 Routine, Free, Dr Anita Shah: book$/).waitFor();
    await slot(page, new RegExp(`^09:20 .*${name}.*Cancelled, .*: details$`)).waitFor();
  });

  it('of one slot by two is done for one of them; the other is told', async () => {
    const two = [await aPatient(4), await aPatient(5)];
    const pages = [await screens.visitAs(undefined, ledger), await screens.visitAs(undefined, ledger)];
    for (const [place, page] of pages.entries()) {
      await slot(page, /^09:45 .*Free, .*: book$/).click();
      await page.getByLabel('Find a patient', { exact: true }).fill(two[place]?.nhsNumber ?? '');
      await page.getByRole('radio', { name: new RegExp(two[place]?.name ?? '') }).check();
    }
    // One may have heard of the other by then: its button does nothing any more.
    await Promise.all(pages.map((page) => page.getByRole('button', { name: /^Book for/ }).dispatchEvent('click')));
    const ends = await Promise.all(
      pages.map((page) =>
        Promise.race([
          page
            .getByText(/^Booked: 09:45/)
            .waitFor()
            .then(() => 'booked'),
          page
            .getByText('This slot is not free any more')
            .waitFor()
            .then(() => 'lost'),
        ]),
      ),
    );
    expect(ends.sort()).toEqual(['booked', 'lost']);
    for (const page of pages) {
      await page.keyboard.press('Escape');
      await slot(page, /^09:45 .*Booked, .*: details$/).waitFor();
    }
    // 409, and what the browser itself says of it.
    expect(screens.expectProblems().length).toBeLessThanOrEqual(2);
  });

  it('of a slot that goes while one writes is not offered any more', async () => {
    const { nhsNumber } = await aPatient(6);
    const page = await screens.visitAs(undefined, ledger);
    await slot(page, /^09:55 .*Free, .*: book$/).click();
    const slotOf = { clinician: 'ashah', siteName: 'Marlowick Health Centre', clinicType: 'GP Surgery', slotType: 'Routine', minutes: 10 };
    await screens.environment().perform('appointments.book', { nhsNumber, ...slotOf, start: `${tuesday}T09:55:00` });
    await page.getByRole('alert').getByText('This slot is not free any more').waitFor();
    expect(await page.getByRole('dialog').getByRole('button', { name: /^Book/ }).isDisabled()).toBe(true);
    expect(await violationsOf(page)).toEqual([]);
  });

  it('for somebody who has died is refused, in words', async () => {
    const dead = (await screens.environment().perform('data.patients', { limit: 30 })).find(({ dateOfDeath, nhsNumber }) => dateOfDeath !== null && nhsNumber);
    const page = await screens.visitAs(undefined, ledger);
    await slot(page, /^10:05 .*Free, .*: book$/).click();
    await page.getByLabel('Find a patient', { exact: true }).fill(dead?.nhsNumber ?? '');
    await page.getByRole('radio', { name: /died/ }).check();
    await page.getByRole('button', { name: /^Book for/ }).click();
    await page.getByRole('alert').getByText('The patient has died').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(screens.expectProblems()).toHaveLength(2);
  });
});
