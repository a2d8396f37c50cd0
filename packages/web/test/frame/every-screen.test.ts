// Every screen, wide and narrow, as those see it who may do most: what holds on all of them.
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { patientOf, supplierOf } from '../support/patients.js';
import { fitsItsWidth, screensForTests, violationsOf } from '../support/screens.js';

const screens = screensForTests({ approve: 'always' });

/** Where the links of a navigation lead. */
async function linksOf(page: Page, name: string): Promise<string[]> {
  const links = await page.getByRole('navigation', { name }).getByRole('link').all();
  return await Promise.all(links.map(async (link) => (await link.getAttribute('href')) ?? ''));
}

/** Goes to an address, and waits until the screen has read what it shows. */
async function goTo(page: Page, address: string): Promise<void> {
  await page.goto(screens.base() + address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.getByText(/^Reading .* …$/).waitFor({ state: 'detached' });
}

/** What does not hold on the screen that is shown, at a width of the window. */
async function faultsAt(page: Page, width: number): Promise<readonly string[]> {
  await page.setViewportSize({ width, height: 900 });
  // A screen that is laid out otherwise when it is narrow reads what it needs for that.
  await page.getByText(/^Reading .* …$/).waitFor({ state: 'detached' });
  const strip = page.getByRole('complementary', { name: 'Kind of environment' }).getByText('DEMO', { exact: true });
  return [
    ...(await violationsOf(page)),
    ...((await fitsItsWidth(page)) ? [] : ['scrolls sideways']),
    ...((await page.getByRole('heading', { level: 1 }).count()) === 1 ? [] : ['has not one heading of level 1']),
    ...((await strip.isVisible()) ? [] : ['does not say that it is a Demo']),
  ];
}

/** What does not hold on all of the screens that a signed-in user has links to, and where. */
async function faultsOfAll(page: Page): Promise<readonly string[]> {
  await goTo(page, '/record');
  const places = await linksOf(page, 'Screens');
  const tabs = await linksOf(page, 'Parts of the record');
  expect(places.length).toBeGreaterThan(6);
  expect(tabs.length).toBeGreaterThan(3);
  const faults: string[] = [];
  // The first tab is the place itself.
  for (const address of ['/', ...places, ...tabs.slice(1), '/unsaved']) {
    await page.setViewportSize({ width: 1440, height: 900 });
    await goTo(page, address);
    for (const width of [1440, 400]) faults.push(...(await faultsAt(page, width)).map((fault) => `${address} at ${width}: ${fault}`));
  }
  return faults;
}

afterEach(async () => {
  await screens.closePages();
  const { perform } = screens.environment();
  await perform('session.discard', {});
  await perform('session.close', {});
});

describe('every screen', { timeout: 90_000 }, () => {
  it('has its heading, says that it is a Demo, fits its window and violates nothing: for a clinician with unsaved changes', async () => {
    const page = await screens.visitAs();
    const { identity } = await patientOf(screens, 0);
    const task = '<NonClinical><Task><TaskType>Misc</TaskType><Content>Ring back</Content></Task></NonClinical>';
    await supplierOf(screens).ask('UpdatePatientRecord', `${identity}${task}<LeaveRecordOpen/>`);
    expect(await faultsOfAll(page)).toEqual([]);
  });

  it('does so for an administrator with a record open', async () => {
    const page = await screens.visitAs('administrator');
    await screens.environment().perform('session.open', { nhsNumber: (await patientOf(screens, 0)).nhsNumber });
    expect(await faultsOfAll(page)).toEqual([]);
  });
});
