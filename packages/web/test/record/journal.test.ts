// The open record: its journal, filters, parts, selection, and what others write into it.
import { describe, expect, it } from 'vitest';
import { fits, goToPart, openByKeyboard } from '../support/record.js';
import { screensForTests, violationsOf } from '../support/screens.js';
import { supplierAt } from '../support/supplier.js';

const screens = screensForTests({ approve: 'always', workstations: 2 });

const oneJones = '999 999 9840';
const identity = '<Identity><NHSNumber>9999999840</NHSNumber></Identity>';
const supplier = (workstation: 0 | 1) => supplierAt(screens.environment().workstations[workstation]?.port ?? 0, screens.environment().apiKey);
const write = (workstation: 0 | 1, items: string, attributes = '') =>
  supplier(workstation).ask('UpdatePatientRecord', `${identity}<Clinical><Event${attributes}>${items}</Event></Clinical>`);

describe('the journal', () => {
  it('is newest first with author, site, time of entry and software; filters stand in the address, and survive reload and back', async () => {
    expect(await write(0, '<Narrative><Line>Zwetschgendatschi with café</Line></Narrative>', ' DateTime="1999-05-17T00:00:00"')).toContain('<EventUID>');
    const page = await screens.visitAs();
    await openByKeyboard(page, oneJones);
    const feed = page.getByRole('feed', { name: 'Journal' });
    await feed.waitFor();
    const times = (await feed.getByRole('article').allTextContents()).map((text) => text.slice(0, 11));
    expect(times.length).toBeGreaterThan(5);
    const sorted = [...times].sort((a, b) => Date.parse(b.replaceAll('-', ' ')) - Date.parse(a.replaceAll('-', ' ')));
    expect(times).toEqual(sorted);
    expect(await feed.getByRole('article').first().textContent()).toMatch(/Entered \d{2}-[A-Z][a-z]{2}-\d{4} \d{2}:\d{2} by this practice's own screens/);
    expect(await violationsOf(page)).toEqual([]);

    await page.getByRole('searchbox', { name: 'Words' }).fill('CAFE zwetsch');
    await page.getByRole('combobox', { name: 'Kind' }).selectOption('Notes');
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByText('1 event.', { exact: false }).waitFor();
    const found = feed.getByRole('article');
    expect(await found.textContent()).toMatch(/17-May-1999: select.*Entered 02-Mar-2026 09:00 by Sample application.*SHAH, Anita.*Zwetschgendatschi/s);
    expect(new URL(page.url()).search).toBe('?text=CAFE+zwetsch&kinds=Narrative');
    expect(page.url()).not.toMatch(/999/);
    await page.reload();
    await page.getByText('1 event.', { exact: false }).waitFor();
    expect(await page.getByRole('searchbox', { name: 'Words' }).inputValue()).toBe('CAFE zwetsch');
    // A date is written day first, whatever the browser's language; what is none is told, and filters nothing.
    const to = page.getByLabel('To', { exact: true });
    await page.getByRole('searchbox', { name: 'Words' }).fill('other words');
    await to.fill('05/16/1999');
    await to.press('Enter');
    await page.getByText('Write it as 02-Mar-2026.').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(new URL(page.url()).search).toBe('?text=CAFE+zwetsch&kinds=Narrative');
    await page.getByRole('searchbox', { name: 'Words' }).fill('CAFE zwetsch');
    await to.fill('16/05/1999');
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByText('Nothing in this record matches').waitFor();
    expect(new URL(page.url()).searchParams.get('to')).toBe('1999-05-16');
    expect(await to.inputValue()).toBe('16-May-1999');
    expect(await violationsOf(page)).toEqual([]);
    await page.goBack();
    await page.getByText('1 event.', { exact: false }).waitFor();
    expect(await page.getByLabel('To', { exact: true }).inputValue()).toBe('');

    await goToPart(page, 'Medication');
    await page.getByRole('link', { name: 'Past' }).click();
    await page.getByRole('table').waitFor();
    expect(new URL(page.url()).search).toBe('?tab=medication&state=past');
    await page.reload();
    await page.getByRole('table').waitFor();
    expect(await page.getByRole('link', { name: 'Past' }).getAttribute('aria-current')).toBe('page');
    await page.goBack();
    await page.goBack();
    await page.getByText('1 event.', { exact: false }).waitFor();
  });

  it('names the problem that an entry belongs to, and tells an end of it from an entry for it', async () => {
    const page = await screens.visitAs();
    await openByKeyboard(page, oneJones);
    const made = await write(0, '<ClinicalCode><Code Scheme="CTV3" Code="XE0Uc"/><ProblemSeverity>Major</ProblemSeverity></ClinicalCode>');
    const uid = /<ProblemUID>([0-9a-f]{16})</.exec(made)?.[1] ?? '';
    const link = `<LinkedProblemUID>${uid}</LinkedProblemUID>`;
    await write(0, `<Narrative><Line>Doing well</Line>${link}</Narrative>`);
    await page.getByRole('article').filter({ hasText: 'Doing well' }).getByText('for Essential hypertension').waitFor();
    await write(0, `<ClinicalCode><Code Scheme="CTV3" Code="XE0Uc"/><ProblemEndDate>2026-03-02</ProblemEndDate>${link}</ClinicalCode>`);
    await page.getByRole('article').getByText('ends Essential hypertension').waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });

  it('goes from event to event by Page down and Page up', async () => {
    const page = await screens.visitAs();
    await openByKeyboard(page, oneJones);
    const articles = page.getByRole('feed').getByRole('article');
    await articles.first().getByRole('checkbox').first().focus();
    for (const [key, place] of [
      ['PageDown', '2'],
      ['PageDown', '3'],
      ['PageUp', '2'],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(() => page.evaluate<string | null>('document.activeElement.getAttribute("aria-posinset")')).toBe(place);
    }
  });

  it('B7.5: what is selected on it, by mouse or keyboard, is what GetCurrentSelection gives; it can be cleared', async () => {
    const page = await screens.visitAs();
    await openByKeyboard(page, oneJones);
    await write(0, '<Narrative><Line>Chosen line</Line></Narrative><Narrative><Line>Other line</Line></Narrative>');
    const event = page.getByRole('article').filter({ hasText: 'Chosen line' });
    await event.getByRole('checkbox', { name: 'Select item 1' }).focus();
    await page.keyboard.press('Space');
    await page.getByText('1 selected.').waitFor();
    const one = await supplier(0).ask('GetCurrentSelection');
    expect(one).toContain('<Line>Chosen line</Line>');
    expect(one).not.toContain('Other line');
    await event.getByRole('checkbox', { name: 'select the whole event' }).check();
    await page.getByText('2 selected.').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await expect.poll(() => supplier(0).ask('GetCurrentSelection')).toContain('Other line');
    await page.getByRole('button', { name: 'Clear the selection' }).click();
    await page.getByText('Nothing is selected', { exact: false }).waitFor();
    await expect.poll(() => supplier(0).ask('GetCurrentSelection')).not.toContain('<Event');
  });

  it('shows at once what an application writes or deletes, at another workstation too', async () => {
    const page = await screens.visitAs();
    await openByKeyboard(page, oneJones);
    await page.getByRole('feed').waitFor();
    const other = supplier(1);
    const reply = await other.ask(
      'UpdatePatientRecord',
      `${identity}<Clinical><Event><Narrative><Line>Written elsewhere</Line></Narrative></Event></Clinical>`,
    );
    await page.getByText('Written elsewhere').waitFor();
    const uid = /<EventUID>([0-9a-f]{16})</.exec(reply)?.[1] ?? '';
    await other.ask('DeleteFromPatientRecord', `${identity}<Reason>Entered by mistake</Reason><EventUID>${uid}</EventUID>`);
    await page.getByText('Written elsewhere').waitFor({ state: 'detached' });
  });

  it('shows whatever stands in a record as text: markup, text from right to left, ten thousand characters', async () => {
    const page = await screens.visitAs();
    await openByKeyboard(page, oneJones);
    const hostile = `&lt;script&gt;document.title='taken'&lt;/script&gt;&lt;img src=x onerror=document.title='taken'&gt;`;
    await write(0, `<Narrative><Line>${hostile}</Line><Line>&#8238;txet desrever</Line><Line>${'W'.repeat(10_000)}</Line></Narrative>`);
    const event = page.getByRole('article').filter({ hasText: '<script>' });
    await event.waitFor();
    expect(await event.textContent()).toContain("<script>document.title='taken'</script><img src=x onerror=document.title='taken'>");
    expect(await event.textContent()).toContain('\u202etxet desrever');
    expect(await event.locator('script, img').count()).toBe(0);
    // The direction of one's text ends with it, and nothing makes the page wider.
    expect(await page.evaluate<string>('getComputedStyle(document.querySelector(".journal .item")).unicodeBidi')).toBe('isolate');
    expect((await event.textContent())?.length).toBeLessThan(3_000);
    await event.getByRole('button', { name: /Show all 10,\d{3} characters/ }).click();
    await event.getByRole('button', { name: 'Show less' }).waitFor();
    expect((await event.textContent())?.length).toBeGreaterThan(10_000);
    expect(await fits(page)).toBe(true);
    expect(await violationsOf(page)).toEqual([]);
    expect(await page.title()).toBe('Record: Journal · s1kit');

    const demographics = `<Demographics><FirstName>&lt;b&gt;Mallory&lt;/b&gt;</FirstName><Surname>&#8238;&lt;img src=x&gt;${'Long'.repeat(40)}</Surname></Demographics>`;
    expect(await supplier(0).ask('UpdatePatientRecord', `${identity}${demographics}`)).toContain('<Response>');
    const banner = page.getByRole('region', { name: 'Patient' });
    await banner.getByText('<b>Mallory</b>', { exact: false }).waitFor();
    expect(await banner.locator('img, b').count()).toBe(0);
    expect(await banner.textContent()).toContain('NHS No.999 999 9840');
    await page.setViewportSize({ width: 400, height: 800 });
    expect(await fits(page)).toBe(true);
    expect(await violationsOf(page)).toEqual([]);
    await supplier(0).ask('UpdatePatientRecord', `${identity}<Demographics><FirstName>Margaret</FirstName><Surname>Jones</Surname></Demographics>`);
  });

  it('tells what failed, and tries again', async () => {
    const page = await screens.visitAs();
    await openByKeyboard(page, oneJones);
    await page.route('**/api/record/results*', (route) => route.fulfill({ status: 500, json: { error: { message: 'Something failed.' } } }), { times: 1 });
    await page.getByRole('navigation', { name: 'Parts of the record' }).getByRole('link', { name: 'Results' }).click();
    await page.getByRole('alert').getByText('Something failed.').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('table').first().waitFor();
    expect(screens.expectProblems()).toHaveLength(2);
  });
});
