// Connections that are kept between reads: used where the peer keeps them, never where the outcome of a write would become unclear.
import { describe, expect, it } from 'vitest';
import { memoryDeviceStore, type SystmOne } from '../../src/index.js';
import { passing, surroundings, until } from '../support/environment.js';
import { type MeddlingProxy, type Mischief, openProxy } from '../support/proxy.js';

const around = surroundings({ throttle: 'off' });

interface Behind {
  readonly proxy: MeddlingProxy;
  readonly client: SystmOne;
  /** Which connections the requests since the last call went over. */
  connections(): readonly number[];
}

/** A client behind a proxy; connecting was its first request. */
async function behind(options: Parameters<typeof around.connect>[0] = {}, everyRequest: Mischief = {}): Promise<Behind> {
  const proxy = await openProxy(around.environment().port, everyRequest);
  const client = await around.connect({ port: proxy.port, pacing: 'off', cache: 'off', device: memoryDeviceStore(), ...options });
  let seen = proxy.passed.length;
  const connections = (): readonly number[] => {
    const since = proxy.passed.slice(seen).map(({ connection }) => connection);
    seen = proxy.passed.length;
    return since;
  };
  return { proxy, client, connections };
}

const times = async (count: number, work: () => Promise<unknown>): Promise<void> => {
  for (let time = 0; time < count; time += 1) await work();
};

describe('B2.8: reads that follow each other', () => {
  it('use one connection, and those at the same time one each, which are used again', async () => {
    const { client, connections } = await behind();
    await times(3, () => client.getCurrentActivity());
    expect(connections()).toEqual([1, 1, 1]);
    const surnames = ['A', 'B', 'C', 'D'];
    const together = () => Promise.all(surnames.map((Surname) => client.patientSearch({ Surname, Gender: 'F' })));
    await together();
    expect(connections().toSorted()).toEqual([1, 2, 3, 4]);
    await together();
    expect(connections().toSorted()).toEqual([1, 2, 3, 4]);
  });

  it('keep no more connections than the limit, and none past its time', async () => {
    const { proxy, client, connections } = await behind({ limits: { idleConnections: 2 } });
    await client.getCurrentActivity();
    await Promise.all(['A', 'B', 'C', 'D'].map((Surname) => client.patientSearch({ Surname, Gender: 'F' })));
    await until(() => proxy.open() === 2);
    connections();
    around.clock.advance(5_000);
    await client.getCurrentActivity();
    expect(connections()).toEqual([5]);
    await until(() => proxy.open() === 1);
  });

  it('close what is kept when the client is closed', async () => {
    const { proxy, client } = await behind();
    await client.getCurrentActivity();
    expect(proxy.open()).toBe(1);
    await client.close();
    await until(() => proxy.open() === 0);
  });

  it('have a connection each where the application says so', async () => {
    const { client, connections } = await behind({ connections: 'new' });
    await times(3, () => client.getCurrentActivity());
    expect(connections()).toEqual([2, 3, 4]);
  });

  it('have a connection each where SystmOne closes it after each reply, and none of them fails', async () => {
    const { client, connections } = await behind({}, { closes: true });
    const attempts: number[] = [];
    client.on('reply', ({ attempt, outcome }) => attempts.push(outcome === 'success' ? attempt : -1));
    await times(6, () => client.getCurrentActivity());
    expect(attempts).toEqual([1, 1, 1, 1, 1, 1]);
    // One may be sent into a connection that is being closed, which tells that they are.
    const used = connections();
    expect(used.length).toBeLessThanOrEqual(7);
    expect(new Set(used).size).toBeGreaterThanOrEqual(6);
  });

  it('have a connection each where SystmOne reads one request of each, which is found out within seconds and by one of them', async () => {
    const { proxy, client, connections } = await behind();
    const attempts: number[] = [];
    client.on('reply', ({ attempt }) => attempts.push(attempt));
    proxy.plan({ silent: true });
    const began = around.clock.monotonic();
    await passing(around.clock, client.getCurrentActivity());
    expect(around.clock.monotonic() - began).toBeLessThan(4_000);
    await times(2, () => client.getCurrentActivity());
    expect(connections()).toEqual([1, 2, 3, 4]);
    expect(attempts).toEqual([1, 1, 1]);
  });

  it('try that out with nothing that may be asked once in thirty seconds', async () => {
    const { client, connections } = await behind();
    const [{ nhsNumber }] = await around.patients();
    const whole = () => client.getPatientRecord({ Identity: { NHSNumber: nhsNumber } });
    await whole();
    await client.getCurrentActivity();
    await whole();
    const [first, second, third] = connections();
    expect(first).toBe(2);
    expect(third).toBe(second);
  });
});

describe('a kept connection that SystmOne closes', () => {
  it('between two reads is not used', async () => {
    const { proxy, client, connections } = await behind();
    await times(2, () => client.getCurrentActivity());
    proxy.closeIdle();
    await until(() => proxy.open() === 0);
    await client.getCurrentActivity();
    expect(connections()).toEqual([1, 1, 2]);
  });

  it('just as a read is sent has it sent once more, at once and on a new one', async () => {
    const { proxy, client, connections } = await behind();
    await client.getCurrentActivity();
    const attempts: number[] = [];
    client.on('reply', ({ attempt }) => attempts.push(attempt));
    for (let time = 0; time < 20; time += 1) {
      // Both are under way at the same time.
      proxy.closeIdle();
      expect(await client.getCurrentActivity()).toMatchObject({ UserName: around.environment().user });
    }
    expect(attempts).toEqual(Array.from({ length: 20 }, () => 1));
    expect(new Set(connections()).size).toBeGreaterThanOrEqual(20);
  });

  it('at any byte of a read or of its reply leaves the read with the right answer, and is not used again', async () => {
    const { proxy, client, connections } = await behind();
    const read = () => client.getCurrentActivity();
    const right = await read();
    await read();
    const whole = proxy.passed.at(-1);
    const [request, reply] = [whole?.request.length ?? 0, whole?.reply.length ?? 0];
    expect(Math.min(request, reply)).toBeGreaterThan(300);
    const cuts: Mischief[] = [
      ...Array.from({ length: request - 2 }, (_, offset) => ({ cutRequestAt: offset + 1 })),
      ...Array.from({ length: reply - 1 }, (_, offset) => ({ cutReplyAt: offset + 1 })),
    ];
    connections();
    for (const cut of cuts) {
      proxy.plan(cut);
      expect(await read()).toEqual(right);
      const [before = 0, ...after] = connections();
      expect(after.length, JSON.stringify(cut)).toBeLessThanOrEqual(1);
      if (after.length === 1) expect(after[0]).not.toBe(before);
    }
  }, 60_000);

  it('is closed by a read that is given up or not answered in time', async () => {
    const { proxy, client, connections } = await behind();
    await client.getCurrentActivity();
    proxy.plan({ silent: true });
    const giveUp = new AbortController();
    const asked = client.getCurrentActivity({}, { signal: giveUp.signal });
    await until(() => proxy.passed.at(-1)?.reply.endsWith('\n') === true && proxy.passed.length === 3);
    giveUp.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
    await client.getCurrentActivity();
    await client.getCurrentActivity();
    proxy.plan({ silent: true });
    await passing(around.clock, client.getCurrentActivity());
    expect(connections()).toEqual([1, 1, 2, 2, 2, 3]);
  });
});

describe('a reply on a kept connection', () => {
  it('that nobody asked for is given to nobody, and the connection is not used again', async () => {
    const { proxy, client, connections } = await behind();
    await client.getCurrentActivity();
    const twice = (reply: string): string => reply + reply;
    proxy.plan({ instead: (reply) => reply.trimEnd() });
    await client.getCurrentActivity();
    // The second of two comes in one block with the first, or behind it: as an answer to what is asked next it is refused.
    proxy.plan({ instead: twice });
    expect(await client.getCurrentActivity()).toMatchObject({ UserName: around.environment().user });
    const [, , refused, again] = connections();
    expect(again).not.toBe(refused);
  });

  it('may be a failure that does not say what it answers: then it is asked again on a new one, where such a failure is believed', async () => {
    const { proxy, client, connections } = await behind();
    const bare = '<?xml version="1.0"?><ClientIntegrationResponse><Error><ErrorMessage>No</ErrorMessage></Error></ClientIntegrationResponse>\n';
    await client.getCurrentActivity();
    proxy.plan({ instead: () => bare });
    proxy.plan({ instead: () => bare });
    await expect(client.getCurrentActivity()).rejects.toMatchObject({ code: 'Unclassified', permanent: true });
    await client.getCurrentActivity();
    expect(connections()).toEqual([1, 1, 2, 3]);
  });
});

describe('what must not be asked twice', () => {
  it('has a connection of its own: writes, and what does something outside the record', async () => {
    const { proxy, client, connections } = await behind();
    const [{ nhsNumber }] = await around.patients();
    await times(3, () => client.getCurrentActivity());
    const write = () =>
      client.updatePatientRecord({ Identity: { NHSNumber: nhsNumber }, Clinical: { Event: { Narrative: [{ Line: ['Seen today'] }] } } }, { save: 'now' });
    await write();
    await write();
    await client.getCurrentActivity();
    const written = proxy.passed.filter(({ request }) => request.includes('<Function>UpdatePatientRecord<'));
    expect(written).toHaveLength(2);
    for (const one of written) expect(proxy.passed.find(({ connection }) => connection === one.connection)).toBe(one);
    connections();
    await client.exitClient();
    const [own] = connections();
    expect(proxy.passed.filter(({ connection }) => connection === own)).toHaveLength(1);
  });
});
