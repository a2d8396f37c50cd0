// A side panel in a terminal that follows the patient whose record is open in SystmOne.
//
//     SYSTMONE_API_KEY=KEY node examples/side-panel/main.mjs
import { connect, fileDeviceStore, SystmOneError } from '@s1kit/sdk';
import { followOpenPatient } from './panel.mjs';

const words = { nobodySignedIn: 'Nobody is signed in.', noRecordOpen: 'No record is open.', reading: '…' };
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop.abort());

/** The whole screen is drawn anew, so that nothing of another patient stays on it. @param {readonly string[]} lines */
const draw = (...lines) => process.stdout.write(`\u001b[2J\u001b[3J\u001b[H${lines.join('\n')}\n`);

try {
  const systmOne = await connect({
    apiKey: process.env.SYSTMONE_API_KEY ?? '',
    application: { name: 'Side panel' },
    device: fileDeviceStore(process.env.SYSTMONE_DEVICE ?? './side-panel-device.json'),
    port: Number(process.env.SYSTMONE_PORT ?? '40700'),
    needs: ['getCurrentActivity', 'getPatientRecord'],
    on: { device: ({ state }) => state === 'waiting' && draw('Please approve Side panel in SystmOne.') },
    signal: stop.signal,
  });
  await followOpenPatient(
    systmOne,
    (panel) => {
      if (panel.state === 'patient') draw(panel.name, `born ${panel.dateOfBirth}`, panel.telephone);
      else draw(panel.state === 'failed' ? `This record cannot be shown (${panel.code}).` : words[panel.state]);
    },
    stop.signal,
  );
  await systmOne.close();
} catch (error) {
  if (!stop.signal.aborted) {
    // What these errors say names no patient.
    console.error(error instanceof SystmOneError ? error.message : 'The side panel has failed.');
    process.exitCode = 1;
  }
} finally {
  if (process.stdout.isTTY) draw();
}
