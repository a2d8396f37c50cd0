// The program of `reader.ts`.
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { answerWith } from '../processes/answer.js';
import { quantile } from '../statistics.js';
import type { ReadOrder, ReadSeen } from './reader.js';

const lineFeed = 0x0a;

answerWith<ReadOrder, ReadSeen>(async ({ port, request, times, pauseMs }) => {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  await once(socket, 'connect');
  const bytes = Buffer.from(request, 'latin1');
  const seen: ReadSeen[] = [];
  try {
    for (let time = 0; time < times; time += 1) {
      seen.push(await read(socket, bytes));
      await setTimeout(pauseMs);
    }
  } finally {
    socket.destroy();
  }
  return { firstByte: middle(seen, 'firstByte'), lastByte: middle(seen, 'lastByte'), bytes: middle(seen, 'bytes') };
});

function read(socket: ReturnType<typeof connect>, request: Buffer): Promise<ReadSeen> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    let firstByte: number | undefined;
    let bytes = 0;
    const taken = (chunk: Buffer): void => {
      firstByte ??= performance.now() - began;
      bytes += chunk.length;
      if (chunk[chunk.length - 1] !== lineFeed) return;
      socket.off('data', taken).off('close', broken);
      resolve({ firstByte, lastByte: performance.now() - began, bytes });
    };
    const broken = (): void => reject(new Error('The connection was closed before the reply was whole.'));
    socket.on('data', taken).once('close', broken);
    socket.write(request);
  });
}

function middle(seen: readonly ReadSeen[], name: keyof ReadSeen): number {
  return quantile(
    seen.map((one) => one[name]).sort((one, other) => one - other),
    0.5,
  );
}
