// The stream of notices, as server-sent events: each is the JSON of a Notice.
import type { Clock, Notice } from '@s1kit/link';
import type { FastifyInstance } from 'fastify';
import { HttpRefusal } from './failures.js';

/** A comment goes out this often, so that both sides notice when the other has gone. */
const heartbeatMs = 15_000;
/** A watcher that leaves more than this unread is let go; it connects anew and reads what it missed elsewhere. */
const unreadBytes = 64 * 1024;
const watchersAtATime = 64;

export interface EventRoutes {
  /** Ends all streams. */
  close(): void;
}

export function addEventRoutes(api: FastifyInstance, clock: Clock): EventRoutes {
  const streams = new Set<() => void>();
  const schema = {
    operationId: 'events',
    summary: 'What happens in the environment, as server-sent events (text/event-stream).',
    description:
      'Each event\'s data is JSON: { "event": "message" | "session" | "devices" | "applications" | "record" | "clock" | "data" | "prompt" | "dialog" | "extract" | "settings", "sequence"?: number, "decided"?: "approved" | "blocked" | "unblocked" | "revoked", "done"?: number, "total"?: number }.',
    tags: ['events'],
  };
  api.get('/events', { schema }, (request, reply) => {
    if (streams.size >= watchersAtATime) throw new HttpRefusal(503, `More than ${watchersAtATime} are watching already.`);
    reply.hijack();
    const { raw } = reply;
    // The watcher has gone while it was found out who it is: nothing would tell any more that it has.
    if (raw.destroyed) return;
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    const write = (text: string): void => {
      if (raw.writableLength <= unreadBytes) raw.write(text);
      else {
        letGo();
        raw.destroy();
      }
    };
    const unsubscribe = request.workstation.desk.notices.subscribe((notice: Notice) => write(`data: ${JSON.stringify(notice)}\n\n`));
    const beat = (): void => {
      cancel = clock.timer(heartbeatMs, beat);
      write(':\n\n');
    };
    let cancel = clock.timer(heartbeatMs, beat);
    const letGo = (): void => {
      streams.delete(end);
      unsubscribe();
      cancel();
    };
    const end = (): void => {
      // Nothing may be written behind the end, which takes a moment to be sent.
      letGo();
      raw.end();
    };
    streams.add(end);
    raw.on('close', letGo);
    write(':\n\n');
  });
  return {
    close: () => {
      for (const end of streams) end();
    },
  };
}
