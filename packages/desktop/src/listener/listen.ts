// The Client Integration listener: takes connections on loopback, as many as the limit allows, and stops in good order (B2.1, B2.10).
import { createServer, type Socket } from 'node:net';
import type { Clock, ServerDoor } from '@s1kit/link';
import { type Log, traitsOf } from '../log.js';
import { isLoopback, openOnLoopback } from '../loopback.js';
import type { Meter } from '../metrics.js';
import { type Connection, serveConnection } from './connection.js';
import { defaultLimits, type ListenerLimits } from './limits.js';
import { sharedTables } from './peer.js';

export interface ListenOptions {
  readonly server: Pick<ServerDoor, 'exchange'>;
  readonly clock: Clock;
  /** 0 picks a free one. */
  readonly port: number;
  /** Both of loopback if left out; nothing else is accepted. */
  readonly addresses?: readonly string[];
  /** Those left out are as in `defaultLimits`. */
  readonly limits?: Partial<ListenerLimits>;
  readonly log: Log;
  readonly meter: Meter;
}

export interface Listener {
  readonly port: number;
  /**
   * Takes no more connections, lets what is being answered end, and closes all.
   * @param withinMs after this what is still going on is broken off
   */
  close(withinMs: number): Promise<void>;
}

/**
 * Listens for clients.
 * @throws {ListenError} if the port is in use or the address is not loopback, having opened nothing
 */
export async function listen(options: ListenOptions): Promise<Listener> {
  const { clock, log, meter } = options;
  const limits: ListenerLimits = { ...defaultLimits, ...options.limits };
  const context = { server: options.server, clock, limits, log, meter, readTable: sharedTables(clock) };
  const connections = new Set<Connection>();
  let full = false;

  const accept = (socket: Socket): void => {
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
  };

  const { port, servers } = await openOnLoopback(() => createServer({ allowHalfOpen: true, noDelay: true }, accept), options.port, options.addresses);
  for (const server of servers) server.on('error', (error) => log.error(traitsOf(error), 'A connection could not be taken.'));

  return {
    port,
    close: async (withinMs) => {
      for (const server of servers) server.close();
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
