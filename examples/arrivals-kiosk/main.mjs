// An arrivals kiosk in a terminal.
//
//     SYSTMONE_API_KEY=KEY node examples/arrivals-kiosk/main.mjs
import { createInterface } from 'node:readline/promises';
import { connect, fileDeviceStore, SystmOneError } from '@s1kit/sdk';
import { arrive } from './arrivals.mjs';

/** @type {import('node:readline/promises').Interface | undefined} */
let terminal;
/** Nothing of who stood here before stays on the screen. */
const clear = () => process.stdout.isTTY && process.stdout.write('\u001b[2J\u001b[3J\u001b[H');

/** @param {import('./arrivals.mjs').Answer} answer @returns {string} */
function wordsFor(answer) {
  if (answer.kind === 'arrived') return `Thank you. You have arrived for ${answer.time}. Please take a seat.`;
  return answer.kind === 'seeReception' ? 'Please see reception.' : 'This screen is out of order. Please see reception.';
}

/** `21/09/2012` as `2012-09-21`; `undefined` for what is no date. @param {string} typed @returns {string | undefined} */
function dateIn(typed) {
  const [, day = '', month = '', year = ''] = /^\s*(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})\s*$/.exec(typed) ?? [];
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? text : undefined;
}

try {
  const systmOne = await connect({
    apiKey: process.env.SYSTMONE_API_KEY ?? '',
    application: { name: 'Arrivals kiosk' },
    device: fileDeviceStore(process.env.SYSTMONE_DEVICE ?? './arrivals-kiosk-device.json'),
    port: Number(process.env.SYSTMONE_PORT ?? '40700'),
    needs: ['getDiary', 'updatePatientRecord'],
    on: { device: ({ state }) => state === 'waiting' && console.log('Please approve Arrivals kiosk in SystmOne.') },
  });
  console.log('Your date of birth (dd/mm/yyyy), then the first letter of your surname:');
  // Opened as late as this, so that nothing that was typed while it connected is lost.
  terminal = createInterface({ input: process.stdin, output: process.stdout });
  /** @type {string | undefined} */
  let dateOfBirth;
  for await (const line of terminal) {
    if (dateOfBirth === undefined) {
      dateOfBirth = dateIn(line);
      if (dateOfBirth === undefined) console.log('Please type your date of birth as 21/09/2012.');
      continue;
    }
    const answer = await arrive(systmOne, { dateOfBirth, initial: line }, new Date());
    dateOfBirth = undefined;
    clear();
    console.log(wordsFor(answer));
    if ('code' in answer && answer.code !== undefined) console.error(`arrivals-kiosk: ${answer.code}`);
  }
  await systmOne.close();
} catch (error) {
  console.error(error instanceof SystmOneError ? error.message : 'The kiosk has failed.');
  process.exitCode = 1;
} finally {
  terminal?.close();
}
