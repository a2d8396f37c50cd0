// The record of 15,000 events: there without waiting, and read on as one scrolls.
import { expect, it } from 'vitest';
import { openByKeyboard } from '../support/record.js';
import { screensForTests, violationsOf } from '../support/screens.js';

const screens = screensForTests({ largeRecord: true });

it('opens in less than a second, has few events in the page, and reads more as one scrolls and by keyboard', async () => {
  const page = await screens.visitAs();
  // What the screen is made of is loaded once; the time is that of the record.
  await openByKeyboard(page, '999 999 9883');
  await page.getByText('Nothing is recorded', { exact: true }).waitFor();
  const box = page.getByRole('combobox', { name: 'Find a patient' });
  await box.fill('999 999 9905');
  await page.getByRole('option').first().waitFor();
  // In the browser itself: from the key that chooses to the frame in which the first events are drawn.
  const taken = page.evaluate<number>(`(async () => {
    const begun = await new Promise((resolve) => addEventListener('keydown', ({ key }) => key === 'Enter' && resolve(performance.now()), { capture: true }));
    while (document.querySelectorAll('[role=feed] article').length === 0) await new Promise(requestAnimationFrame);
    return performance.now() - begun;
  })()`);
  await box.press('Enter');
  const milliseconds = await taken;
  console.info(`The record of 15,000 events was drawn after ${Math.round(milliseconds)} ms.`);
  // Some ten times of what it takes where nothing else runs.
  expect(milliseconds).toBeLessThan(1_000);

  const articles = page.getByRole('feed').getByRole('article');
  expect(await articles.count()).toBeLessThan(60);
  const first = await articles.first().textContent();
  for (const events of [200, 300]) {
    await page.evaluate('window.scrollTo(0, document.documentElement.scrollHeight)');
    await page.getByText(`The newest ${events} events are read`, { exact: false }).waitFor();
  }
  await expect.poll(async () => Number(await articles.last().getAttribute('aria-posinset'))).toBeGreaterThan(150);
  expect(await articles.count()).toBeLessThan(60);
  expect(await articles.first().textContent()).not.toBe(first);
  expect(await violationsOf(page)).toEqual([]);

  // The words stand in the oldest events alone, behind all others.
  await page.goto(`${screens.base()}/record?text=registration&to=1996-12-31`);
  await page.locator('[role=feed] article, .empty').first().waitFor();
  await page.goto(`${screens.base()}/record?tab=results`);
  await page.getByRole('img', { name: /over time/ }).waitFor();
  await page
    .getByRole('link', { name: /O\/E - Systolic BP reading|Systolic/ })
    .first()
    .click();
  await page.getByText('The newest 2000 values are shown', { exact: false }).waitFor();
  expect(
    await page
      .getByRole('region', { name: /Values of/ })
      .getByRole('row')
      .count(),
  ).toBeLessThan(60);
  expect(await violationsOf(page)).toEqual([]);
});
