// A program that takes turns, without end, under an allowance in a file; it is there to be killed. `npm run build` comes first.
import { writeSync } from 'node:fs';
import { sharedPacing } from '../../dist/index.js';

const [file = '', length = '', ...devices] = process.argv.slice(2);
const window = { name: 'Standard', length: Number(length) };
const say = (/** @type {readonly (string | number)[]} */ ...words) => writeSync(1, `${words.join(' ')}\n`);
const pacing = sharedPacing({ file, onFailure: (cause) => say('failed', String(cause)) });
await Promise.all(
  devices.map(async (device) => {
    for (;;) {
      const turn = await pacing.turn(device, window, {
        priority: 'interactive',
        signal: undefined,
        onWait: ({ expectedMs }) => {
          if (expectedMs > 1_500) say('waits', device, expectedMs);
        },
      });
      say('sends', device, Date.now());
      turn.admitted();
    }
  }),
);
