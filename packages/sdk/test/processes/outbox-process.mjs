// An application with an outbox, which adds writes to it and delivers them; it is there to be killed. `npm run build` comes first.
import { writeSync } from 'node:fs';
import { connect, memoryDeviceStore, openOutbox } from '../../dist/index.js';

/** @type {{ path: string, key: string, port: number, apiKey: string, deviceId: string, now: number, from: number, count: number, patients: string[] }} */
const { path, key, port, apiKey, deviceId, now, from, count, patients } = JSON.parse(process.argv[2] ?? '');
const say = (/** @type {readonly (string | number)[]} */ ...words) => writeSync(1, `${words.join(' ')}\n`);
/** Its time passes so much quicker, so that it need not be waited for; only silence is waited out in real time. */
const quicker = 200;
const clock = {
  now: () => now,
  monotonic: () => performance.now() * quicker,
  timer: (/** @type {number} */ milliseconds, /** @type {() => void} */ callback) => {
    const handle = setTimeout(callback, milliseconds / quicker);
    return () => clearTimeout(handle);
  },
};
const outbox = await openOutbox({
  path,
  key: Buffer.from(key, 'hex'),
  clock,
  connect: () =>
    connect({
      apiKey,
      port,
      clock,
      application: { name: 'Killed' },
      device: memoryDeviceStore(deviceId),
      pacing: 'off',
      limits: { replyMs: 15_000 * quicker },
    }),
  onEvent: ({ state, code = '' }) => say('event', state, code),
});
say('open');
for (let number = from; number < from + count; number += 1) {
  const NHSNumber = patients[number % patients.length] ?? '';
  say('adds', number);
  await outbox.update({ Identity: { NHSNumber }, Clinical: { Event: { Narrative: [{ Line: [`Write ${number}`] }] } } }, { save: 'now' });
  say('kept', number);
}
await outbox.settled();
say('settled', outbox.undelivered().length);
await outbox.close();
