import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { screensForTests, violationsOf } from '../support/screens.js';

const screens = screensForTests({ approve: 'always' });

const notices = (page: Page) => page.getByRole('region', { name: 'Notices' });

describe('notices', () => {
  it('tell that a dialog waits, once for each that comes, and nothing of the patient', async () => {
    const page = await screens.visitAs('clinician', '/requests?function=LaunchFunctionality');
    await page.getByText('It follows its schema.').waitFor();
    await page.getByRole('button', { name: 'Send' }).click();
    await notices(page).getByText('A dialog waits in the open record.').waitFor();
    expect(await notices(page).textContent()).not.toMatch(/\d{3}/);
  });

  it('tell that an extract is written to those who may write one, and every message to nobody', async () => {
    const environment = screens.environment();
    const folder = join(environment.files[0] ?? environment.data, 'extract');
    mkdirSync(folder);
    const page = await screens.visitAs('informationGovernanceLead');
    await environment.perform('requests.send', { document: '<a/>' });
    await environment.perform('extract.write', { folder });
    await notices(page).getByText('The extract is written').waitFor();
    expect(await notices(page).getByRole('paragraph').count()).toBe(1);
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await notices(page).getByText('The extract is written').waitFor({ state: 'detached' });
  });

  it('are gone after a while, but not while somebody is at them', async () => {
    const page = await screens.visit();
    await page.clock.install();
    await page.getByRole('button', { name: 'Continue as' }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await screens.environment().perform('data.generate', { patients: 1 });
    const text = notices(page).getByText('changed as a whole');
    await text.waitFor();
    await notices(page).getByRole('button', { name: 'Close the notice' }).focus();
    await page.clock.fastForward(60_000);
    expect(await text.isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Sign out' }).focus();
    await page.clock.fastForward(15_000);
    await text.waitFor({ state: 'detached' });
  });
});
