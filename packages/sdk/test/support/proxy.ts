// Stands between a client and an environment, over real sockets, and does what networks and bad peers do.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** What befalls one request and its reply. Offsets are in bytes. */
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
  /** The connection is closed behind the reply. */
  readonly closes?: true;
}

export interface Passed {
  /** The connection that it went over, from 1. */
  readonly connection: number;
  /** What befell it. */
  readonly mischief: Mischief;
  readonly request: string;
  readonly reply: string;
}

export interface MeddlingProxy {
  readonly port: number;
  /** Befalls the next request that has none planned yet. */
  plan(mischief: Mischief): void;
  /** What passed, by request, in order. */
  readonly passed: readonly Passed[];
  /** How many connections are open. */
  open(): number;
  /** Closes every connection that has no request under way, as a peer does that keeps none. */
  closeIdle(): void;
}

/** Opens a proxy before a port; it is closed after the test. @param everyRequest what befalls those that nothing is planned for */
export async function openProxy(port: number, everyRequest: Mischief = {}): Promise<MeddlingProxy> {
  const planned: Mischief[] = [];
  const passed: Exchange[] = [];
  const relays = new Set<Relay>();
  let connections = 0;
  const server = createServer((client) => {
    connections += 1;
    const connection = connections;
    const peer = connect({ host: '127.0.0.1', port });
    const begin = (): Exchange => {
      const begun = { connection, mischief: planned.shift() ?? everyRequest, request: '', reply: '' };
      passed.push(begun);
      return begun;
    };
    const relay = relayBetween(client, peer, begin);
    relays.add(relay);
    client.on('close', () => relays.delete(relay));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const relay of relays) relay.destroy();
    server.close();
  });
  return {
    // A server that listens on an address has one.
    port: (server.address() as AddressInfo).port,
    plan: (mischief) => void planned.push(mischief),
    passed,
    open: () => relays.size,
    closeIdle: () => {
      for (const relay of relays) if (relay.isIdle()) relay.end();
    },
  };
}

interface Exchange extends Passed {
  request: string;
  reply: string;
}

interface Relay {
  isIdle(): boolean;
  /** Closes both sides once what is on its way has arrived. */
  end(): void;
  destroy(): void;
}

function relayBetween(client: Socket, peer: Socket, begin: () => Exchange): Relay {
  let current: Exchange | undefined;
  /** What came of the reply has reached the client, as far as it is to. */
  let isOver = true;
  const end = (): void => {
    // What was let through reaches the other side before the cut.
    client.end();
    peer.end();
  };
  for (const socket of [client, peer]) socket.on('error', () => undefined);
  client.on('data', (chunk: Buffer) => {
    if (current === undefined || isOver) current = begin();
    isOver = false;
    const exchange = current;
    const { mischief } = exchange;
    if (mischief.hold !== undefined) {
      exchange.request += chunk.toString('latin1');
      if (!exchange.request.endsWith('\n')) return;
      client.end();
      mischief.hold(() => peer.write(exchange.request, 'latin1'));
      return;
    }
    const room = (mischief.cutRequestAt ?? Number.POSITIVE_INFINITY) - exchange.request.length;
    const through = chunk.subarray(0, room);
    exchange.request += through.toString('latin1');
    if (through.length > 0) peer.write(through);
    if (exchange.request.length === mischief.cutRequestAt) end();
  });
  peer.on('data', (chunk: Buffer) => {
    if (current === undefined) return;
    const exchange = current;
    const { mischief } = exchange;
    const whole = mischief.instead === undefined && mischief.before === undefined && mischief.behind === undefined;
    const before = exchange.reply.length;
    exchange.reply += chunk.toString('latin1');
    if (mischief.silent === true) return;
    isOver = exchange.reply.endsWith('\n');
    if (!whole) {
      if (isOver) client.write((mischief.before ?? '') + changed(exchange.reply, mischief), 'latin1');
      return;
    }
    const through = chunk.subarray(0, Math.max(0, (mischief.cutReplyAt ?? Number.POSITIVE_INFINITY) - before));
    if (mischief.singleBytes === true) for (const byte of through) client.write(Uint8Array.of(byte));
    else if (through.length > 0) client.write(through);
    if ((mischief.cutReplyAt !== undefined && exchange.reply.length >= mischief.cutReplyAt) || (isOver && mischief.closes === true)) end();
  });
  client.on('close', () => current?.mischief.hold ?? peer.destroy());
  peer.on('close', () => client.destroy());
  return {
    isIdle: () => isOver,
    end,
    destroy: () => {
      client.destroy();
      peer.destroy();
    },
  };
}

function changed(reply: string, { instead, behind }: Mischief): string {
  if (instead !== undefined) return instead(reply);
  return behind === undefined ? reply : reply.trimEnd() + behind;
}
