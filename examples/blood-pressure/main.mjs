// Uploads home readings of blood pressure: one reading of JSON a line on standard input.
//
//     SYSTMONE_API_KEY=KEY node examples/blood-pressure/main.mjs FOLDER < readings.jsonl
import { createInterface } from 'node:readline';
import { connect, fileDeviceStore } from '@s1kit/sdk';
import { openUploader } from './uploader.mjs';

const [folder = './blood-pressure'] = process.argv.slice(2);
/** @type {import('@s1kit/sdk').SystmOne | undefined} */
let systmOne;
const uploader = await openUploader({
  folder,
  connect: async () => {
    systmOne = await connect({
      apiKey: process.env.SYSTMONE_API_KEY ?? '',
      application: { name: 'Home blood pressure' },
      device: fileDeviceStore(`${folder}/device.json`),
      port: Number(process.env.SYSTMONE_PORT ?? '40700'),
      needs: ['getPatientRecord', 'updatePatientRecord'],
    });
    return systmOne;
  },
  // An identifier, a state and a code: no patient's data.
  onEvent: ({ id, state, code = '' }) => console.error(`${id} ${state} ${code}`.trimEnd()),
});
let line = 0;
for await (const text of createInterface({ input: process.stdin })) {
  line += 1;
  try {
    console.log(`line ${line}: kept ${await uploader.keep(JSON.parse(text))}`);
  } catch (error) {
    // Parsers quote what they could not read: only the name of the error is told.
    console.log(`line ${line}: not kept (${error instanceof Error && 'code' in error ? error.code : 'not a reading'})`);
  }
}
await uploader.settled();
for (const code of await uploader.handBack()) console.log(`handed back (${code}): see ${folder}/undelivered.jsonl`);
await uploader.close();
await systmOne?.close();
