// One connection to the SystmOne client. It carries one request at a time, and another one only after a whole reply.
import { connect } from 'node:net';
import type { Clock } from '../clock.js';

/** Where the SystmOne client listens. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** Takes a reply as it arrives. */
export interface ReplySink {
  /** @param chunk valid during the call @returns whether the reply is whole @throws where it cannot be a reply */
  read(chunk: Uint8Array): boolean;
}

/** Why there is no whole reply. */
export class TransportFailure extends Error {
  /** `refused`: nothing listens, nothing was sent. `silence`: nothing (more) came in time. `lost`: the connection went. */
  readonly kind: 'refused' | 'silence' | 'lost';

  constructor(kind: TransportFailure['kind'], cause?: unknown) {
    super(kind, { cause });
    this.name = 'TransportFailure';
    this.kind = kind;
  }
}

/** Stops and continues what arrives, for readers that are slower than the peer. */
export interface Flow {
  pause(): void;
  resume(): void;
}

export interface ExchangeOptions {
  readonly clock: Clock;
  /** How long to wait for a connection, for the first byte of the reply, and between two pieces of it: milliseconds. */
  readonly replyMs: number;
  readonly signal: AbortSignal | undefined;
  /** The connection stands, and the request has been handed to it. */
  readonly onSent?: () => void;
  /** The first byte of the reply has come. */
  readonly onReply?: () => void;
  readonly onFlow?: (flow: Flow) => void;
}

export interface Connection {
  /**
   * Sends a document and gives its reply to the sink. Short blocks mean nothing: only the sink knows when the reply is whole. Nothing is half-closed, and
   * the request ends with a line feed. Where the reply is not whole, the connection is closed.
   * @throws {TransportFailure} where the reply is not whole
   * @throws what the sink throws, and the signal's reason
   */
  exchange(document: string | Uint8Array, sink: ReplySink, options: ExchangeOptions): Promise<void>;
  /**
   * Lets it stay open without a request. It does not keep the process running meanwhile.
   * @param idleMs after so many milliseconds it is closed
   * @param onGone it is closed: by the peer, that is, or because something came that nobody asked for; or because the time is over
   */
  rest(idleMs: number, onGone: (why: 'peer' | 'time') => void): void;
  /** Whether it may carry a request: it is not known to be closed. */
  isOpen(): boolean;
  close(): void;
}

/** Who is told what befalls the connection. */
interface Holder {
  connected(): void;
  arrived(chunk: Uint8Array): void;
  gone(cause?: unknown): void;
}

/** How much is read at a time, in bytes. */
const blockSize = 65_536;

/** Opens a connection. It need not stand yet when its first request is given to it. */
export function openConnection(endpoint: Endpoint): Connection {
  // Each connection reads into one block, again and again.
  const block = Buffer.allocUnsafeSlow(blockSize);
  const onread = {
    buffer: block,
    callback: (length: number): boolean => {
      holder.arrived(block.subarray(0, length));
      return true;
    },
  };
  const socket = connect({ ...endpoint, noDelay: true, onread });
  let state: 'connecting' | 'open' | 'gone' = 'connecting';
  const gone = (cause?: unknown): void => {
    if (state === 'gone') return;
    holder.gone(cause);
    close();
  };
  const close = (): void => {
    state = 'gone';
    holder = nobody(close);
    socket.destroy();
  };
  let holder = nobody(close);
  socket.once('connect', () => {
    state = 'open';
    holder.connected();
  });
  // After the first of these, what still goes wrong is nobody's concern.
  socket.on('error', gone);
  socket.once('end', () => gone());
  socket.once('close', () => gone());

  const send = (document: string | Uint8Array): void => {
    socket.cork();
    socket.write(document);
    socket.write('\n');
    socket.uncork();
  };
  const exchange = (document: string | Uint8Array, sink: ReplySink, options: ExchangeOptions): Promise<void> => {
    const { clock, replyMs, signal, onSent, onReply, onFlow } = options;
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        close();
        reject(signal.reason);
        return;
      }
      let cancelTimer = (): void => undefined;
      let begun = false;
      const failed = (kind: 'silence' | 'lost', cause?: unknown): TransportFailure => new TransportFailure(state === 'connecting' ? 'refused' : kind, cause);
      const end = (): void => {
        cancelTimer();
        signal?.removeEventListener('abort', abort);
        holder = nobody(close);
      };
      const fail = (error: unknown): void => {
        end();
        close();
        reject(error);
      };
      const abort = (): void => fail(signal?.reason);
      const awaitMore = (): void => {
        cancelTimer();
        cancelTimer = clock.timer(replyMs, () => fail(failed('silence')));
      };
      const connected = (): void => {
        send(document);
        onSent?.();
      };
      const arrived = (chunk: Uint8Array): void => {
        if (!begun) onReply?.();
        begun = true;
        awaitMore();
        let isWhole: boolean;
        try {
          isWhole = sink.read(chunk);
        } catch (error) {
          fail(error);
          return;
        }
        if (!isWhole) return;
        end();
        resolve();
      };
      holder = { connected, arrived, gone: (cause) => fail(failed('lost', cause)) };
      signal?.addEventListener('abort', abort, { once: true });
      onFlow?.({
        pause: () => {
          socket.pause();
          cancelTimer();
        },
        resume: () => {
          if (state === 'gone') return;
          socket.resume();
          awaitMore();
        },
      });
      awaitMore();
      socket.ref();
      socket.setTimeout(0);
      socket.removeAllListeners('timeout');
      if (state === 'gone') fail(failed('lost'));
      else if (state === 'open') connected();
    });
  };
  return {
    exchange,
    rest: (idleMs, onGone) => {
      if (state === 'gone') {
        onGone('peer');
        return;
      }
      holder = { ...nobody(() => gone()), gone: () => onGone('peer') };
      socket.setTimeout(idleMs, () => {
        close();
        onGone('time');
      });
      socket.unref();
    },
    isOpen: () => state === 'open',
    close,
  };
}

/** Nobody has asked for anything: only the white space behind a reply may still come. */
function nobody(refuse: () => void): Holder {
  return {
    connected: () => undefined,
    arrived: (chunk) => {
      if (!chunk.every((byte) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09)) refuse();
    },
    gone: () => undefined,
  };
}
