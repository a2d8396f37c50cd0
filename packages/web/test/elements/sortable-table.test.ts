import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { compared, sortOf } from '../../src/screens/elements/sort.js';
import { fitsItsWidth, screensForTests, violationsOf } from '../support/screens.js';
import { supplierAt } from '../support/supplier.js';

const screens = screensForTests({ approve: 'always' });

const names = (page: Page) => page.getByRole('rowheader').allTextContents();
const column = (page: Page, name: string) => page.getByRole('columnheader', { name });
/** What the heading of a column says of the order. */
const orderOf = (page: Page, name: string) => column(page, name).getAttribute('aria-sort');

/** Sorts by a column, from the beginning of the alphabet and from its end, reloads, goes back, and lets it be. */
async function sorts(page: Page, name: string, address: string): Promise<void> {
  await page.getByRole('rowheader').first().waitFor();
  const plain = await names(page);
  const { search: before } = new URL(page.url());
  const key = column(page, name).getByRole('button');
  await key.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.searchParams.get('sort') === address);
  expect(await orderOf(page, name)).toBe('ascending');
  const up = await names(page);
  expect(up).toEqual([...plain].sort(compared));
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.searchParams.get('sort') === `-${address}`);
  expect(await names(page)).toEqual(up.toReversed());
  await page.reload();
  await column(page, name).waitFor();
  expect(await orderOf(page, name)).toBe('descending');
  expect(await names(page)).toEqual(up.toReversed());
  expect(await violationsOf(page)).toEqual([]);
  await page.goBack();
  await expect.poll(() => names(page)).toEqual(up);
  expect(await orderOf(page, name)).toBe('ascending');
  await key.click();
  await key.click();
  await page.waitForURL((url) => url.search === before);
  expect([await orderOf(page, name), await names(page)]).toEqual([null, plain]);
}

describe('tables that are sorted', { timeout: 60_000 }, () => {
  it('are so by a heading, told to those who do not see it, and kept in the address: applications, devices and staff', async () => {
    const { apiKey, perform, port } = screens.environment();
    const page = await screens.visitAs('administrator', '/applications');
    const keys = [apiKey];
    for (const name of ['zeta 10', 'Zeta 9', 'Arrivals', 'émile']) keys.push((await perform('applications.add', { name, functions: null })).apiKey);
    for (const key of keys) await supplierAt(port, key).ask('GetFunctions');
    await page.getByRole('rowheader', { name: 'émile' }).waitFor();
    await sorts(page, 'Name', 'name');
    await column(page, 'Name').getByRole('button').click();
    expect(await names(page)).toEqual(['Arrivals', 'émile', 'Sample application', 'Zeta 9', 'zeta 10']);

    await page.goto(`${screens.base()}/devices`);
    await sorts(page, 'Application', 'application');
    expect(await column(page, 'Change').getByRole('button').count()).toBe(0);
    // By something that this table does not have it is not sorted.
    await page.goto(`${screens.base()}/devices?sort=change`);
    await page.getByRole('rowheader').first().waitFor();
    expect(await page.locator('[aria-sort]').count()).toBe(0);

    await page.goto(`${screens.base()}/staff?sort=-role`);
    await page.getByRole('rowheader').first().waitFor();
    expect(await orderOf(page, 'Role')).toBe('descending');
    const roles = await page.getByRole('row').locator('td:nth-child(5)').allTextContents();
    expect(roles).toEqual([...roles].sort(compared).toReversed());
    await page.setViewportSize({ width: 400, height: 800 });
    await page.getByRole('button', { name: 'Job' }).click();
    await page.waitForURL((url) => url.search === '?sort=job');
    expect(await fitsItsWidth(page)).toBe(true);
    expect(await violationsOf(page)).toEqual([]);
  });

  it('take of an address only the columns that they have', () => {
    const columns = ['name', 'role'] as const;
    expect(['name', '-role', 'constructor', '', '--name', 1].map((given) => sortOf(given, columns))).toEqual([
      { sort: 'name' },
      { sort: '-role' },
      {},
      {},
      {},
      {},
    ]);
  });
});
