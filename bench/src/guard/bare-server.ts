// A server that does the least that has to be done for a message: its bytes are parsed, digested and stored, and an answer is sent.
import { hash } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { SaxesParser } from 'saxes';

export interface BareServer {
  readonly port: number;
  close(): void;
}

/** @param folder for its database, which is not synced: a disk that is busy does not count */
export async function startBareServer(folder: string, reply: Buffer): Promise<BareServer> {
  const database = new Database(join(folder, 'bare.db'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = OFF');
  database.exec('CREATE TABLE message (number INTEGER PRIMARY KEY, digest TEXT NOT NULL, request BLOB NOT NULL, reply BLOB NOT NULL)');
  const insert = database.prepare('INSERT INTO message (digest, request, reply) VALUES (?, ?, ?)');
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (request) => {
      new SaxesParser().write(request.toString('utf8')).close();
      insert.run(hash('sha256', request, 'hex') + hash('sha256', reply, 'hex'), request, reply);
      socket.write(reply);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // It listens on a port, not on a pipe.
  const close = (): void => {
    server.close();
    database.close();
  };
  return { port, close };
}
