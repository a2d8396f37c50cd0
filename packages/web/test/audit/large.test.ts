import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { screensForTests, violationsOf } from '../support/screens.js';
import { supplierIn } from '../support/supplier.js';

const screens = screensForTests({ throttle: 'off', approve: 'always', largeRecord: true });

it('B8.2: a reply of six megabytes is shown to its end, and only the lines in sight are drawn', async () => {
  const patients = await screens.environment().perform('data.patients', {});
  const [largest] = [...patients].sort((a, b) => b.events - a.events);
  const reply = await supplierIn(screens.environment()).ask(
    'GetPatientRecord',
    `<Identity><NHSNumber>${largest?.nhsNumber}</NHSNumber></Identity>`,
    'six-megabytes',
  );
  expect(reply.length).toBeGreaterThan(6_000_000);
  const page = await screens.visitAs(undefined, '/audit/six-megabytes');
  const shown = page.getByRole('region', { name: 'Reply', exact: true });
  await shown.getByText('<ClientIntegrationResponse>').waitFor();
  await shown.focus();
  await page.keyboard.press('End');
  await shown.getByText('</ClientIntegrationResponse>').waitFor();
  expect(await shown.locator('.xml__line').count()).toBeLessThan(120);
  await page.getByRole('button', { name: /^Fold all\s+of the reply$/ }).click();
  await shown.getByText('<Response>').waitFor();
  expect(await shown.locator('.xml__line').count()).toBeLessThan(15);
  expect(await violationsOf(page)).toEqual([]);
  await page.getByRole('link', { name: /^No\. \d+$/ }).click();
  await page.getByRole('heading', { level: 1, name: /end of a long reply/ }).waitFor();
  await page.getByRole('link', { name: /^No\. \d+$/ }).click();
  await page.getByRole('heading', { level: 1, name: /: GetPatientRecord$/ }).waitFor();
}, 40_000);

it('many entries are gone through to the first one, and only the rows in sight are drawn', async () => {
  const { apiKey, perform, port } = screens.environment();
  await perform('session.signIn', { userName: 'ashah' });
  const deviceId = /<DeviceID>([0-9a-f]+)</.exec(await supplierIn(screens.environment()).ask('GetFunctions'))?.[1];
  const document = `<ClientIntegrationRequest><APIKey>${apiKey}</APIKey><DeviceID>${deviceId}</DeviceID><RequestUID>many</RequestUID><Function>GetNothing</Function><FunctionVersion>1.0</FunctionVersion></ClientIntegrationRequest>`;
  await sendMany(port, document, 900);
  const page = await screens.visitAs(undefined, '/audit?kinds=messages');
  const rows = page.locator('.audit-row[data-index]');
  await rows.first().waitFor();
  await expect
    .poll(
      async () => {
        await page.keyboard.press('End');
        return await page.getByText(/^No older ones: 9\d\d entries\.$/).count();
      },
      { timeout: 15_000 },
    )
    .toBe(1);
  expect(await rows.count()).toBeLessThan(80);
  const [entry] = await perform('audit.list', { uid: 'many', limit: 1 });
  expect(entry?.repeats).toBe(899);
}, 40_000);

/** Many documents on one connection, one behind the other. */
function sendMany(port: number, document: string, times: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let answered = 0;
    const socket = connect(port, '127.0.0.1', () => socket.write(document));
    socket.on('data', (chunk: Buffer) => {
      if (!chunk.includes('\n')) return;
      answered++;
      if (answered < times) socket.write(document);
      else socket.destroy();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve());
  });
}
