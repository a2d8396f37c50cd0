import { describe, expect, it } from 'vitest';
import { connect, until } from '../support/client.js';
import { useListener } from '../support/listening.js';

const open = useListener();
const request = '<ClientIntegrationRequest/>';
const line = (bytes: number): Buffer => Buffer.alloc(bytes, 'abcdefghij');

interface Counted {
  readonly pieces: Iterable<Uint8Array>;
  made: number;
  returned: boolean;
}

/** Pieces as a server makes them, and how far it has come. */
function counted(count: number, size: number): Counted {
  const piece = line(size);
  function* make(): Generator<Uint8Array> {
    try {
      for (; state.made < count; state.made += 1) yield piece;
    } finally {
      state.returned = true;
    }
  }
  const state: Counted = { made: 0, returned: false, pieces: make() };
  return state;
}

describe('a reply', () => {
  it('B2.2: is one line, closed by one line feed', async () => {
    const { port } = await open({}, async () => ({ pieces: [line(5), line(6)], length: 11 }));
    const client = await connect(port);
    await client.send(request);
    await client.line();
    expect(client.received().toString()).toBe('abcdeabcdef\n');
  });

  it('B2.3: is never a multiple of 4096 long, in one write or in many', async () => {
    const blocks = [4095, 4096, 4097, 8191, 1024 * 1024 - 1, 1024 * 1024, 3 * 1024 * 1024 - 1, 3 * 1024 * 1024, 4094];
    const { port, server } = await open({}, async (_told, number) => {
      const bytes = blocks[number - 1] ?? 0;
      return { pieces: [line(bytes)], length: bytes };
    });
    for (const bytes of blocks) {
      const client = await connect(port);
      await client.send(request);
      await client.line();
      const all = client.received();
      expect(all.length % 4096).not.toBe(0);
      expect(all.toString()).toBe(`${line(bytes).toString()}${(bytes + 1) % 4096 === 0 ? ' ' : ''}\n`);
      client.socket.destroy();
    }
    await until(() => server.sent.length === blocks.length);
    expect(server.sent).toEqual(blocks.map((bytes) => ({ bytes, complete: true })));
  });

  it('B2.3: longer than 1 MiB it is made as fast as the client reads, and no faster', async () => {
    const reply = counted(2000, 32 * 1024);
    const { port, server } = await open({}, async () => ({ pieces: reply.pieces, length: undefined }));
    const client = await connect(port);
    client.socket.pause();
    await client.send(request);
    await until(() => reply.made > 0);
    for (let turn = 0; turn < 3000; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    const made = reply.made;
    expect(made).toBeLessThan(1000);
    client.socket.resume();
    await client.line();
    expect(client.received()).toHaveLength(2000 * 32 * 1024 + 1);
    await until(() => server.sent.length === 1);
    expect(server.sent).toEqual([{ bytes: 2000 * 32 * 1024, complete: true }]);
  });

  it('B2.10: a client that does not read its reply slows no other, and is closed in the end', async () => {
    const reply = counted(2000, 32 * 1024);
    const { port, clock, server } = await open({}, async (_told, number) => (number === 1 ? { pieces: reply.pieces, length: undefined } : undefined));
    const slow = await connect(port);
    slow.socket.pause();
    await slow.send(request);
    await until(() => reply.made > 0);
    const other = await connect(port);
    for (let count = 0; count < 100; count += 1) {
      await other.send(request);
      await other.line();
    }
    expect(server.sent).toHaveLength(100);
    clock.advance(120_000);
    await until(() => server.sent.length === 101);
    expect(server.sent.at(-1)).toMatchObject({ complete: false });
    expect(reply.returned).toBe(true);
  });

  it('B8.2: tells what was sent when the client breaks it off', async () => {
    const reply = counted(2000, 32 * 1024);
    const { port, server } = await open({}, async () => ({ pieces: reply.pieces, length: undefined }));
    const client = await connect(port);
    await client.send(request);
    await until(() => client.received().length > 200_000);
    client.socket.resetAndDestroy();
    await until(() => server.sent.length === 1);
    expect(server.sent[0]?.complete).toBe(false);
    expect(server.sent[0]?.bytes).toBeGreaterThan(0);
    expect(server.sent[0]?.bytes).toBeLessThan(2000 * 32 * 1024);
    expect(reply.returned).toBe(true);
  });

  it('a reply whose making fails is broken off, never ended as if it were whole', async () => {
    const { port, server } = await open({}, async () => ({
      pieces: (function* () {
        yield line(100_000);
        yield line(100_000);
        throw new Error('made no further');
      })(),
      length: undefined,
    }));
    const client = await connect(port);
    await client.send(request);
    await client.closed;
    expect(client.received().includes('\n')).toBe(false);
    expect(server.sent).toMatchObject([{ complete: false }]);
  });

  it('B9.2: cut before: closes without a byte', async () => {
    const { port, server } = await open({}, async () => ({ cut: 'before' }));
    const client = await connect(port);
    await client.send(request);
    await client.closed;
    expect(client.received()).toHaveLength(0);
    expect(server.sent).toEqual([{ bytes: 0, complete: false }]);
  });

  it('B9.2: cut in: about half, then closes', async () => {
    const { port, server } = await open({}, async () => ({ cut: 'in', pieces: [line(500), line(501)], length: 1001 }));
    const client = await connect(port);
    await client.send(request);
    await client.closed;
    expect(client.received().toString()).toBe(Buffer.concat([line(500), line(1)]).toString());
    expect(server.sent).toEqual([{ bytes: 501, complete: false }]);
  });

  it('B9.2: cut after: the whole reply, then closes', async () => {
    const { port, server } = await open({}, async () => ({ cut: 'after' }));
    const client = await connect(port);
    await client.send(request);
    expect(await client.line()).toContain(request);
    await client.closed;
    expect(server.sent).toMatchObject([{ complete: true }]);
  });

  it('B2.10: while a long reply is made for a fast client, others get their turn', async () => {
    let turns = 0;
    let running = true;
    const turn = (): void => {
      turns += 1;
      if (running) setImmediate(turn);
    };
    const seen: number[] = [];
    const { port } = await open({}, async () => ({
      pieces: (function* () {
        for (let count = 0; count < 24; count += 1) {
          seen.push(turns);
          yield line(64 * 1024);
        }
      })(),
      length: undefined,
    }));
    const client = await connect(port);
    turn();
    await client.send(request);
    await client.line();
    running = false;
    expect(new Set(seen).size).toBeGreaterThan(20);
  });

  it('B2.8: goes out while another long one is going out', async () => {
    const { port } = await open({}, async (_told, number) => (number === 1 ? { pieces: counted(1000, 32 * 1024).pieces, length: undefined } : undefined));
    const long = await connect(port);
    await long.send(request);
    await until(() => long.received().length > 0);
    const small = await connect(port);
    await small.send(request);
    await small.line();
    expect(long.received().length).toBeLessThan(1000 * 32 * 1024);
    await long.line();
  });
});
