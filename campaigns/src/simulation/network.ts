// The simulated network: connections whose bytes are delivered piece by piece, when a step says so.
import { Duplex } from 'node:stream';

/** The server's end of a connection: a socket as the desktop's listener knows it. */
class ServerEnd extends Duplex {
  bytesWritten = 0;
  /** Set while the client takes nothing: what is to be called when it does again. */
  private waiting: (() => void) | undefined;
  private stalled = false;

  constructor(private readonly client: ClientSide) {
    super({ allowHalfOpen: true });
    // What the client has broken off is no failure of anybody's.
    this.on('error', () => undefined);
  }

  override _read(): void {
    // Bytes come when they are delivered.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, taken: (error?: Error | null) => void): void {
    if (this.client.hasGone()) {
      taken(new Error('The other side has gone.'));
      return;
    }
    this.bytesWritten += chunk.length;
    this.client.receive(chunk);
    if (this.stalled) this.waiting = taken;
    else taken();
  }

  override _final(done: () => void): void {
    this.client.ended();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.client.ended();
    done(error);
  }

  stall(stalled: boolean): void {
    this.stalled = stalled;
    if (stalled) return;
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.();
  }
}

interface ClientSide {
  receive(bytes: Buffer): void;
  ended(): void;
  hasGone(): boolean;
}

type InFlight = { readonly bytes: Buffer } | { readonly end: 'half' | 'whole' };

export interface Connection {
  readonly name: string;
  /** To be handed to the listener. */
  readonly serverEnd: ServerEnd;
  /** Puts bytes on their way. */
  send(bytes: Buffer): void;
  /** Closes the client's sending half, or all of it, behind what is on its way. */
  close(how: 'half' | 'whole'): void;
  /** Breaks the connection at once; what is on its way is lost. */
  cut(): void;
  stall(stalled: boolean): void;
  readonly isStalled: boolean;
  /** Whether the client ever took nothing: a reply that waited for it too long is broken off. */
  readonly wasStalled: boolean;
  /** Pieces on their way. */
  readonly inFlight: number;
  /** Delivers the next of them. @returns the bytes, as far as the server still reads */
  deliver(): Buffer | undefined;
  /** Whether the client can still send. */
  readonly isOpen: boolean;
  /** Whether the server has ended its side. */
  readonly isEndedByServer: boolean;
  /** Whether the client is there and reads. */
  readonly reads: boolean;
  /** Whole lines that have come since it was asked last, without line feed and padding. */
  takeLines(): readonly Buffer[];
}

/**
 * Opens a connection.
 * @param alive whether the server's process lives: what it writes after its death reaches nobody
 */
export function connect(name: string, alive: () => boolean): Connection {
  const flight: InFlight[] = [];
  let received: Buffer[] = [];
  let open = true;
  let gone = false;
  let endedByServer = false;
  let stalled = false;
  let wasStalled = false;
  const serverEnd = new ServerEnd({
    receive: (bytes) => {
      if (alive()) received.push(bytes);
    },
    ended: () => {
      endedByServer = true;
    },
    hasGone: () => gone,
  });

  return {
    name,
    serverEnd,
    send: (bytes) => void flight.push({ bytes }),
    close: (how) => {
      open = false;
      flight.push({ end: how });
    },
    cut: () => {
      open = false;
      gone = true;
      flight.length = 0;
      serverEnd.destroy();
    },
    stall: (whether) => {
      stalled = whether;
      wasStalled ||= whether;
      serverEnd.stall(whether);
    },
    get isStalled() {
      return stalled;
    },
    get wasStalled() {
      return wasStalled;
    },
    get inFlight() {
      return flight.length;
    },
    get isOpen() {
      return open;
    },
    get isEndedByServer() {
      return endedByServer;
    },
    get reads() {
      return !gone;
    },
    deliver: () => {
      const next = flight.shift();
      if (next === undefined || serverEnd.destroyed) return undefined;
      if ('bytes' in next) {
        const isRead = !endedByServer;
        serverEnd.push(next.bytes);
        return isRead ? next.bytes : undefined;
      }
      if (next.end === 'whole') gone = true;
      serverEnd.push(null);
      return undefined;
    },
    takeLines: () => {
      const all = Buffer.concat(received);
      const lines: Buffer[] = [];
      let start = 0;
      for (let end = all.indexOf(0x0a); end >= 0; end = all.indexOf(0x0a, start)) {
        lines.push(all.subarray(start, end));
        start = end + 1;
      }
      received = start < all.length ? [all.subarray(start)] : [];
      return lines;
    },
  };
}
