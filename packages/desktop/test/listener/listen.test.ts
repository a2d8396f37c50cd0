import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { listen } from '../../src/listener/listen.js';
import { silentLog } from '../../src/log.js';
import { createMetrics } from '../../src/metrics.js';
import { connect, until } from '../support/client.js';
import { useListener } from '../support/listening.js';
import { tellingServer } from '../support/server.js';

const open = useListener();
const request = '<ClientIntegrationRequest/>';

describe('listening', () => {
  it('B2.1: listens on 127.0.0.1 and ::1, on the same port', async () => {
    const { port } = await open();
    for (const host of ['127.0.0.1', '::1']) {
      const client = await connect(port, { host });
      await client.send(request);
      expect(await client.line()).toContain(request);
    }
  });

  it('B2.1: refuses any other address', async () => {
    for (const address of ['0.0.0.0', '::', '192.168.0.1', 'localhost', '127.0.0.2']) {
      await expect(open({ addresses: [address] }), address).rejects.toMatchObject({ code: 'EADDRREFUSED' });
    }
    const { port } = await open();
    await expect(connect(port, { host: '127.0.0.2' })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('B2.1: a port in use on one address is an error, and nothing stays open', async () => {
    for (const host of ['127.0.0.1', '::1']) {
      const other = createServer();
      await new Promise<void>((resolve) => other.listen(0, host, resolve));
      const address = other.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      await expect(open({ port })).rejects.toMatchObject({ name: 'ListenError', code: 'EADDRINUSE', message: expect.stringContaining(String(port)) });
      await new Promise((resolve) => other.close(resolve));
      for (const either of ['127.0.0.1', '::1']) await expect(connect(port, { host: either })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    }
  });

  it('B2.10: past the limit of connections the newest is refused, and a place that falls free is taken', async () => {
    const { port, metrics } = await open({ limits: { connections: 2 } });
    const [first, second] = [await connect(port), await connect(port)];
    const third = await connect(port);
    await third.closed;
    for (const client of [first, second]) {
      await client.send(request);
      await client.line();
    }
    expect(await metrics.text()).toContain('s1kit_connections_refused_total 1');
    first.socket.destroy();
    await second.send(request);
    await second.line();
    for (;;) {
      const again = await connect(port);
      await again.send(request);
      const answered = await again.line().then(
        () => true,
        () => false,
      );
      if (answered) break;
    }
  });

  it('B2.10: 1,500 idle connections slow nobody, and are closed on time', async () => {
    const { port, clock, server } = await open();
    const idle = await Promise.all(Array.from({ length: 1500 }, () => connect(port)));
    const client = await connect(port);
    for (let count = 0; count < 50; count += 1) {
      await client.send(request);
      await client.line();
    }
    clock.advance(599_000);
    await client.send(request);
    await client.line();
    expect(idle.some(({ socket }) => socket.readableEnded)).toBe(false);
    clock.advance(1_000);
    await Promise.all(idle.map(({ closed }) => closed));
    await client.send(request);
    await client.line();
    expect(server.told).toHaveLength(52);
  });

  it('stops: nobody new is taken, the idle are closed, what is being answered is answered', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { listener, port, server } = await open({}, async () => {
      await held;
      return undefined;
    });
    const [busy, idle] = [await connect(port), await connect(port)];
    await busy.send(request);
    await until(() => server.told.length === 1);
    const stopped = listener.close(60_000);
    await idle.closed;
    await expect(connect(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    // Only a throttle or a prompt heeds this, so that neither holds up the end.
    expect(server.told[0]?.signal.aborted).toBe(true);
    release();
    expect(await busy.line()).toContain(request);
    await stopped;
    await busy.closed;
  });

  it('stops: what goes on past the time is broken off, and a document half there is on record', async () => {
    const { listener, port, server, clock } = await open({}, ({ document }) => (document.problem ? Promise.resolve(undefined) : new Promise(() => undefined)));
    const [busy, half] = [await connect(port), await connect(port)];
    await busy.send(request);
    await half.send('<Client');
    await until(() => server.told.length === 1);
    const stopped = listener.close(1_000);
    await until(() => server.told.length === 2);
    expect(server.told[1]?.document.problem).toEqual({ kind: 'cutOff' });
    clock.advance(1_000);
    await stopped;
    await busy.closed;
  });

  it('B2.10: a connection that comes while the limit is reached leaves no trace at the server', async () => {
    const server = tellingServer();
    const listener = await listen({ server, clock: (await open()).clock, port: 0, log: silentLog(), meter: createMetrics([]), limits: { connections: 0 } });
    const client = await connect(listener.port);
    await client.send(request);
    await client.closed;
    expect(server.told).toEqual([]);
    await listener.close(0);
  });
});
