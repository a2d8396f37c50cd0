import { describe, expect, it } from 'vitest';
import { addressOf, momentOf } from '../../src/screens/audit/list/moment.js';
import { screensForTests, violationsOf } from '../support/screens.js';

const screens = screensForTests();

describe('the times that the audit is narrowed to', () => {
  it.each([
    [undefined, '00:00', ''],
    ['2026-03-02T09:30', '00:00', '2026-03-02T09:30'],
    ['2026-03-02T09:30:15', '00:00', '2026-03-02T09:30'],
    ['2026-03-02', '00:00', '2026-03-02T00:00'],
    ['2026-03-02', '23:59', '2026-03-02T23:59'],
    ['2026-02-30T09:30', '00:00', undefined],
    ['2026-03-02T25:30', '00:00', undefined],
    ['T09:30', '00:00', undefined],
    ['yesterday', '00:00', undefined],
  ] as const)('%s, otherwise %s, is %s', (time, otherwise, address) => {
    expect(addressOf(momentOf(time), otherwise)).toBe(address);
  });

  it('are written day first, stand in the address, and are told where they are none', async () => {
    const page = await screens.visitAs('administrator', '/audit');
    const row = page.locator('.audit-row[data-index="0"]');
    const field = (name: string) => page.getByLabel(name, { exact: true });
    await row.waitFor();
    await field('From: UK time').fill('9.00');
    await field('From: UK time').press('Enter');
    await page.getByText('Write the date too.').waitFor();
    await field('From: date').fill('3/13/2026');
    await field('From: date').press('Enter');
    await page.getByText('Write it as 02-Mar-2026.').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(new URL(page.url()).search).toBe('');
    await field('From: date').fill('3/2/2026');
    await field('To: date').fill('2 mar 2026');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.waitForURL((url) => url.searchParams.get('from') === '2026-02-03T09:00' && url.searchParams.get('to') === '2026-03-02T23:59');
    await row.waitFor();
    await page.reload();
    await row.waitFor();
    expect(await Promise.all(['From: date', 'From: UK time', 'To: date', 'To: UK time'].map((name) => field(name).inputValue()))).toEqual([
      '03-Feb-2026',
      '09:00',
      '02-Mar-2026',
      '23:59',
    ]);
    expect(await violationsOf(page)).toEqual([]);
    await page.getByLabel('Period').selectOption({ label: 'Last hour' });
    await page.waitForURL((url) => url.search === '?last=1h');
    expect(await field('From: date').inputValue()).toBe('');
  });
});
