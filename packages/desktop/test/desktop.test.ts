import { createServer } from 'node:net';
import { movableClock } from '@s1kit/link';
import { afterEach, describe, expect, it } from 'vitest';
import { createDesk, type Desktop, openDesktop, requireFreePorts } from '../src/index.js';
import { connect } from './support/client.js';
import { tellingServer } from './support/server.js';

const open: Desktop[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((desktop) => desktop.close()));
});

const options = (ports: { readonly port?: number; readonly httpPort?: number } = {}) => ({
  desk: createDesk({ allowedFolders: [] }),
  server: tellingServer(),
  clock: movableClock(),
  port: ports.port ?? 0,
  http: { port: ports.httpPort ?? 0, token: 'token', about: { kind: 'demo', version: '0.1.0' } } as const,
});

/** A port that something else has. */
async function taken(): Promise<{ readonly port: number; readonly free: () => Promise<unknown> }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { port: typeof address === 'object' && address !== null ? address.port : 0, free: () => new Promise((resolve) => server.close(resolve)) };
}

describe('a desktop', () => {
  it('opens both ports, answers on both, and closes both', async () => {
    const desktop = await openDesktop(options());
    const client = await connect(desktop.port);
    await client.send('<a/>');
    await client.line();
    expect(await (await fetch(`http://127.0.0.1:${desktop.httpPort}/metrics`)).text()).toContain(
      's1kit_requests_total{function="GetFunctions",outcome="success"} 1',
    );
    await desktop.close();
    await client.closed;
    for (const port of [desktop.port, desktop.httpPort]) await expect(connect(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('opens the HTTP API on demand, once, and closes it if it was opened', async () => {
    const never = await openDesktop({ ...options(), http: { ...options().http, onDemand: true } });
    expect(never.httpPort).toBe(0);
    await never.close();
    const desktop = await openDesktop({ ...options(), http: { ...options().http, onDemand: true } });
    const [first, second] = await Promise.all([desktop.openHttp(), desktop.openHttp()]);
    expect(second).toBe(first);
    expect(desktop.httpPort).toBe(first);
    expect((await fetch(`http://127.0.0.1:${first}/health`)).status).toBe(200);
    await desktop.close();
    await expect(connect(first)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('whose HTTP port was in use when it was first asked for said so for ever', async () => {
    const other = await taken();
    const desktop = await openDesktop({ ...options(), http: { ...options().http, port: other.port, onDemand: true } });
    open.push(desktop);
    await expect(desktop.openHttp()).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await other.free();
    expect(await desktop.openHttp()).toBe(other.port);
  });

  it('a port in use is an error with its code, and nothing is open then', async () => {
    const other = await taken();
    const free = await openDesktop(options());
    await free.close();
    await expect(openDesktop(options({ port: other.port, httpPort: free.httpPort }))).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await expect(connect(free.httpPort)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await expect(openDesktop(options({ port: free.port, httpPort: other.port }))).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await expect(connect(free.port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await other.free();
  });

  it('tells beforehand whether ports are free, and leaves them so', async () => {
    const other = await taken();
    await expect(requireFreePorts([0, other.port])).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await other.free();
    await requireFreePorts([other.port]);
    open.push(await openDesktop(options({ port: other.port })));
  });
});
