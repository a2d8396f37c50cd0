// The program of `asking.ts`.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { answerWith } from '../processes/answer.js';
import { quantile } from '../statistics.js';
import type { AskingOrder, AskingSeen } from './asking.js';

const lineFeed = 0x0a;

answerWith<AskingOrder, AskingSeen>(async ({ port, requests, milliseconds, having }) => {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  await once(socket, 'connect');
  const took: number[] = [];
  const end = performance.now() + milliseconds;
  try {
    for (let index = 0; performance.now() < end; index += 1) {
      const began = performance.now();
      const reply = await ask(socket, requests[index % requests.length] ?? '');
      took.push(performance.now() - began);
      if (!reply.includes(having)) throw new Error('A request was not answered as it should be.');
    }
  } finally {
    socket.destroy();
  }
  took.sort((one, other) => one - other);
  return { median: quantile(took, 0.5), p99: quantile(took, 0.99) };
});

function ask(socket: Socket, request: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const broken = (): void => reject(new Error('The connection was closed before the reply was whole.'));
    const take = (chunk: Buffer): void => {
      chunks.push(chunk);
      if (chunk[chunk.length - 1] !== lineFeed) return;
      socket.off('data', take).off('close', broken);
      resolve(Buffer.concat(chunks));
    };
    socket.on('data', take).once('close', broken);
    socket.write(request, 'latin1');
  });
}
