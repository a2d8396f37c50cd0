// One client's connection, from its opening to its end: one request at a time, replies in order (B2.8).
import type { Clock, Reply, Sending, ServerDoor } from '@s1kit/link';
import { type Log, traitsOf } from '../log.js';
import type { Meter } from '../metrics.js';
import { createDeadline } from './deadline.js';
import { toDocument } from './document.js';
import { createFramer, type Frame } from './framing.js';
import { createGather } from './gather.js';
import type { ListenerLimits } from './limits.js';
import { hasGone, type ReadTable } from './peer.js';
import { send } from './sending.js';
import type { Transport } from './transport.js';

export interface ConnectionContext {
  readonly server: Pick<ServerDoor, 'exchange'>;
  readonly clock: Clock;
  readonly limits: ListenerLimits;
  readonly log: Log;
  readonly meter: Meter;
  readonly readTable: ReadTable;
}

export interface Connection {
  /** Lets what is being answered end, and then closes; at once where nothing is. What a throttle or a prompt still holds is let go. */
  stop(): void;
  /** Closes whatever is going on. */
  destroy(): void;
  /** Resolves when it has closed and nothing is being answered any more. */
  readonly ended: Promise<void>;
}

/** How often it is asked whether a client that closed its sending half is still there, while its request is held. */
const presenceMs = 500;

const nothingSent: Sending = { bytes: 0, complete: false };

export function serveConnection(socket: Transport, context: ConnectionContext): Connection {
  const { clock, limits, log, meter } = context;
  const framer = createFramer(limits);
  /** What came while a request was being carried out. */
  const ahead = createGather();
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });

  /** Aborts when the client has gone, or has to go because the listener stops. */
  const departure = new AbortController();
  let answering = false;
  let watching = false;
  let halfClosed = false;
  let gone = false;
  let stopping = false;
  /** Nothing that still comes is read: it is thrown away until the client has closed too. */
  let draining = false;
  let idleDue = clock.monotonic() + limits.idleMs;
  let documentDue = 0;
  const deadline = createDeadline(clock);

  const fail = (error: unknown, message: string): void => {
    log.error(traitsOf(error), message);
    socket.destroy();
  };

  const shut = (): void => {
    draining = true;
    if (gone) {
      end();
      return;
    }
    socket.resume();
    socket.end();
    deadline.set(limits.lingerMs, () => socket.destroy());
  };

  /** Between two requests: reads what has come, or waits for more, or ends. */
  const next = (): void => {
    if (draining) {
      if (gone) end();
    } else if (ahead.length > 0 && !stopping) take(ahead.take());
    else if (gone || halfClosed || stopping) {
      if (framer.inDocument) cutOff();
      else shut();
    } else {
      if (socket.isPaused()) socket.resume();
      awaitMore();
    }
  };

  const awaitMore = (): void => {
    if (!framer.inDocument) {
      deadline.set(idleDue - clock.monotonic(), shut);
      return;
    }
    const left = documentDue - clock.monotonic();
    const message =
      limits.betweenBytesMs < left
        ? `No more of the document came for ${limits.betweenBytesMs} ms.`
        : `The document was not complete within ${limits.documentMs} ms.`;
    deadline.set(Math.min(limits.betweenBytesMs, left), () => answer(framer.abandon({ kind: 'timeout', message })));
  };

  const cutOff = (): void => answer(framer.abandon({ kind: 'cutOff' }));

  const take = (chunk: Uint8Array): void => {
    const begun = framer.inDocument;
    const { frame, rest } = framer.read(chunk);
    ahead.add(rest);
    if (!begun && framer.inDocument) documentDue = clock.monotonic() + limits.documentMs;
    if (frame === undefined) next();
    else answer(frame);
  };

  const answer = (frame: Frame): void => {
    deadline.clear();
    answering = true;
    if (halfClosed) watchPresence();
    const begun = clock.monotonic();
    meter.requestBegun();
    exchange(frame).then(
      (reply) => {
        answering = false;
        idleDue = clock.monotonic() + limits.idleMs;
        meter.requestEnded(reply.outcome, clock.monotonic() - begun);
        // After a problem of the frame the start of the next document cannot be known (B2.9).
        const close = frame.problem !== undefined || (reply.kind === 'reply' && (reply.close || reply.cut === 'after'));
        if (frame.problem?.kind === 'cutOff' || (reply.kind === 'reply' && (reply.cut === 'before' || reply.cut === 'in'))) {
          draining = true;
          socket.destroy();
        } else if (close) shut();
        next();
      },
      (error: unknown) => {
        answering = false;
        meter.requestEnded(undefined, clock.monotonic() - begun);
        draining = true;
        fail(error, 'A request could not be answered; its connection is closed.');
        next();
      },
    );
  };

  const exchange = async (frame: Frame): Promise<Reply> => {
    const reply = await context.server.exchange(toDocument(frame), departure.signal);
    deadline.clear();
    if (reply.kind === 'reply') await reply.sent(await deliver(frame, reply));
    deadline.clear();
    return reply;
  };

  const deliver = async (frame: Frame, reply: Extract<Reply, { readonly kind: 'reply' }>): Promise<Sending> => {
    if (gone || frame.problem?.kind === 'cutOff') return nothingSent;
    const stalled = (): void => deadline.set(limits.replyStallMs, () => socket.destroy());
    stalled();
    const before = socket.bytesWritten;
    try {
      return await send(socket, reply, stalled);
    } catch (error) {
      fail(error, 'A reply broke off while it was made; its connection is closed.');
      draining = true;
      return { bytes: socket.bytesWritten - before, complete: false };
    }
  };

  /** Looks now and then, while a request is carried out, whether its client is still there. */
  const watchPresence = (): void => {
    const { localAddress, localPort, remoteAddress, remotePort } = socket;
    if (localAddress === undefined || localPort === undefined || remoteAddress === undefined || remotePort === undefined) return;
    if (watching) return;
    watching = true;
    const look = async (): Promise<void> => {
      if (answering && !departure.signal.aborted && (await hasGone({ localAddress, localPort, remoteAddress, remotePort }, context.readTable)))
        departure.abort();
      watching = false;
      if (answering && !departure.signal.aborted) watchPresence();
    };
    clock.timer(presenceMs, () => void look());
  };

  socket.on('data', (chunk: Buffer) => {
    if (draining) return;
    if (!answering) {
      take(chunk);
      return;
    }
    ahead.add(chunk);
    if (ahead.length < limits.aheadBytes || socket.isPaused()) return;
    // Its end would not be seen now: nothing is read any more.
    socket.pause();
    watchPresence();
  });
  socket.on('end', () => {
    halfClosed = true;
    if (answering) watchPresence();
    else next();
  });
  // What went wrong follows as a close.
  socket.on('error', () => undefined);
  socket.on('close', () => {
    gone = true;
    deadline.end();
    departure.abort();
    if (!answering) next();
  });
  awaitMore();

  return {
    stop: () => {
      stopping = true;
      departure.abort();
      if (!answering) socket.destroy();
    },
    destroy: () => socket.destroy(),
    ended,
  };
}
