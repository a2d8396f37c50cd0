import { describe, expect, it } from 'vitest';
import { memoryDeviceStore, type SystmOne } from '../../src/index.js';
import { surroundings } from '../support/environment.js';
import { openProxy } from '../support/proxy.js';

const around = surroundings({ throttle: 'off' });

/** A patient with some events that this test has written. */
async function patientWith(client: SystmOne, events: number): Promise<string> {
  const [{ nhsNumber }] = await around.patients();
  for (let number = 0; number < events; number += 1) {
    await client.updatePatientRecord(
      { Identity: { NHSNumber: nhsNumber }, Clinical: { Event: { Narrative: [{ Line: [`Streamed ${number}.`] }] } } },
      { save: 'now' },
    );
  }
  return nhsNumber;
}

describe('streamPatientRecord', () => {
  it('gives the events as they arrive, and the rest at the end: together what reading the whole gives', async () => {
    const client = await around.connect({ pacing: 'off', limits: { eventsAhead: 2 } });
    const Identity = { NHSNumber: await patientWith(client, 5) };
    const record = client.streamPatientRecord({ Identity });
    const events = [];
    expect(() => record.rest()).toThrow('once all of them have been gone through');
    for await (const event of record) events.push(event);
    const { Clinical, ...rest } = await client.getPatientRecord({ Identity }, { fresh: true });
    expect(events.length).toBeGreaterThan(5);
    expect(events).toEqual(Clinical?.Event);
    expect(record.rest()).toEqual(rest);
    await expect(record[Symbol.asyncIterator]().next()).rejects.toThrow('can be gone through once');
  });

  it('asks again where no event had come, and not once one has been handed over', async () => {
    const proxy = await openProxy(around.environment().port);
    const client = await around.connect({ port: proxy.port, pacing: 'off', device: memoryDeviceStore() });
    const Identity = { NHSNumber: await patientWith(client, 3) };
    const collect = async (): Promise<number> => {
      let count = 0;
      for await (const _ of client.streamPatientRecord({ Identity })) count += 1;
      return count;
    };
    const whole = await collect();
    const { reply } = proxy.passed.at(-1) ?? { reply: '' };
    proxy.plan({ cutReplyAt: 50 });
    expect(await collect()).toBe(whole);
    const asked = proxy.passed.length;
    proxy.plan({ cutReplyAt: reply.lastIndexOf('<Event ') });
    await expect(collect()).rejects.toMatchObject({ code: 'ConnectionLost', permanent: false });
    expect(proxy.passed.length).toBe(asked + 1);
    proxy.plan({ instead: (text) => text.replace(/<RequestUID>.*?<\/RequestUID>/, '<RequestUID>another</RequestUID>') });
    expect(await collect()).toBe(whole);
  });

  it('is given up by leaving the loop, and by a signal', async () => {
    const client = await around.connect({ pacing: 'off' });
    const Identity = { NHSNumber: await patientWith(client, 2) };
    for await (const _ of client.streamPatientRecord({ Identity })) break;
    const giveUp = new AbortController();
    giveUp.abort(new Error('enough'));
    await expect(client.streamPatientRecord({ Identity }, { signal: giveUp.signal })[Symbol.asyncIterator]().next()).rejects.toThrow('enough');
    expect(() => client.streamPatientRecord({ Identity: { NHSNumber: '9990000019' } })).toThrow('Identity/NHSNumber');
  });
});
