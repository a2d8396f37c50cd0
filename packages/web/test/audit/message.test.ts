import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { screensForTests, violationsOf } from '../support/screens.js';
import { supplierIn, type WatchingSupplier } from '../support/supplier.js';

const screens = screensForTests({ throttle: 'silent', approve: 'always' });
let supplier: WatchingSupplier;
let patient = '';

beforeAll(async () => {
  supplier = supplierIn(screens.environment());
  await supplier.ask('GetFunctions');
  const patients = await screens.environment().perform('data.patients', {});
  patient = patients.find(({ nhsNumber }) => nhsNumber !== null)?.nhsNumber ?? '';
});
// Whoever a test before signed in is not there any more.
beforeEach(() => screens.environment().perform('session.signIn', { userName: 'ashah' }));

const record = (): string => `<Identity><NHSNumber>${patient}</NHSNumber></Identity>`;
const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** Opens the message with a RequestUID from the list. */
async function openFromList(page: Page, requestUid: string): Promise<void> {
  await page.goto(`${screens.base()}/audit?uid=${requestUid}`);
  await page.locator('.audit-row[data-index="0"] a').first().click();
  await page.getByRole('heading', { level: 1, name: /^No\. \d+/ }).waitFor();
}

describe('a message of the audit', () => {
  it('B3.3, B8.4: that failed is found, and shows why, at its element', async () => {
    screens.clock.advance(1_500);
    expect(await supplier.ask('PatientSearch', '<Surname>Smith</Surname><Gender>Z</Gender>', 'wrong-gender')).toContain('SchemaInvalid');
    const page = await screens.visitAs(undefined, '/audit');
    await page.getByLabel('Outcome').selectOption({ label: 'Refused' });
    await page.getByRole('row').filter({ hasText: 'SchemaInvalid' }).getByRole('link').first().click();
    const why = page.getByRole('region', { name: 'Why' });
    await why.getByText('expected one of M, F').waitFor();
    await why.getByText('What to do').waitFor();
    const marked = page.locator('.xml__line--marked');
    expect(await marked.textContent()).toMatch(/this element.*<Gender>Z<\/Gender>/);
    expect(await marked.count()).toBe(1);
    expect(await panel(page, 'Reply').textContent()).toContain('SchemaInvalid');
    expect(await page.content()).not.toContain(screens.environment().apiKey);
    expect(await violationsOf(page)).toEqual([]);
  });

  it('B5.3, B5.5: that was dropped in silence says so, and counts down until it is allowed, on the environment’s clock', async () => {
    screens.clock.advance(31_000);
    await supplier.ask('GetPatientRecord', record());
    screens.clock.advance(2_000);
    await supplier.drop('GetPatientRecord', record(), 'dropped-one');
    const page = await screens.visitAs(undefined, '/audit');
    await page.getByRole('row').filter({ hasText: 'Throttled: silent drop' }).getByText('allowed from').waitFor();
    await openFromList(page, 'dropped-one');
    await page.getByText('the client waits in vain').waitFor();
    expect(await page.getByRole('timer').textContent()).toMatch(/^in 2[78] s$/);
    expect(await violationsOf(page)).toEqual([]);
    await screens.environment().perform('clock.advance', { milliseconds: 20_000 });
    await page
      .getByRole('timer')
      .filter({ hasText: /^in [78] s$/ })
      .waitFor();
    await screens.environment().perform('clock.advance', { milliseconds: 9_000 });
    await page.getByText('it can be sent now').waitFor();
  });

  it('B8.1, B8.5: that was cut off, or is hostile, is text and nothing else', async () => {
    await supplier.breakOff(`<ClientIntegrationRequest><APIKey>${screens.environment().apiKey}</APIKey><RequestUID>`);
    const hostile = '&lt;img src=x onerror=alert(1)&gt;';
    screens.clock.advance(1_500);
    await supplier.ask(
      'PatientSearch',
      `<Surname>${hostile}</Surname><Gender><![CDATA[<script>alert(2)</script>]]></Gender>`,
      `&lt;b&gt;${'very-long-'.repeat(19)}`,
    );
    // Of what was cut off nobody's key was read: it is nobody's own.
    const page = await screens.visitAs('informationGovernanceLead', '/audit');
    await page.getByRole('row').filter({ hasText: 'Cut off' }).getByRole('link').first().click();
    await page.getByText('The connection ended before the document was complete').waitFor();
    expect(await panel(page, 'Request').textContent()).toContain('<APIKey>****************');
    expect(await violationsOf(page)).toEqual([]);
    await page.goto(`${screens.base()}/audit?uid=${encodeURIComponent('<b>very')}`);
    await page.locator('.audit-row[data-index="0"] a').first().click();
    await panel(page, 'Request').getByText('<![CDATA[<script>alert(2)</script>]]>').waitFor();
    expect(await page.locator('main script, main img, main b').count()).toBe(0);
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    expect(await violationsOf(page)).toEqual([]);
  });

  it('is folded and unfolded, by the keyboard too, and shown as text only', async () => {
    screens.clock.advance(31_000);
    await supplier.ask('GetPatientRecord', record(), 'to-fold');
    const page = await screens.visitAs(undefined, '/audit');
    await openFromList(page, 'to-fold');
    const request = panel(page, 'Request');
    const fold = request.getByRole('button', { name: 'Identity' });
    await fold.click();
    expect(await fold.getAttribute('aria-expanded')).toBe('false');
    await request.getByText('… 1 lines').waitFor();
    await page.keyboard.press('ArrowRight');
    expect(await fold.getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowLeft');
    expect(await request.getByRole('button', { name: 'FunctionParameters' }).getAttribute('aria-expanded')).toBe('false');
    await page.getByRole('button', { name: /^Fold all\s+of the reply$/ }).click();
    expect(await panel(page, 'Reply').locator('.xml__line').count()).toBeLessThan(15);
    await page.getByRole('button', { name: /^As text only\s*: reply$/ }).click();
    await panel(page, 'Reply')
      .getByText(/^<\?xml version="1.0" encoding="UTF-8"\?><ClientIntegrationResponse>/)
      .waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });

  it('B4.1: is copied as a command, as TypeScript and as XML, without a key; and by hand where there is no clipboard', async () => {
    screens.clock.advance(1_500);
    await supplier.ask('PatientSearch', '<Surname>O&apos;Neil</Surname><Gender>F</Gender>', 'to-copy');
    const page = await screens.visitAs(undefined, '/audit');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await openFromList(page, 'to-copy');
    const copied = () => page.evaluate('navigator.clipboard.readText()');
    const told = page.locator('.message-acts').getByRole('status').first();
    await page.getByRole('button', { name: 'TypeScript' }).click();
    await told.getByText('Copied the call in TypeScript.').waitFor();
    expect(await copied()).toBe("const reply = await systmOne.patientSearch({ Surname: 'O\\'Neil', Gender: 'F' });");
    await page.getByRole('button', { name: 'Command line' }).click();
    await told.getByText('Copied the command. Put your key in place of YOUR-API-KEY.').waitFor();
    expect(await copied()).toMatch(/^npx s1kit send - <<'REQUEST'\n<ClientIntegrationRequest><APIKey>YOUR-API-KEY</);
    await page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
    await page.getByRole('button', { name: 'XML' }).click();
    const byHand = page.getByRole('dialog', { name: 'Copy by hand' });
    expect(await byHand.getByLabel('The text to copy').inputValue()).toContain('<RequestUID>to-copy</RequestUID>');
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await byHand.waitFor({ state: 'detached' });
  });

  it('is sent again with a RequestUID of its own, and compared with what came of it', async () => {
    screens.clock.advance(1_500);
    await supplier.ask('PatientSearch', '<Surname>Smith</Surname><Gender>F</Gender>', 'to-send-again');
    screens.clock.advance(1_500);
    const page = await screens.visitAs(undefined, '/audit');
    await openFromList(page, 'to-send-again');
    await page.getByRole('button', { name: 'Send again' }).click();
    await page.getByRole('link', { name: 'Compare the two' }).click();
    const request = page.getByRole('region', { name: 'Request', exact: true });
    await request.getByText('<RequestUID>to-send-again</RequestUID>').waitFor();
    expect(await request.locator('.difference__line--second').first().textContent()).toMatch(/only in No\. \d+: .*(0000000000000000|\*{16}|<RequestUID>)/);
    expect(
      await page
        .getByRole('region', { name: 'Reply', exact: true })
        .getByText(/lines differ/)
        .count(),
    ).toBe(1);
    expect(await violationsOf(page)).toEqual([]);
    await page.reload();
    await request.getByText('<RequestUID>to-send-again</RequestUID>').waitFor();
  });

  it('B3.6: names the others with its RequestUID, and one is chosen from the list to be compared', async () => {
    for (let turn = 0; turn < 2; turn++) {
      screens.clock.advance(1_500);
      await supplier.ask('GetFunctions', '', 'twice');
    }
    const page = await screens.visitAs(undefined, '/audit');
    await page.getByText('RequestUID sent 2 times').first().waitFor();
    await openFromList(page, 'twice');
    await page.getByRole('link', { name: /^Compare with No\. \d+$/ }).waitFor();
    await page.getByRole('link', { name: 'Compare with another message' }).click();
    await page.getByText('Choose the message to compare').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page
      .getByRole('link', { name: /^Compare No\. \d+ with No\. \d+$/ })
      .nth(1)
      .click();
    await page.getByRole('heading', { level: 1, name: /^No\. \d+ and No\. \d+$/ }).waitFor();
  });

  it('that there is not is told', async () => {
    const page = await screens.visitAs(undefined, '/audit/999999');
    await page.getByRole('alert').getByText('There is no such message').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await screens.closePages();
    expect(screens.expectProblems().every((problem) => problem.includes('404'))).toBe(true);
  });
});
