// The program of `echo.ts`: counts bytes, stores a row if it is to, and sends the reply. Nothing is parsed.
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { answerWith } from '../processes/answer.js';
import type { EchoOrder } from './echo.js';
import { openRows } from './rows.js';

answerWith(async ({ requestBytes, reply, database }: EchoOrder): Promise<number> => {
  const bytes = Buffer.from(reply, 'base64');
  const rows = database === undefined ? undefined : openRows(database);
  const serve = (socket: Socket): void => {
    let head: Buffer | undefined;
    socket.on('data', (chunk) => {
      const request: Buffer = head === undefined ? chunk : Buffer.concat([head, chunk]);
      head = request.length < requestBytes ? request : undefined;
      if (head !== undefined) return;
      rows?.insert(request, bytes);
      socket.write(bytes);
    });
    socket.on('error', () => undefined);
  };
  const server = createServer({ noDelay: true }, serve).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port; // It listens on a port, not on a pipe.
});
