import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { focusedText, screensForTests, violationsOf, widthOf } from '../support/screens.js';
import { errorIn, requestOf, send, textIn } from '../support/socket.js';

const screens = screensForTests();

const hostile = `<img src=x onerror=alert(1)> "${'VeryLong'.repeat(8)}"`;

/** A request of the sample application without a DeviceID, or with one. */
const ask = (deviceId = '') => {
  const { apiKey, port } = screens.environment();
  return send(port, requestOf('GetFunctions', { apiKey, deviceId }));
};
const prompt = (page: Page) => page.getByRole('dialog', { name: 'An application asks to connect' });
/** It takes no answer before it can have been read. */
const readable = (page: Page) => prompt(page).getByRole('button', { name: 'Approve' }).click({ trial: true });

afterEach(async () => {
  await screens.closePages();
  // What one test has decided must not decide the next.
  const { perform } = screens.environment();
  for (const device of await perform('devices.list', {})) {
    if (device.state === 'blocked') await perform('devices.unblock', { id: device.id });
    if (device.state === 'approved') await perform('devices.revoke', { id: device.id });
  }
});

describe('first contact', () => {
  it('B4.2: the prompt appears over whatever screen is open, is approved by keyboard, and the client gets its DeviceID; revoked, it is unknown', async () => {
    const page = await screens.visitAs('receptionist', '/demo');
    const client = ask();
    await prompt(page).getByText('Sample application').waitFor();
    const words = await prompt(page).textContent();
    for (const part of ['version 2.4.1', "read patients' records", "write in patients' records", 'open dialogs here', 'Message Audit under your name'])
      expect(words).toContain(part);
    expect(await violationsOf(page)).toEqual([]);

    // Whoever was typing answers nothing by it.
    expect(await focusedText(page)).toBe('Sample application version 2.4.1');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Space');
    expect(await prompt(page).isVisible()).toBe(true);
    await page.keyboard.press('Tab');
    expect(await focusedText(page)).toBe('Approve');
    await readable(page);
    await page.keyboard.press('Enter');
    const deviceId = textIn(await client.reply, 'DeviceID');
    expect(deviceId).toMatch(/^[0-9a-f]{16}$/);
    await prompt(page).waitFor({ state: 'detached' });

    await page.getByRole('link', { name: 'Devices' }).click();
    const row = page.getByRole('row', { name: 'Sample application' }).filter({ hasText: deviceId ?? 'no DeviceID' });
    await row.waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await row.getByRole('button', { name: 'Revoke' }).click();
    const sure = page.getByRole('dialog', { name: 'Revoke the approval?' });
    expect(await sure.textContent()).toContain('is unknown from then on');
    expect(await violationsOf(page)).toEqual([]);
    await sure.getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('No application is approved on this workstation').waitFor();
    await page.getByRole('link', { name: 'Revoked' }).click();
    await row.waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(errorIn(await ask(deviceId).reply)).toBe('DeviceUnknown');
  });

  it('B4.2: the prompt appears where it was raised while the first list of them was on its way: it did not', async () => {
    const page = await screens.visitAs('receptionist');
    const { prompts } = screens.environment();
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let isHeld = false;
    await page.route('**/api/prompts', async (route) => {
      const response = await route.fetch();
      if (!isHeld) {
        isHeld = true;
        await released;
      }
      // One that was given up meanwhile is answered by nobody.
      await route.fulfill({ response }).catch(() => undefined);
    });
    await Promise.all([page.waitForResponse('**/api/events'), page.reload()]);
    await expect.poll(() => isHeld).toBe(true);
    const client = ask();
    await expect.poll(() => prompts.list().length).toBe(1);
    // So that the notice is there: nothing on the page tells of it, as long as the list is on its way.
    await page.waitForTimeout(300);
    release();
    await prompt(page).getByRole('button', { name: 'Decide later' }).click();
    expect(errorIn(await client.reply)).toBe('ApprovalPending');
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });

  it('B4.2: blocked, it is refused without asking, which a notice says; the block is lifted in Devices', async () => {
    const page = await screens.visitAs('clinician');
    const client = ask();
    await prompt(page).getByRole('button', { name: 'Block' }).click();
    expect(errorIn(await client.reply)).toBe('DeviceBlocked');
    expect(errorIn(await ask().reply)).toBe('DeviceBlocked');
    const notices = page.getByRole('region', { name: 'Notices' });
    await notices.getByText('An application was blocked on this workstation').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await notices.getByRole('link', { name: 'Devices' }).click();
    await page.getByRole('link', { name: 'Blocked' }).click();
    await page.getByRole('row', { name: 'Sample application' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Unblock Sample application' }).click();
    await page.getByText('The block is lifted').waitFor();
    await page.keyboard.press('Escape');
    await notices.getByText('An application was blocked').waitFor({ state: 'detached' });
    const again = ask();
    await readable(page);
    await page.keyboard.press('Escape');
    expect(errorIn(await again.reply)).toBe('ApprovalPending');
    await prompt(page).waitFor({ state: 'detached' });
  });

  it('B4.3: several ask one after another; what was answered elsewhere or has waited too long goes by itself; names are shown as the text that they are', async () => {
    const page = await screens.visitAs('administrator', '/applications');
    const environment = screens.environment();
    const { apiKey: otherKey } = await environment.perform('applications.add', { name: hostile, functions: ['ExitClient'] });
    const client = ask();
    await prompt(page).getByText('Sample application').waitFor();
    const other = send(environment.port, requestOf('GetFunctions', { apiKey: otherKey }));
    await prompt(page).getByText('One more waits behind it').waitFor();
    const [first] = environment.prompts.list();
    environment.prompts.answer(first?.promptId ?? '', 'later', 'ashah');
    expect(errorIn(await client.reply)).toBe('ApprovalPending');
    await prompt(page).getByText(hostile).waitFor();
    expect(await prompt(page).textContent()).not.toContain("read patients' records");
    await page.setViewportSize({ width: 400, height: 700 });
    expect(await prompt(page).getByRole('button', { name: 'Approve' }).isVisible()).toBe(true);
    expect(await widthOf(page)).toBeLessThanOrEqual(400);
    expect(await violationsOf(page)).toEqual([]);
    screens.clock.advance(120_000);
    expect(errorIn(await other.reply)).toBe('ApprovalPending');
    await prompt(page).waitFor({ state: 'detached' });
  });

  it('B4.2: a click or key that was meant for what stood there before answers no prompt that nobody has read: the next one was approved by it', async () => {
    const page = await screens.visitAs('administrator', '/devices');
    const environment = screens.environment();
    const { apiKey: otherKey } = await environment.perform('applications.add', { name: 'The next one', functions: ['ExitClient'] });
    const client = ask();
    await prompt(page).getByText('Sample application').waitFor();
    const other = send(environment.port, requestOf('GetFunctions', { apiKey: otherKey }));
    await prompt(page).getByText('One more waits behind it').waitFor();
    await readable(page);
    const { x, y, width, height } = (await prompt(page).getByRole('button', { name: 'Approve' }).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    // Ten clicks at one place, as fast as they come: the first is for the one that was read.
    await page.mouse.move(x + width / 2, y + height / 2);
    for (let click = 0; click < 10; click += 1) await page.mouse.click(x + width / 2, y + height / 2, { delay: 0 });
    expect(textIn(await client.reply, 'DeviceID')).toMatch(/^[0-9a-f]{16}$/);
    await prompt(page).getByText('The next one').waitFor();
    await page.mouse.click(x + width / 2, y + height / 2);
    await page.keyboard.press('Escape');
    expect(await prompt(page).getByText('The next one').isVisible()).toBe(true);
    expect(await violationsOf(page)).toEqual([]);
    await prompt(page).getByRole('button', { name: 'Decide later' }).click();
    expect(errorIn(await other.reply)).toBe('ApprovalPending');
  });

  it('B4.7: who may not decide is told that a colleague is needed; signed out nothing is asked, and the prompt waits for who comes', async () => {
    const page = await screens.visitAs('informationGovernanceLead');
    const client = ask();
    await page.getByText('An application asks to connect to this workstation. A colleague').waitFor();
    expect(await prompt(page).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Devices', exact: true }).count()).toBe(0);
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    expect(await page.getByText('asks to connect').count()).toBe(0);
    await page.getByRole('region', { name: 'Receptionist' }).getByRole('button').first().click();
    await prompt(page).getByRole('button', { name: 'Decide later' }).click();
    expect(errorIn(await client.reply)).toBe('ApprovalPending');
  });
});

describe('deciding in advance', () => {
  it('B4.3: an approval holds for ten minutes, a block until it is lifted', async () => {
    const page = await screens.visitAs('receptionist', '/devices');
    const decide = async (answer: string): Promise<void> => {
      await page.getByRole('button', { name: 'Approve or block in advance' }).click();
      const dialog = page.getByRole('dialog', { name: 'Approve or block in advance' });
      await dialog.getByLabel('Application').selectOption({ label: 'Sample application' });
      expect(await violationsOf(page)).toEqual([]);
      await dialog.getByRole('button', { name: answer }).click();
      await dialog.waitFor({ state: 'detached' });
    };
    await decide('Approve');
    await page.getByRole('cell', { name: 'not yet' }).waitFor();
    expect(errorIn(await ask().reply)).toBeUndefined();
    await decide('Approve');
    screens.clock.advance(10 * 60_000);
    const late = ask();
    await prompt(page).getByRole('button', { name: 'Decide later' }).click();
    await late.reply;
    await decide('Block');
    expect(errorIn(await ask().reply)).toBe('DeviceBlocked');
  });
});
