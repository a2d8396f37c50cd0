import { beforeEach, describe, expect, it } from 'vitest';
import { screensForTests, violationsOf } from '../support/screens.js';
import { supplierIn } from '../support/supplier.js';

const screens = screensForTests({ throttle: 'silent', approve: 'always' });
// Whoever a test before signed in is not there any more.
beforeEach(() => screens.environment().perform('session.signIn', { userName: 'ashah' }));

describe('the traffic', () => {
  it('says what brings some where there is none', async () => {
    const page = await screens.visitAs(undefined, '/traffic');
    await page.getByText('No request came in the last hour.').waitFor();
    await page.getByText('No device is approved at this workstation yet.').waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });

  it('B5.1: is drawn as it comes, with the same in tables, and counts down to what each device may send next', async () => {
    const supplier = supplierIn(screens.environment());
    const patients = await screens.environment().perform('data.patients', {});
    const patient = patients.find(({ nhsNumber }) => nhsNumber !== null)?.nhsNumber ?? '';
    const page = await screens.visitAs(undefined, '/traffic');
    await supplier.ask('GetPatientRecord', `<Identity><NHSNumber>${patient}</NHSNumber></Identity>`);
    await supplier.drop('GetPatientRecord', `<Identity><NHSNumber>${patient}</NHSNumber></Identity>`, 'too-soon');
    const functions = page.getByRole('region', { name: 'Functions' });
    await functions.getByRole('row', { name: /^GetPatientRecord 2 1 0 1 0/ }).waitFor();
    const devices = page.getByRole('region', { name: 'Devices' });
    await devices.getByText(/^in (30|29|28|27) s, at 09:00:30$/).waitFor();
    const lastHour = page.getByRole('region', { name: 'Last hour, by minute' });
    expect(await lastHour.getByRole('img').getAttribute('aria-label')).toMatch(/: 2 requests, at most 2 in a minute\./);
    await lastHour.getByText('As a table').click();
    await lastHour.getByRole('row', { name: '09:00 1 0 1 0' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await screens.environment().perform('clock.advance', { milliseconds: 31_000 });
    await devices.getByRole('row', { name: /Sample application [0-9a-f]{16} now now/ }).waitFor();
    await functions.getByRole('link', { name: 'GetPatientRecord' }).click();
    await page.waitForURL(/\/audit\?.*function=GetPatientRecord/);
    await page.getByText('Throttled: silent drop').waitFor();
  });

  it('B4.7: is that of one’s own messages for who may see no others, and fits where there is little room', async () => {
    const page = await screens.visitAs('receptionist', '/traffic');
    await page.getByText('No request came in the last hour.').waitFor();
    const lead = await screens.visitAs('informationGovernanceLead', '/traffic');
    await lead.getByRole('region', { name: 'Functions' }).waitFor();
    for (const width of [768, 400]) {
      await lead.setViewportSize({ width, height: 800 });
      expect(await lead.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
      expect(await violationsOf(lead)).toEqual([]);
    }
  });
});
