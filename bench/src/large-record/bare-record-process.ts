// The program of `bare-record.ts`: row by row in the order of the record, joined to blocks of 64 KiB, waiting where the client is slower.
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import Database from 'better-sqlite3';
import { answerWith } from '../processes/answer.js';
import type { BareRecordOrder } from './bare-record.js';

const blockBytes = 64 * 1024;

answerWith<BareRecordOrder, number>(async ({ database: file, patient }) => {
  const database = new Database(file, { readonly: true });
  const stored = database
    .prepare<[string], Buffer>(
      `SELECT event.xml FROM patient CROSS JOIN event ON event.organisation_id = patient.organisation_id AND event.patient_id = patient.patient_id
        WHERE patient.organisation_id = 'demo' AND patient.nhs_number = ? ORDER BY effective_at, event_id`,
    )
    .pluck();

  const send = async (socket: Socket): Promise<void> => {
    let block: Buffer[] = [];
    let length = 0;
    for (const xml of stored.iterate(patient)) {
      block.push(xml);
      length += xml.length;
      if (length < blockBytes) continue;
      if (!socket.write(Buffer.concat(block, length))) await once(socket, 'drain');
      block = [];
      length = 0;
    }
    socket.write(Buffer.concat([...block, Buffer.from('\n')]));
  };
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on('data', () => void send(socket));
    socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port; // It listens on a port, not on a pipe.
});
