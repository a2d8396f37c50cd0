import { createServer, type Socket } from 'node:net';
import { movableClock } from '@s1kit/link';
import { chanceOf } from '@s1kit/server';
import { describe, expect, it, vi } from 'vitest';
import { closingOnTime } from '../../src/slow-connections/closing.js';
import { percentile } from '../../src/slow-connections/latency.js';
import { slowConnections } from '../../src/slow-connections/slow-connections.js';
import { briefly } from '../support/briefly.js';

// A run ends when its budget is spent; a busy machine takes its time to start the environment and to stop it.
vi.setConfig({ testTimeout: 60_000 });

describe('slow-connections', () => {
  it('B2.10: slow connections do not slow an honest client, and are closed on time', async () => {
    const counts = await briefly(slowConnections, 3_000);
    expect(counts.honestRequests).toBeGreaterThan(50);
    expect(counts.closingCases).toBeGreaterThan(0);
  });

  it('a listener that closes nobody, or somebody too early, is found', async () => {
    for (const onConnection of [(socket: Socket) => void socket.resume(), (socket: Socket) => void socket.end()]) {
      const server = createServer({ allowHalfOpen: true }, (socket) => {
        socket.on('error', () => undefined);
        onConnection(socket);
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      const found = await closingOnTime(port, movableClock(), Buffer.from('<a>12345678</a>'), chanceOf(1), 10);
      expect(found.length).toBeGreaterThanOrEqual(2);
      server.close();
    }
  });

  it.each([
    [[1, 2, 3, 4], 0.5, 2],
    [[4, 3, 2, 1], 1, 4],
    [Array.from({ length: 100 }, (_, index) => index + 1), 0.99, 99],
    [[], 0.99, 0],
  ])('of %j, a part of %d is at most %d', (values, part, expected) => {
    expect(percentile(values, part)).toBe(expected);
  });
});
