import { describe, expect, it } from 'vitest';
import { screensForTests } from '../support/screens.js';

const screens = screensForTests();

describe('a dialog that Escape does not end', () => {
  it('what it was: a second Escape shut it in the browser alone, and a key that is shown once was gone', async () => {
    const page = await screens.visitAs('administrator', '/applications');
    await page.getByRole('button', { name: 'Register an application' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Shown once');
    await page.getByRole('button', { name: 'Register', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'The application is registered' });
    await dialog.waitFor();
    for (let times = 0; times < 4; times++) await page.keyboard.press('Escape');
    await dialog.getByText('It is not shown again.').waitFor();
    await dialog.getByRole('button', { name: 'I have kept the key' }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  it('what it was: Escape while an application was being registered left it without anybody having its key', async () => {
    const page = await screens.visitAs('administrator', '/applications');
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/api/applications', async (route) => {
      if (route.request().method() !== 'POST') return await route.continue();
      const response = await route.fetch();
      await answered;
      await route.fulfill({ response });
    });
    await page.getByRole('button', { name: 'Register an application' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Being registered');
    await page.getByRole('button', { name: 'Register', exact: true }).click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    answer();
    await page.getByRole('dialog', { name: 'The application is registered' }).getByText('It is not shown again.').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(1);
  });
});
