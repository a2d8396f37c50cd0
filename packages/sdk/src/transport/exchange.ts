// One request and its reply, on a connection of their own, as every known client does it.
import { connect } from 'node:net';
import type { Clock } from '../clock.js';

/** Where the SystmOne client listens. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** Takes a reply as it arrives. */
export interface ReplySink {
  /** @returns whether the reply is whole @throws where it cannot be a reply */
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

/**
 * Sends a document and gives its reply to the sink. Short blocks mean nothing: only the sink knows when the reply is whole. Nothing is half-closed, and
 * the request ends with a line feed.
 * @throws {TransportFailure} where the reply is not whole
 * @throws what the sink throws, and the signal's reason
 */
export function exchange(endpoint: Endpoint, document: string | Uint8Array, sink: ReplySink, options: ExchangeOptions): Promise<void> {
  const { clock, replyMs, signal, onSent, onReply, onFlow } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(signal.reason);
      return;
    }
    const socket = connect({ ...endpoint, noDelay: true });
    let cancelTimer = (): void => undefined;
    let connected = false;
    let begun = false;
    const awaitMore = (): void => {
      cancelTimer();
      cancelTimer = clock.timer(replyMs, () => settle(() => reject(new TransportFailure(connected ? 'silence' : 'refused'))));
    };
    const abort = (): void => settle(() => reject(signal?.reason));
    const settle = (outcome: () => void): void => {
      cancelTimer();
      signal?.removeEventListener('abort', abort);
      socket.removeAllListeners();
      // What still goes wrong with a connection that is given up is nobody's concern.
      socket.on('error', () => undefined);
      socket.destroy();
      outcome();
    };
    signal?.addEventListener('abort', abort, { once: true });
    socket.once('connect', () => {
      connected = true;
      socket.cork();
      socket.write(document);
      socket.write('\n');
      socket.uncork();
      onSent?.();
    });
    socket.on('data', (chunk: Buffer) => {
      if (!begun) onReply?.();
      begun = true;
      awaitMore();
      try {
        if (sink.read(chunk)) settle(resolve);
      } catch (error) {
        settle(() => reject(error));
      }
    });
    socket.once('error', (cause) => settle(() => reject(new TransportFailure(connected ? 'lost' : 'refused', cause))));
    socket.once('close', () => settle(() => reject(new TransportFailure(connected ? 'lost' : 'refused'))));
    onFlow?.({
      pause: () => {
        socket.pause();
        cancelTimer();
      },
      resume: () => {
        if (socket.destroyed) return;
        socket.resume();
        awaitMore();
      },
    });
    awaitMore();
  });
}
