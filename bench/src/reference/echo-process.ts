// The program of `echo.ts`: counts bytes, stores a row if it is to, and sends the reply. Nothing is parsed.
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { answerWith } from '../processes/answer.js';
import type { EchoOrder } from './echo.js';
import { openRows } from './rows.js';

answerWith(async ({ requestBytes, reply, database, grouped = false }: EchoOrder): Promise<number> => {
  const bytes = Buffer.from(reply, 'base64');
  const rows = database === undefined ? undefined : openRows(database);
  const waiting: { readonly socket: Socket; readonly request: Buffer }[] = [];
  const flush = (): void => {
    const group = waiting.splice(0);
    rows?.insertAll(
      group.map(({ request }) => request),
      bytes,
    );
    for (const { socket } of group) socket.write(bytes);
  };
  const serve = (socket: Socket): void => {
    let head: Buffer | undefined;
    socket.on('data', (chunk) => {
      const request: Buffer = head === undefined ? chunk : Buffer.concat([head, chunk]);
      head = request.length < requestBytes ? request : undefined;
      if (head !== undefined) return;
      if (grouped) {
        if (waiting.push({ socket, request }) === 1) setImmediate(flush);
        return;
      }
      rows?.insert(request, bytes);
      socket.write(bytes);
    });
    socket.on('error', () => undefined);
  };
  const server = createServer({ noDelay: true }, serve).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port; // It listens on a port, not on a pipe.
});
