import { describe, expect, it } from 'vitest';
import { screensForTests, violationsOf, widthOf } from '../support/screens.js';
import { errorIn, requestOf, send } from '../support/socket.js';

const screens = screensForTests({ approve: 'always' });

const get = async (functionName: string, apiKey: string): Promise<string | undefined> =>
  errorIn(await send(screens.environment().port, requestOf(functionName, { apiKey })).reply);

describe('applications', () => {
  it('B4.1: one is registered with some functions, its key is shown once and works; rotated, both keys do for a while; revoked, none', async () => {
    const page = await screens.visitAs('administrator', '/applications');
    await page.getByRole('link', { name: 'Revoked' }).click();
    await page.getByText('No application was revoked').waitFor();
    expect(await violationsOf(page)).toEqual([]);

    await page.getByRole('button', { name: 'Register an application' }).click();
    const register = page.getByRole('dialog', { name: 'Register an application' });
    await register.getByRole('button', { name: 'Register' }).click();
    await register.getByText('Enter a name.').waitFor();
    await register.getByRole('textbox', { name: 'Name' }).fill('Arrivals kiosk <b>');
    await register.getByRole('checkbox', { name: /GetCurrentActivity$/ }).check();
    expect(await violationsOf(page)).toEqual([]);
    await register.getByRole('button', { name: 'Register' }).click();
    const shown = page.getByRole('dialog', { name: 'The application is registered' });
    const apiKey = (await shown.locator('code').textContent()) ?? '';
    expect(apiKey).toMatch(/^[0-9a-f]{16}$/);
    expect(await shown.textContent()).toContain('It is not shown again.');
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await shown.isVisible()).toBe(true);
    await shown.getByRole('button', { name: 'I have kept the key' }).click();
    expect(await page.content()).not.toContain(apiKey);

    expect(await get('GetFunctions', apiKey)).toBeUndefined();
    expect(await get('GetDiary', apiKey)).toBe('FunctionUnknown');

    await page.getByRole('link', { name: 'Registered' }).click();
    await page.getByRole('link', { name: 'Arrivals kiosk <b>' }).click();
    await page.getByRole('heading', { level: 1, name: 'Arrivals kiosk <b>' }).waitFor();
    await page.getByRole('cell', { name: 'Approved' }).first().waitFor();
    expect(await violationsOf(page)).toEqual([]);

    await page.getByRole('button', { name: 'Make a new key' }).click();
    const rotate = page.getByRole('dialog', { name: 'Make a new key' });
    await rotate.getByRole('radio', { name: 'one day' }).check();
    expect(await violationsOf(page)).toEqual([]);
    await rotate.getByRole('button', { name: 'Make the key' }).click();
    const newKey = (await page.getByRole('dialog', { name: 'The new key' }).locator('code').textContent()) ?? '';
    await page.getByRole('button', { name: 'I have kept the key' }).click();
    await page.getByText(/accepted until 03-Mar-2026/).waitFor();
    expect([await get('GetFunctions', apiKey), await get('GetFunctions', newKey)]).toEqual([undefined, undefined]);
    screens.clock.advance(24 * 3_600_000);
    expect([await get('GetFunctions', apiKey), await get('GetFunctions', newKey)]).toEqual(['KeyRefused', undefined]);

    await page.getByRole('button', { name: 'Revoke', exact: true }).click();
    const sure = page.getByRole('dialog', { name: 'Revoke the application?' });
    expect(await violationsOf(page)).toEqual([]);
    await sure.getByRole('button', { name: 'Revoke' }).click();
    await page.getByText(/none of its keys is accepted/).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(await get('GetFunctions', newKey)).toBe('KeyRefused');
  });

  it('B4.7: are for administrators alone: others do not see them, and the server refuses them as well', async () => {
    const page = await screens.visitAs('receptionist');
    expect(await page.getByRole('link', { name: 'Applications' }).count()).toBe(0);
    await page.goto(`${screens.base()}/applications`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.evaluate<number>('fetch("/api/applications").then(({ status }) => status)')).toBe(403);
    expect(await page.getByText('Sample application').count()).toBe(0);
    expect(await violationsOf(page)).toEqual([]);
    expect(screens.expectProblems().filter((problem) => !/403|console: .*403/.test(problem))).toEqual([]);
  });

  it('of an address that names none say so', async () => {
    const page = await screens.visitAs('administrator', '/applications/none');
    await page.getByText('There is no such application').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'All applications' }).click();
    await page.getByRole('link', { name: 'Sample application' }).waitFor();
    await page.setViewportSize({ width: 400, height: 800 });
    expect(await widthOf(page)).toBeLessThanOrEqual(400);
  });
});
