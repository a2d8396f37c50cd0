import { rights } from '@s1kit/contract';
import { describe, expect, it } from 'vitest';
import { fitsItsWidth, screensForTests, violationsOf } from '../support/screens.js';

const screens = screensForTests();

describe('staff and roles', { timeout: 60_000 }, () => {
  it('who may do what stands in plain words for every right', async () => {
    const page = await screens.visitAs('administrator', '/staff');
    await page.getByRole('rowheader', { name: 'Dr Anita Shah' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Who may do what' }).click();
    await page.getByRole('columnheader', { name: 'Information governance lead' }).waitFor();
    expect(new URL(page.url()).search).toBe('?tab=roles');
    expect(await page.getByRole('row').count()).toBe(rights.length + 1);
    const cells = await page
      .getByRole('row', { name: /^Read clinical content/ })
      .getByRole('cell')
      .allTextContents();
    expect(cells).toEqual(['May', 'May not', 'May not', 'May not']);
    expect(await violationsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 400, height: 800 });
    expect(await fitsItsWidth(page)).toBe(true);
    expect(await violationsOf(page)).toEqual([]);
  });

  it('another role holds at once, shows what it changes, and cannot be taken from oneself', async () => {
    const page = await screens.visitAs('administrator', '/staff');
    await page.getByRole('button', { name: 'Change role of Mr Warsame Farah' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'Administrator' }).check();
    await dialog.getByText('Register applications').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Give this role' }).click();
    await page.getByText('Mr Warsame Farah is Administrator now.').waitFor();
    await page
      .getByRole('row', { name: /Warsame Farah/ })
      .getByRole('cell', { name: 'Administrator' })
      .waitFor();

    const { userName } = (await screens.environment().perform('session.status', {})).user ?? { userName: '' };
    await page
      .getByRole('row', { name: /\(you\)/ })
      .getByRole('button')
      .click();
    expect(await dialog.getByRole('radio', { name: /^Clinician/ }).isDisabled()).toBe(true);
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    // Somebody else takes it from them while they look on.
    await screens.environment().perform('staff.setRole', { userName, seen: 'administrator', role: 'receptionist' });
    await page.getByRole('heading', { level: 1, name: 'Your role may not use this screen' }).waitFor();
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Staff' }).waitFor({ state: 'detached' });
    await screens.environment().perform('staff.setRole', { userName, seen: 'receptionist', role: 'administrator' });
    await page.getByRole('row', { name: /\(you\)/ }).waitFor();
    // The list was asked for once more by who may not see it any more.
    expect(screens.expectProblems().filter((problem) => !problem.includes('403'))).toEqual([]);
  });
});
