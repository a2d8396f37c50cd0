// One client: a connection on which a request is sent when the reply to the one before has come.
import { once } from 'node:events';
import { connect } from 'node:net';
import { serialMark } from './load.js';

export interface Client {
  /** Sends the next request, and calls back when its reply is whole. */
  ask(answered: (failure?: Error) => void): void;
  close(): void;
}

const lineFeed = 0x0a;

/** Serial numbers of a client do not follow one another: clients use UUIDs, which an index finds no order in either. Having no common factor, the two give all. */
const serials = 1_000_000;
const step = 382_519;

/** @param number of this client among those that are started together: so no two send the same serial number */
export async function connectClient(port: number, request: string, number: number): Promise<Client> {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  await once(socket, 'connect');
  const bytes = Buffer.from(request, 'latin1');
  const at = bytes.indexOf(serialMark);
  const own = `${process.pid}`.padStart(6, '0').slice(-6) + `${number}`.padStart(3, '0').slice(-3);
  let serial = Math.floor(performance.now()) % serials;
  let waiting: ((failure?: Error) => void) | undefined;

  const answered = (failure?: Error): void => {
    const tell = waiting;
    waiting = undefined;
    tell?.(failure);
  };
  socket.on('data', (chunk) => {
    if (chunk[chunk.length - 1] === lineFeed) answered();
  });
  socket.on('close', () => answered(new Error('The connection was closed before the reply was whole.')));
  socket.on('error', () => undefined);

  return {
    ask: (tell) => {
      waiting = tell;
      if (at !== -1) {
        serial = (serial + step) % serials;
        bytes.write(`${serial}`.padStart(6, '0') + own, at, 'latin1');
      }
      socket.write(bytes);
    },
    close: () => socket.destroy(),
  };
}
