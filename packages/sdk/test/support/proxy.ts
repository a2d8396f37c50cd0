// Stands between a client and an environment, over real sockets, and does what networks and bad peers do.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** What befalls one connection. Offsets are in bytes. */
export interface Mischief {
  /** The request is let through up to here, then the connection is cut. */
  readonly cutRequestAt?: number;
  /** The reply is let through up to here, then the connection is cut. */
  readonly cutReplyAt?: number;
  /** The reply comes byte by byte. */
  readonly singleBytes?: true;
  /** Stands before the reply. */
  readonly before?: string;
  /** Stands behind the reply, in place of its line feed. */
  readonly behind?: string;
  /** Comes in place of the reply. */
  readonly instead?: (reply: string) => string;
  /** The whole request is kept and the client cut off; it reaches the peer when it is released. */
  readonly hold?: (release: () => void) => void;
  /** The reply never comes. */
  readonly silent?: true;
}

export interface Passed {
  readonly request: string;
  readonly reply: string;
}

export interface MeddlingProxy {
  readonly port: number;
  /** Befalls the next connection that has none planned yet. */
  plan(mischief: Mischief): void;
  /** What passed, by connection, in order. */
  readonly passed: readonly Passed[];
}

/** Opens a proxy before a port; it is closed after the test. */
export async function openProxy(port: number): Promise<MeddlingProxy> {
  const planned: Mischief[] = [];
  const passed: { request: string; reply: string }[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const record = { request: '', reply: '' };
    passed.push(record);
    const peer = connect({ host: '127.0.0.1', port });
    for (const socket of [client, peer]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    relay(client, peer, planned.shift() ?? {}, record);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  // A server that listens on an address has one.
  return { port: (server.address() as AddressInfo).port, plan: (mischief) => void planned.push(mischief), passed };
}

function relay(client: Socket, peer: Socket, mischief: Mischief, record: { request: string; reply: string }): void {
  const cut = (): void => {
    // What was let through reaches the other side before the cut.
    client.end();
    peer.end();
  };
  client.on('data', (chunk: Buffer) => {
    if (mischief.hold !== undefined) {
      record.request += chunk.toString('latin1');
      if (!record.request.endsWith('\n')) return;
      client.end();
      mischief.hold(() => peer.write(record.request, 'latin1'));
      return;
    }
    const room = (mischief.cutRequestAt ?? Number.POSITIVE_INFINITY) - record.request.length;
    const through = chunk.subarray(0, room);
    record.request += through.toString('latin1');
    if (through.length > 0) peer.write(through);
    if (record.request.length === mischief.cutRequestAt) cut();
  });
  peer.on('data', (chunk: Buffer) => {
    const whole = mischief.instead === undefined && mischief.before === undefined && mischief.behind === undefined;
    const before = record.reply.length;
    record.reply += chunk.toString('latin1');
    if (mischief.silent === true) return;
    if (!whole) {
      if (record.reply.endsWith('\n')) client.write((mischief.before ?? '') + changed(record.reply, mischief), 'latin1');
      return;
    }
    const through = chunk.subarray(0, Math.max(0, (mischief.cutReplyAt ?? Number.POSITIVE_INFINITY) - before));
    if (mischief.singleBytes === true) for (const byte of through) client.write(Uint8Array.of(byte));
    else if (through.length > 0) client.write(through);
    if (mischief.cutReplyAt !== undefined && record.reply.length >= mischief.cutReplyAt) cut();
  });
  client.on('close', () => mischief.hold ?? peer.destroy());
  peer.on('close', () => client.destroy());
}

function changed(reply: string, { instead, behind }: Mischief): string {
  if (instead !== undefined) return instead(reply);
  return behind === undefined ? reply : reply.trimEnd() + behind;
}
