// What tests of the record do at the screens.
import type { Page } from 'playwright-core';

/** Finds a patient by the box of the header, by the keyboard alone, and waits for the banner. */
export async function openByKeyboard(page: Page, number: string): Promise<void> {
  const box = page.getByRole('combobox', { name: 'Find a patient' });
  await box.fill(number);
  await page.getByRole('option').first().waitFor();
  await box.press('ArrowDown');
  await box.press('Enter');
  await page.getByRole('region', { name: 'Patient' }).getByText(number).waitFor();
}

/** Goes to a part of the record by its tab. */
export async function goToPart(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Parts of the record' }).getByRole('link', { name }).click();
  await page.getByRole('heading', { level: 1, name: `Record: ${name}` }).waitFor();
}

/** Whether all of a page is as wide as its window: nothing makes one scroll sideways. */
export function fits(page: Page): Promise<boolean> {
  return page.evaluate<boolean>('document.documentElement.scrollWidth <= window.innerWidth');
}
