// Exports the documents of one patient's record.
//
//     SYSTMONE_API_KEY=KEY node examples/document-export/main.mjs FOLDER
import { createInterface } from 'node:readline/promises';
import { connect, fileDeviceStore, SystmOneError } from '@s1kit/sdk';
import { exportDocuments } from './export.mjs';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Usage: main.mjs FOLDER');
  process.exit(2);
}
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop.abort());
/** @type {import('node:readline/promises').Interface | undefined} */
let terminal;
try {
  const systmOne = await connect({
    apiKey: process.env.SYSTMONE_API_KEY ?? '',
    application: { name: 'Document export' },
    device: fileDeviceStore(process.env.SYSTMONE_DEVICE ?? './document-export-device.json'),
    port: Number(process.env.SYSTMONE_PORT ?? '40700'),
    needs: ['getPatientRecord', 'getDocument'],
    on: { device: ({ state }) => state === 'waiting' && console.error('Please approve Document export in SystmOne.') },
    signal: stop.signal,
  });
  // Asked for, and not a parameter: other users of the machine can read parameters.
  // Opened as late as this, so that what is piped in waits for the question.
  terminal = createInterface({ input: process.stdin, output: process.stderr });
  const NHSNumber = (await terminal.question('NHS number: ', { signal: stop.signal })).replaceAll(' ', '');
  const onProgress = (/** @type {import('./export.mjs').Progress} */ { done, total, failed }) =>
    console.log(`${done} of ${total}${failed.length === 0 ? '' : `, ${failed.length} refused`}`);
  const { failed } = await exportDocuments(systmOne, { NHSNumber }, folder, { onProgress, signal: stop.signal });
  for (const { documentUid, code } of failed) console.log(`${documentUid}: ${code}`);
  if (failed.length > 0) process.exitCode = 1;
  await systmOne.close();
} catch (error) {
  process.exitCode = 1;
  if (stop.signal.aborted) console.error('Broken off. Start it again to go on.');
  else console.error(error instanceof SystmOneError ? error.message : 'The export has failed.');
} finally {
  terminal?.close();
}
