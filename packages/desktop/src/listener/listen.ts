// The Client Integration listener: its connections come over TCP, on loopback (B2.1).
import { createServer } from 'node:net';
import { traitsOf } from '../log.js';
import { openOnLoopback } from '../loopback.js';
import { openReception, type ReceptionOptions } from './reception.js';

export interface ListenOptions extends ReceptionOptions {
  /** 0 picks a free one. */
  readonly port: number;
  /** Both of loopback if left out; nothing else is accepted. */
  readonly addresses?: readonly string[];
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
  const reception = openReception(options);
  const create = () => createServer({ allowHalfOpen: true, noDelay: true }, reception.accept);
  const { port, servers } = await openOnLoopback(create, options.port, options.addresses);
  for (const server of servers) server.on('error', (error) => options.log.error(traitsOf(error), 'A connection could not be taken.'));

  return {
    port,
    close: async (withinMs) => {
      for (const server of servers) server.close();
      await reception.close(withinMs);
    },
  };
}
