import { describe, expect, it } from 'vitest';
import { connect, until } from '../support/client.js';
import { useListener } from '../support/listening.js';

const open = useListener();
const request = (content = ''): string => `<ClientIntegrationRequest>${content}</ClientIntegrationRequest>`;

/** A promise, and what resolves it. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let resolveIt = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    resolveIt = resolve;
  });
  return { opened, open: () => resolveIt() };
}

describe('a connection', () => {
  it('B2.4: opened and closed without a byte it is a probe, and so is one with white space only', async () => {
    const { port, server } = await open();
    for (const bytes of ['', '\r\n', '\0', '<EOF>']) {
      const client = await connect(port);
      if (bytes !== '') await client.send(bytes);
      client.socket.end();
      await client.closed;
    }
    const reset = await connect(port);
    reset.socket.resetAndDestroy();
    const last = await connect(port);
    await last.send(request());
    await last.line();
    expect(server.told).toHaveLength(1);
  });

  it('B2.5: replies without any terminator, and after each of those that clients send', async () => {
    const { port } = await open();
    const client = await connect(port);
    for (const end of ['', '\n', '\r\n', '\0', '   ', '<EOF>', '\n<EOF>\r\n']) {
      await client.send(`${request('x')}${end}`);
      expect(await client.line()).toContain('none 54 ');
    }
  });

  it('B2.5: a client that sent a comment behind its request and waited was closed after 30 s with an error, and put on record twice', async () => {
    const { port, server, clock } = await open();
    const client = await connect(port);
    await client.send(`${request('x')}<!-- sent by me -->\n<?done?>`);
    expect(await client.line()).toContain('none 54 ');
    clock.advance(31_000);
    await client.send(request('x'));
    expect(await client.line()).toContain('none 54 ');
    await client.send('<!-- the end -->');
    client.socket.end();
    await client.closed;
    expect(server.told).toHaveLength(2);
  });

  it('B2.5: a client that closes its sending half gets its reply, also a late one', async () => {
    const late = gate();
    const { port, server, clock } = await open({}, async () => {
      await late.opened;
      return undefined;
    });
    const client = await connect(port, { allowHalfOpen: true });
    client.socket.end(request());
    await until(() => server.told.length === 1);
    clock.advance(5_000);
    expect(server.told[0]?.signal.aborted).toBe(false);
    late.open();
    expect(await client.line()).toContain(request());
    await client.closed;
    client.socket.destroy();
  });

  it('B2.6: line breaks inside a request are passed on as they are', async () => {
    const { port, server } = await open();
    const client = await connect(port);
    const text = request('\r\n  <A>\n</A>\r\n');
    await client.send(text);
    await client.line();
    expect(server.told[0]?.document.text).toBe(text);
  });

  it('B2.7: bytes that do not fit the encoding are a problem of this document alone', async () => {
    const { port, server } = await open();
    const client = await connect(port);
    await client.send(Buffer.concat([Buffer.from('<?xml version="1.0" encoding="us-ascii"?><a>'), Buffer.from([0xe9]), Buffer.from('</a>')]));
    expect(await client.line()).toContain('encoding');
    expect(server.told[0]?.document.text).toBeUndefined();
    await client.send(request());
    expect(await client.line()).toContain('2 none');
  });

  it('B2.8: one request at a time, replies in order, though all came at once', async () => {
    let running = 0;
    let most = 0;
    const { port, server } = await open({}, async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return undefined;
    });
    const client = await connect(port);
    const numbers = Array.from({ length: 200 }, (_, index) => index);
    await client.send(numbers.map((number) => request(String(number))).join('\n'));
    for (const number of numbers) expect(await client.line()).toContain(request(String(number)));
    expect(most).toBe(1);
    expect(server.told).toHaveLength(200);
  });

  it('B2.8: many connections side by side', async () => {
    const all = gate();
    const { port, server } = await open({}, async () => {
      await all.opened;
      return undefined;
    });
    const clients = await Promise.all(Array.from({ length: 20 }, () => connect(port)));
    for (const client of clients) await client.send(request());
    await until(() => server.told.length === 20);
    all.open();
    for (const client of clients) await client.line();
  });

  it('B2.8: a request that was read whole is carried out though its connection goes; the signal tells that it went', async () => {
    const first = gate();
    const { port, server } = await open({}, async (_told, number) => {
      if (number === 1) await first.opened;
      return undefined;
    });
    const client = await connect(port);
    await client.send(`${request('1')}${request('2')}<cut`);
    await until(() => server.told.length === 1);
    client.socket.resetAndDestroy();
    await until(() => server.told[0]?.signal.aborted === true);
    first.open();
    await until(() => server.sent.length === 3);
    expect(server.told.map(({ document, signal }) => [document.text, signal.aborted])).toEqual([
      [request('1'), true],
      [request('2'), true],
      ['<cut', true],
    ]);
    expect(server.sent.every(({ bytes, complete }) => bytes === 0 && !complete)).toBe(true);
  });

  it.runIf(process.platform === 'linux')('B2.8: a client that has closed altogether is told from one that closed its sending half', async () => {
    for (const host of ['127.0.0.1', '::1']) {
      const held = gate();
      const { port, server, clock } = await open({}, async () => {
        await held.opened;
        return undefined;
      });
      const client = await connect(port, { host, allowHalfOpen: true });
      await client.send(request());
      await until(() => server.told.length === 1);
      client.socket.end();
      for (let turn = 0; turn < 200; turn += 1) {
        clock.advance(500);
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect(server.told[0]?.signal.aborted).toBe(false);
      client.socket.destroy();
      await until(() => {
        clock.advance(500);
        return server.told[0]?.signal.aborted === true;
      });
      held.open();
    }
  });

  it('B2.8: a client that sends far ahead has to wait, and is read on later', async () => {
    const held = gate();
    const { port, server } = await open({ limits: { aheadBytes: 1024 } }, async () => {
      await held.opened;
      return undefined;
    });
    const client = await connect(port);
    const count = 5000;
    const body = 'x'.repeat(2000);
    let sent = false;
    void client.send(Array.from({ length: count }, () => request(body)).join('')).then(() => {
      sent = true;
    });
    await until(() => server.told.length === 1);
    for (let turn = 0; turn < 2000; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(sent).toBe(false);
    held.open();
    for (let number = 0; number < count; number += 1) await client.line();
    expect(server.told).toHaveLength(count);
  });

  it('B2.9: not well-formed, or a document type declaration: at once a reply, then close', async () => {
    const { port, server } = await open();
    for (const [bytes, kind] of [
      ['Hello', 'notWellFormed'],
      ['<a><b></a>', 'notWellFormed'],
      ['<?xml version="1.0"?><!DOCTYPE a [', 'documentType'],
    ] as const) {
      const client = await connect(port);
      await client.send(bytes);
      expect(await client.line()).toContain(` ${kind} `);
      await client.closed;
      expect(server.told.at(-1)?.document.bytes.toString()).toBe(bytes);
    }
  });

  it('B2.9: what follows such a document is thrown away, and the reply still arrives', async () => {
    const { port, server } = await open();
    const client = await connect(port);
    void client.send(Buffer.concat([Buffer.from('<a></b>'), Buffer.alloc(20 * 1024 * 1024, request())]));
    expect(await client.line()).toContain('notWellFormed');
    await client.closed;
    expect(server.told).toHaveLength(1);
  });

  it('B2.9: closes when the server says so, after the reply', async () => {
    const { port } = await open({}, async () => ({ close: true }));
    const client = await connect(port);
    await client.send(request());
    await client.line();
    await client.closed;
  });

  it('B2.10: 30 s between two bytes of a document, then a reply and close', async () => {
    const { port, clock, server } = await open();
    const client = await connect(port);
    await client.send('<ClientInt');
    await arrived(port);
    clock.advance(29_999);
    await client.send('egrationRequest>');
    await arrived(port);
    clock.advance(29_999);
    await arrived(port);
    expect(server.told.filter(({ document }) => document.problem)).toEqual([]);
    clock.advance(1);
    expect(await client.line()).toContain('timeout');
    await client.closed;
  });

  it('B2.10: 120 s for a whole document, however often a byte comes', async () => {
    const { port, clock } = await open();
    const client = await connect(port);
    await client.send('<a>');
    await arrived(port);
    for (let seconds = 0; seconds < 119; seconds += 1) {
      await client.send('x');
      await arrived(port);
      clock.advance(1_000);
    }
    expect(client.received()).toHaveLength(0);
    clock.advance(1_000);
    expect(await client.line()).toContain('timeout');
    await client.closed;
  });

  it('B2.10: 600 s idle between documents, which white space does not lengthen', async () => {
    const { port, clock, server } = await open();
    const client = await connect(port);
    await client.send(request());
    await client.line();
    clock.advance(300_000);
    await client.send('\n');
    await arrived(port);
    clock.advance(299_999);
    expect(client.socket.readableEnded).toBe(false);
    clock.advance(1);
    await client.closed;
    expect(client.received().toString()).toMatch(/^[^\n]+\n$/);
    expect(server.told.filter(({ document }) => document.problem)).toEqual([]);
  });

  it('B2.10: the time of a request that is carried out does not count', async () => {
    const held = gate();
    const { port, clock, server } = await open({}, async () => {
      await held.opened;
      return undefined;
    });
    const client = await connect(port);
    await client.send(request());
    await until(() => server.told.length === 1);
    clock.advance(3_600_000);
    held.open();
    await client.line();
    await client.send(request());
    await client.line();
  });

  it('B2.10: past 8 MiB a reply arrives though the client is still sending', async () => {
    const { port, server } = await open();
    const client = await connect(port);
    void client.send(Buffer.concat([Buffer.from('<a>'), Buffer.alloc(30 * 1024 * 1024, 'x')]));
    expect(await client.line()).toContain(`1 limit ${8 * 1024 * 1024} `);
    await client.closed;
    expect(server.told[0]?.document.problem).toMatchObject({ limit: 'documentBytes' });
  });

  it('B2.10: who never closes after such a reply is closed', async () => {
    const { port, clock, metrics } = await open();
    const client = await connect(port, { allowHalfOpen: true });
    await client.send('<a></b>');
    await client.line();
    await client.closed;
    expect(await metrics.text()).toContain('s1kit_connections 1');
    clock.advance(2_000);
    await untilText(async () => (await metrics.text()).includes('s1kit_connections 0'));
    client.socket.destroy();
  });

  it('B8.1: a document that was cut off is handed on, and not answered', async () => {
    const { port, server } = await open();
    const client = await connect(port, { allowHalfOpen: true });
    client.socket.end('<ClientIntegrationRequest><APIKey>');
    await client.closed;
    client.socket.destroy();
    expect(client.received()).toHaveLength(0);
    expect(server.told.map(({ document }) => [document.text, document.problem])).toEqual([['<ClientIntegrationRequest><APIKey>', { kind: 'cutOff' }]]);
    expect(server.sent).toEqual([{ bytes: 0, complete: false }]);
  });

  it('B5.3: silence leaves the connection open', async () => {
    const { port } = await open({}, async (_told, number) => (number === 1 ? 'silence' : undefined));
    const client = await connect(port);
    await client.send(request('1'));
    await client.send(request('2'));
    expect(await client.line()).toContain(request('2'));
    expect(client.received().toString()).toMatch(/^2 [^\n]+\n$/);
  });

  it('a server that fails closes the connection, and nobody else is harmed', async () => {
    const { port } = await open({}, async ({ document }) => {
      if (document.text?.includes('fail') === true) throw new Error('as it should never');
      return undefined;
    });
    const client = await connect(port);
    await client.send(request('fail'));
    await expect(client.line()).rejects.toThrow();
    const other = await connect(port);
    await other.send(request());
    await other.line();
  });
});

/** Waits until what was sent before has been read: a later connection is served after it. */
async function arrived(port: number): Promise<void> {
  for (let count = 0; count < 2; count += 1) {
    const probe = await connect(port);
    await probe.send(request());
    await probe.line();
    probe.socket.destroy();
  }
}

async function untilText(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
}
