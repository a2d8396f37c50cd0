import { describe, expect, it } from 'vitest';
import { screensForTests, violationsOf } from '../support/screens.js';

const screens = screensForTests();

describe('signing in', () => {
  it('B9.1: the first page says that it is a Demo with fictitious patients, makes no failing request, and violates nothing', async () => {
    const page = await screens.visit();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    expect(await page.getByRole('complementary', { name: 'Kind of environment' }).textContent()).toMatch(/DEMO.*Fictitious patients/s);
    expect(await violationsOf(page)).toEqual([]);
  });

  it('is one click as any role in a Demo, and goes on as who is signed in at the workstation', async () => {
    const page = await screens.visitAs();
    expect(await page.locator('.header__who').textContent()).toMatch(/Dr Anita Shah\s*Clinician/);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('region', { name: 'Receptionist' }).getByRole('button').first().click();
    await page.getByText('Receptionist').waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });

  it('changes to somebody of another role with one choice in a Demo', async () => {
    // A screen on which the open menu covers nothing that could be pressed.
    const page = await screens.visitAs(undefined, '/record');
    await page.getByRole('button', { name: 'Switch role' }).click();
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('button', { name: /^Administrator / }).count()).toBe(0);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Administrator / }).click();
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Staff' }).waitFor();
    expect((await screens.environment().perform('session.status', {})).user?.role).toBe('administrator');
    expect(await page.locator('.header__who').textContent()).toContain('Administrator');
  });

  it('is kept over a reload, and ends when somebody else signs in at the workstation', async () => {
    const page = await screens.visitAs('receptionist');
    const who = await page.locator('.header__who').textContent();
    await page.reload();
    expect(await page.locator('.header__who').textContent()).toBe(who);
    await screens.environment().perform('session.signIn', { userName: 'ashah' });
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    // What the page was reading just then is refused; nothing else goes wrong.
    expect(screens.expectProblems().filter((problem) => !problem.includes('401'))).toEqual([]);
  });

  it('tells a wrong password', async () => {
    const page = await screens.visit();
    await page.getByText('Sign in with a user name and password').click();
    await page.getByRole('textbox', { name: 'User name' }).fill('ashah');
    await page.getByLabel('Password', { exact: true }).fill('wrong');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('The user name or the password is wrong.').waitFor();
    expect(screens.expectProblems()).toHaveLength(2);
  });
});
