import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { screensForTests, violationsOf, widthOf } from '../support/screens.js';
import { errorIn, requestOf, send } from '../support/socket.js';

const screens = screensForTests({ approve: 'always', workstations: 2 });

const ask = () => {
  const { apiKey, port } = screens.environment();
  return send(port, requestOf('GetFunctions', { apiKey }));
};

describe('the Demo controls', () => {
  it('B9.2: show the time of the environment, move it forward and set it', async () => {
    const page = await screens.visitAs('receptionist', '/demo');
    await page.getByText('09:00:00').waitFor();
    await page.getByText('02-Mar-2026, UK time').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Forward 30 s' }).click();
    await page.getByText('09:00:30').waitFor();
    await page.getByRole('button', { name: 'Forward 1 hour' }).click();
    await page.getByText('10:00:30').waitFor();
    await page.getByRole('button', { name: 'Forward 1 day' }).click();
    await page.getByText('03-Mar-2026, UK time').waitFor();
    await page.getByLabel('UK date and time').fill('1/7/2026 8:15');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await page.getByText('08:15:00').waitFor();
    expect((await screens.environment().perform('clock.show', {})).now).toBe('2026-07-01T07:15:00.000Z');
    await page.getByLabel('UK date and time').fill('29-Mar-2026 01:30');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await page.getByText('must exist there').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(screens.expectProblems()).toHaveLength(2);
  });

  it('B9.2: set faults, which befall clients, and clear them', async () => {
    const page = await screens.visitAs('clinician', '/demo?part=faults');
    await page.getByText('No fault is set').waitFor();
    await page.getByLabel('What happens').selectOption({ label: 'An error takes the place of the reply, and nothing is carried out' });
    await page.getByLabel('Which error').selectOption('PatientUnknown');
    await page.getByLabel('Function', { exact: true }).selectOption('GetFunctions');
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Set the fault' }).click();
    const list = page.getByRole('region', { name: 'Faults that are set' });
    await list.getByText('PatientUnknown').waitFor();
    await page.getByLabel('What happens').selectOption({ label: 'The reply comes late' });
    await page.getByLabel('By how many seconds').fill('2.5');
    await page.getByLabel('How often').fill('');
    await page.getByRole('button', { name: 'Set the fault' }).click();
    await list.getByText('by 2.5 s').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(errorIn(await ask().reply)).toBe('PatientUnknown');
    await page.getByRole('button', { name: 'Read again' }).click();
    await list.getByText('PatientUnknown').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Clear all' }).click();
    await page.getByText('No fault is set').waitFor();
    expect(await screens.environment().perform('faults.list', {})).toEqual([]);
    expect(errorIn(await ask().reply)).toBeUndefined();
  });

  it('B9.2: take a snapshot and restore it, make patients, make the data anew, and say so to everybody', async () => {
    const page = await screens.visitAs('clinician', '/demo?part=data');
    const other = await screens.visitAs(undefined, '/devices');
    await page.getByText('There are 30 patients.').waitFor();
    await page.getByLabel('Name of a new one').fill('before');
    await page.getByRole('button', { name: 'Take a snapshot' }).click();
    await page.getByRole('button', { name: 'Restore before' }).waitFor();
    await page.getByLabel('How many fictitious patients').fill('5');
    await page.getByRole('button', { name: 'Make them' }).click();
    await page.getByText('There are 35 patients now.').waitFor();
    await other.getByText('The data of this environment were changed as a whole').waitFor();
    expect(await violationsOf(other)).toEqual([]);
    await other.getByRole('button', { name: 'Close the notice' }).click();
    expect(await other.getByText('changed as a whole').count()).toBe(0);
    await page.getByRole('button', { name: 'Restore before' }).click();
    const sure = page.getByRole('dialog', { name: 'Restore before?' });
    expect(await violationsOf(page)).toEqual([]);
    await sure.getByRole('button', { name: 'Restore', exact: true }).click();
    await page.getByText('There are 30 patients.').waitFor();
    await page.getByRole('button', { name: 'Reset the data' }).click();
    await page.getByRole('dialog', { name: 'Reset the data?' }).getByRole('button', { name: 'Reset', exact: true }).click();
    await page.getByText('The data are made anew: 30 patients.').waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });

  it('take data of your own from a file, and say where it is wrong', async () => {
    const page = await screens.visitAs('clinician', '/demo?part=data');
    const folder = mkdtempSync(join(tmpdir(), 's1kit-web-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const choose = async (name: string, content: string): Promise<void> => {
      writeFileSync(join(folder, name), content);
      await page.getByLabel('A document of JSON').setInputFiles(join(folder, name));
    };
    await choose('broken.json', '{');
    await page.getByText('broken.json is not JSON').waitFor();
    await choose('quoted.json', '{"patients":[{"surname":Somebody}]}');
    // What it was: the patients of the file were quoted.
    expect(await page.getByText('quoted.json is not JSON').textContent()).not.toMatch(/Somebody|surname/);
    await choose('wrong.json', '{"sites":[{"name":7}]}');
    await page.getByText('/sites/0').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await choose('right.json', JSON.stringify({ sites: [{ id: 'HARBOUR', name: 'Harbour Branch Surgery' }] }));
    await page.getByText('Added: 1 sites, 0 staff').waitFor();
    expect(screens.expectProblems()).toHaveLength(2);
  });

  it('B4.5, B5.3: change throttle and approval while clients go on', async () => {
    const page = await screens.visitAs('administrator', '/demo?part=settings');
    await page.getByRole('radio', { name: /^Error/ }).check();
    await page.getByLabel('Windows are multiplied by').fill('60');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await page.getByRole('radio', { name: /^Never approve/ }).check();
    const { perform } = screens.environment();
    await expect.poll(async () => await perform('environment.status', {})).toMatchObject({ throttle: 'error', throttleScale: 60, approve: 'never' });
    expect(await violationsOf(page)).toEqual([]);
    for (const device of await perform('devices.list', {})) await perform('devices.revoke', { id: device.id }).catch(() => undefined);
    expect(errorIn(await ask().reply)).toBe('DeviceBlocked');
    // Set elsewhere, it is seen here.
    await perform('environment.setApproval', { approve: 'always' });
    await page.getByRole('radio', { name: /^Always approve/, checked: true }).waitFor();
    await perform('environment.setThrottle', { throttle: 'off', throttleScale: 1 });
  });

  it('show who sits where, and whom there is to test with', async () => {
    const page = await screens.visitAs('receptionist', '/demo?part=workstations');
    const [, second] = screens.environment().workstations;
    await page
      .getByRole('row', { name: second?.name ?? 'none' })
      .getByText('Clinician')
      .waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Patients' }).click();
    await page.getByRole('cell', { name: 'no NHS number' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: /^Open the record of O'BRIEN/ }).click();
    await page.waitForURL('**/record');
    expect((await screens.environment().perform('session.status', {})).record).not.toBeNull();
    await page.goto(`${screens.base()}/demo?part=workstations`);
    await page.getByRole('row', { name: 'this one' }).getByText('open', { exact: true }).waitFor();
    await screens.environment().perform('session.close', {});
    await page.getByRole('row', { name: 'this one' }).getByText('none open').waitFor();
    for (const part of ['clock', 'faults', 'data', 'settings', 'workstations', 'patients']) {
      await page.goto(`${screens.base()}/demo?part=${part}`);
      await page.getByRole('navigation', { name: 'Parts of the Demo controls' }).waitFor();
      await page.setViewportSize({ width: 400, height: 800 });
      expect([part, await widthOf(page)]).toEqual([part, 400]);
      expect(await violationsOf(page)).toEqual([]);
    }
  });

  it('B4.7: leave out patients for who may not read them', async () => {
    const page = await screens.visitAs('informationGovernanceLead', '/demo?part=patients');
    await page.getByText('Your role may not see this').waitFor();
    expect(await page.getByRole('link', { name: 'Patients' }).count()).toBe(0);
    expect(await violationsOf(page)).toEqual([]);
  });
});
