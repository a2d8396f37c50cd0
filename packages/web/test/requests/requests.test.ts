import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { focusedText, screensForTests, violationsOf, widthOf } from '../support/screens.js';

const screens = screensForTests({ throttle: 'silent' });

const editor = (page: Page) => page.getByRole('textbox', { name: 'Request' });
const result = (page: Page) => page.getByRole('region', { name: 'Result', exact: true });
/** Waits until the editor holds something with these words. */
const written = (page: Page, words: string) => expect.poll(() => editor(page).inputValue(), { timeout: 5_000 }).toContain(words);
const sendNow = (page: Page) => page.getByRole('button', { name: 'Send' }).click();

describe('writing and sending a request', () => {
  it('is an example with an existing patient, asks as any application at first, and shows its reply and its place in the audit', async () => {
    const page = await screens.visitAs('clinician', '/requests?function=PatientSearch');
    await page.getByText('It follows its schema.').waitFor();
    await page.getByText('Nothing was sent yet').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await sendNow(page);
    const prompt = page.getByRole('dialog', { name: 'An application asks to connect' });
    await prompt.getByRole('button', { name: 'Approve' }).click();
    await result(page).getByText('Answered').first().waitFor();
    expect(await result(page).textContent()).toMatch(/<Result>.*<FirstName>/s);
    const [last] = await screens.environment().perform('audit.list', { limit: 1, function: 'PatientSearch' });
    expect(last).toMatchObject({ outcome: 'success', detail: expect.stringContaining('Sent at the screens by') });
    expect(await result(page).getByRole('link').getAttribute('href')).toBe(`/audit/${last?.sequence}`);
    expect(await violationsOf(page)).toEqual([]);
  });

  it('B5.3, B5.5: a throttled one says that no reply comes, and when the next is allowed', async () => {
    const page = await screens.visitAs('clinician', '/requests?function=GetFunctions');
    await page.getByText('It follows its schema.').waitFor();
    await sendNow(page);
    await result(page).getByText('Answered').first().waitFor();
    await sendNow(page);
    await result(page).getByText('No reply came').waitFor();
    await result(page).getByText('Allowed again at').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await screens.environment().perform('clock.advance', { milliseconds: 1_000 });
    await result(page).getByText('it can be sent now').waitFor();
    await sendNow(page);
    await result(page).getByText('Answered').first().waitFor();
    const history = page.getByRole('region', { name: 'Requests sent from here' });
    expect(await history.getByRole('row').count()).toBe(4);
    await page.getByRole('button', { name: 'Load request 2 again' }).click();
    await result(page).getByText('No reply came').waitFor();
  });

  it('B3.4, B3.5: what is wrong is told at its line while one types, and what would be let pass; by keyboard one gets there, and sends', async () => {
    const page = await screens.visitAs('clinician', '/requests?function=PatientSearch');
    await page.getByText('It follows its schema.').waitFor();
    const document = await editor(page).inputValue();
    await editor(page).fill(document.replace('<Surname>', '<Surnam>').replace('</Surname>', '</Surnam>'));
    await page.getByText('It would be refused:').waitFor();
    const line = document.split('\n').findIndex((text) => text.includes('<Surname>')) + 1;
    await page.getByText('element Surnam is not allowed here').waitFor();
    expect(await page.locator('.editor__gutter li[data-mark="error"]').textContent()).toBe(String(line));
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: `Line ${line}` }).focus();
    await page.keyboard.press('Enter');
    const caret = Number(await page.evaluate('document.activeElement.selectionStart'));
    expect(document.slice(0, caret).split('\n')).toHaveLength(line);

    await editor(page).fill(document.replace('<FunctionVersion>1.0<', '<FunctionVersion>1<'));
    await page.getByText('It would be taken, with one deviation:').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await editor(page).fill('<a>\n<b>');
    await page.getByText('not well-formed').waitFor();
    await editor(page).focus();
    await page.keyboard.press('Control+Enter');
    await result(page).getByText('NotWellFormed', { exact: true }).first().waitFor();
    await page.keyboard.press('Tab');
    expect(await focusedText(page)).toBe('Send');
  });

  it('keeps what was written over a visit elsewhere, gives it back when an example has taken its place, and forgets it with a sign-out', async () => {
    const page = await screens.visitAs('clinician', '/requests?function=GetFunctions');
    await page.getByText('It follows its schema.').waitFor();
    await editor(page).fill('<mine/>');
    await page.getByRole('link', { name: 'Devices' }).click();
    await page.getByRole('heading', { level: 1, name: 'Devices' }).waitFor();
    await page.goBack();
    expect(await editor(page).inputValue()).toBe('<mine/>');
    await page.getByRole('combobox', { name: 'Example of' }).selectOption('GetDiary');
    await page.getByText('The example has taken the place').waitFor();
    await written(page, 'GetDiary');
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Put it back' }).click();
    expect(await editor(page).inputValue()).toBe('<mine/>');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('region', { name: 'Clinician' }).getByRole('button').first().click();
    await written(page, 'GetDiary');
  });

  it('B4.7: may do what the signed-in user may; a message of the audit is loaded with its key hidden, and sent again', async () => {
    await screens.environment().perform('devices.approve', { applicationId: 'sample' });
    const page = await screens.visitAs('receptionist', '/requests?function=GetPatientRecord');
    await page.getByText('It follows its schema.').waitFor();
    await sendNow(page);
    await result(page).getByText('RightMissing', { exact: true }).first().waitFor();
    const [refused] = await screens.environment().perform('audit.list', { limit: 1 });
    await page.goto(`${screens.base()}/requests?message=${refused?.sequence}`);
    await written(page, 'GetPatientRecord');
    // What is refused for its content has opened its window all the same.
    screens.clock.advance(30_000);
    await sendNow(page);
    await result(page).getByText('RightMissing', { exact: true }).first().waitFor();
    for (const width of [768, 400]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await widthOf(page)).toBeLessThanOrEqual(width);
    }
    expect(await violationsOf(page)).toEqual([]);
  });

  it('shows faults as a client would meet them', async () => {
    const page = await screens.visitAs('clinician', '/requests?function=GetXSDFiles');
    await screens.environment().perform('faults.set', { kind: 'cut-in', function: 'GetXSDFiles', times: 1 });
    await page.getByText('It follows its schema.').waitFor();
    await sendNow(page);
    await result(page).getByText('A fault cut the connection in the middle of the reply').waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });
});
