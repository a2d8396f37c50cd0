// The reception with connections that are no sockets: what a simulated network hands to it.
import { Duplex } from 'node:stream';
import { movableClock } from '@s1kit/link';
import { describe, expect, it } from 'vitest';
import { openReception } from '../../src/listener/reception.js';
import { silentLog } from '../../src/log.js';
import { createMetrics } from '../../src/metrics.js';
import { until } from '../support/client.js';
import { tellingServer } from '../support/server.js';

/** A connection in memory: what is pushed into it comes from the client. */
class MemoryTransport extends Duplex {
  readonly written: Buffer[] = [];

  constructor() {
    super({ allowHalfOpen: true });
  }

  get bytesWritten(): number {
    return this.written.reduce((sum, { length }) => sum + length, 0);
  }

  override _read(): void {
    // What comes is pushed.
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.written.push(chunk);
    done();
  }
}

describe('the reception', () => {
  const server = tellingServer();
  const open = (connections = 10) => openReception({ server, clock: movableClock(), log: silentLog(), meter: createMetrics([]), limits: { connections } });

  it('serves what carries bytes, whatever carries them', async () => {
    const reception = open();
    const client = new MemoryTransport();
    reception.accept(client);
    client.push(Buffer.from('<a'));
    client.push(Buffer.from('/><b/>'));
    client.push(null);
    await until(() => client.writableFinished);
    expect(Buffer.concat(client.written).toString()).toMatch(/^1 none 4 <a\/>\n2 none 4 <b\/>\n$/);
    await reception.close(0);
  });

  it('B2.10: refuses one too many, and ends those that it has', async () => {
    const reception = open(1);
    const [first, second] = [new MemoryTransport(), new MemoryTransport()];
    reception.accept(first);
    reception.accept(second);
    expect([first.destroyed, second.destroyed]).toEqual([false, true]);
    await reception.close(0);
    expect(first.destroyed).toBe(true);
  });
});
