// The parts of a record with something in each of them, and the previews of documents.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fits, goToPart, openByKeyboard } from '../support/record.js';
import { screensForTests, violationsOf } from '../support/screens.js';
import { supplierAt } from '../support/supplier.js';

const screens = screensForTests({ approve: 'always' });

const parts = [
  'Journal',
  'Problems',
  'Medication',
  'Results',
  'Vaccinations',
  'Allergies',
  'Documents',
  'Letters',
  'Tasks',
  'Appointments',
  'Relationships',
  'Demographics',
];

/** The patient with the most on record who is no edge case, with spaces in the number. */
async function richest(): Promise<string> {
  const patients = await screens.environment().perform('data.patients', { limit: 100 });
  const [most] = patients.filter(({ edgeCase, nhsNumber }) => edgeCase === null && nhsNumber !== null).sort((a, b) => b.events - a.events);
  const number = most?.nhsNumber ?? '';
  return `${number.slice(0, 3)} ${number.slice(3, 6)} ${number.slice(6)}`;
}

it('every part is read, at any width, and violates nothing', async () => {
  const page = await screens.visitAs();
  await openByKeyboard(page, await richest());
  for (const part of parts) {
    await goToPart(page, part);
    await page.locator('main .table, main .journal, main .facts, main .empty').first().waitFor();
    for (const width of [1440, 768, 400]) {
      await page.setViewportSize({ width, height: 900 });
      expect([part, width, await fits(page)]).toEqual([part, width, true]);
    }
    expect([part, await violationsOf(page)]).toEqual([part, []]);
    await page.setViewportSize({ width: 1440, height: 900 });
    expect([part, await violationsOf(page)]).toEqual([part, []]);
  }
}, 120_000);

it('a numeric is drawn over time, with the same values in a table; which one, the address says', async () => {
  const page = await screens.visitAs();
  const number = await richest();
  await openByKeyboard(page, number);
  const patient = `<Identity><NHSNumber>${number.replaceAll(' ', '')}</NHSNumber></Identity>`;
  const value = (day: string, amount: string) =>
    `<Event DateTime="${day}T10:00:00"><ClinicalCode><Code Scheme="CTV3" Code="ZZZ1." Term="Zest"/><Value>${amount}</Value><Units>zu</Units></ClinicalCode></Event>`;
  const supplier = supplierAt(screens.environment().port, screens.environment().apiKey);
  for (const [day, amount] of [
    ['2024-01-01', '4.5'],
    ['2025-01-01', '6'],
    ['2026-01-01', '-1.25'],
  ] as const) {
    expect(await supplier.ask('UpdatePatientRecord', `${patient}<Clinical>${value(day, amount)}</Clinical>`)).toContain('<EventUID>');
  }
  await goToPart(page, 'Results');
  await page.getByRole('navigation', { name: 'Numerics' }).getByRole('link', { name: 'Zest' }).click();
  const plot = page.getByRole('img', { name: 'Zest over time' });
  await plot.waitFor();
  expect(new URL(page.url()).search).toBe('?tab=results&scheme=CTV3&code=ZZZ1.&units=zu');
  expect(await plot.locator('circle title').allTextContents()).toEqual(['01-Jan-2026 10:00: -1.25 zu', '01-Jan-2025 10:00: 6 zu', '01-Jan-2024 10:00: 4.5 zu']);
  const rows = page.getByRole('region', { name: 'Values of Zest' }).getByRole('row');
  expect((await rows.allInnerTexts()).slice(1).map((text) => text.split('\t').slice(0, 2))).toEqual([
    ['01-Jan-2026 10:00', '-1.25'],
    ['01-Jan-2025 10:00', '6'],
    ['01-Jan-2024 10:00', '4.5'],
  ]);
  await page.reload();
  await plot.waitFor();
  expect(await violationsOf(page)).toEqual([]);
});

it('documents are shown in a dialog: text, image, PDF; what a browser could run is only downloaded', async () => {
  const page = await screens.visitAs();
  const number = await richest();
  await openByKeyboard(page, number);
  const [folder = ''] = screens.environment().files;
  const files: Readonly<Record<string, string | Buffer>> = {
    'words.txt': `<script>document.title='taken'</script>\nSecond line é`,
    'page.html': `<script>document.title='taken'</script>`,
    // Says that it is a PDF, and is a page.
    'false.pdf': `<html><script>document.title='taken'</script></html>`,
    'dot.png': Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=', 'base64'),
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  const attachments = Object.keys(files).map((name) => `<Attachment><DocumentPath>${join(folder, name)}</DocumentPath></Attachment>`);
  const supplier = supplierAt(screens.environment().port, screens.environment().apiKey);
  const patient = `<Identity><NHSNumber>${number.replaceAll(' ', '')}</NHSNumber></Identity>`;
  expect(await supplier.ask('UpdatePatientRecord', `${patient}<Clinical><Event>${attachments.join('')}</Event></Clinical>`)).toContain('<DocumentUID>');
  await goToPart(page, 'Documents');

  const dialog = page.getByRole('dialog');
  const show = async (name: string): Promise<void> => {
    await page.getByRole('table').getByRole('link', { name, exact: true }).click();
    await dialog.getByRole('heading', { name }).waitFor();
  };
  const shut = async (): Promise<void> => {
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  };
  await show('words.txt');
  await dialog.getByText('Second line é', { exact: false }).waitFor();
  expect(await dialog.locator('pre').textContent()).toBe(files['words.txt']);
  expect(await violationsOf(page)).toEqual([]);
  await page.reload();
  await dialog.getByText('Second line é', { exact: false }).waitFor();
  await shut();
  await show('dot.png');
  await expect.poll(() => page.evaluate<number>('document.querySelector("dialog img").naturalWidth')).toBe(1);
  await shut();
  await show('page.html');
  await dialog.getByText('is not shown here', { exact: false }).waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('link', { name: 'Download' }).click()]);
  expect(download.suggestedFilename()).toBe('page.html');
  await shut();
  await show('false.pdf');
  const frame = dialog.locator('iframe');
  await frame.waitFor();
  expect(await frame.getAttribute('src')).toMatch(/^blob:/);
  await shut();
  expect(await page.title()).toBe('Record: Documents · s1kit');
}, 60_000);
