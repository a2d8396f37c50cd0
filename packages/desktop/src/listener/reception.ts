// Takes connections, wherever they come from, as many as the limit allows, and ends them in good order (B2.1, B2.10).
import type { Clock, ServerDoor } from '@s1kit/link';
import type { Log } from '../log.js';
import { isLoopback } from '../loopback.js';
import type { Meter } from '../metrics.js';
import { type Connection, serveConnection } from './connection.js';
import { defaultLimits, type ListenerLimits } from './limits.js';
import { sharedTables } from './peer.js';
import type { Transport } from './transport.js';

export interface ReceptionOptions {
  readonly server: Pick<ServerDoor, 'exchange'>;
  readonly clock: Clock;
  /** Those left out are as in `defaultLimits`. */
  readonly limits?: Partial<ListenerLimits>;
  readonly log: Log;
  readonly meter: Meter;
}

export interface Reception {
  /** Serves a connection to its end; one too many, or one that does not come from this machine, is destroyed. */
  accept(socket: Transport): void;
  /**
   * Lets what is being answered end, and closes all connections.
   * @param withinMs after this what is still going on is broken off
   */
  close(withinMs: number): Promise<void>;
}

/**
 * Opens the reception of a listener, which it hands its connections to.
 * @example const reception = openReception({ server, clock, log, meter }); createServer({ allowHalfOpen: true }, reception.accept);
 */
export function openReception(options: ReceptionOptions): Reception {
  const { clock, log, meter } = options;
  const limits: ListenerLimits = { ...defaultLimits, ...options.limits };
  const context = { server: options.server, clock, limits, log, meter, readTable: sharedTables(clock) };
  const connections = new Set<Connection>();
  let full = false;

  return {
    accept: (socket) => {
      const foreign = socket.remoteAddress !== undefined && !isLoopback(socket.remoteAddress);
      if (foreign || connections.size >= limits.connections) {
        meter.connectionRefused();
        if (foreign) log.warn({}, 'A connection was refused: it does not come from this machine.');
        else if (!full) log.warn({ connections: connections.size }, 'A connection was refused: too many are open.');
        full = connections.size >= limits.connections;
        socket.on('error', () => undefined);
        socket.destroy();
        return;
      }
      full = false;
      const connection = serveConnection(socket, context);
      connections.add(connection);
      meter.connectionOpened();
      void connection.ended.then(() => {
        connections.delete(connection);
        meter.connectionClosed();
      });
    },

    close: async (withinMs) => {
      const open = [...connections];
      for (const connection of open) connection.stop();
      await new Promise<void>((resolve) => {
        const giveUp = clock.timer(withinMs, resolve);
        void Promise.all(open.map((connection) => connection.ended)).then(() => {
          giveUp();
          resolve();
        });
      });
      for (const connection of connections) connection.destroy();
    },
  };
}
