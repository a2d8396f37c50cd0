import { expect, it } from 'vitest';
import { startLoad } from '../../src/load/load.js';
import { startEcho } from '../../src/reference/echo.js';

it('load goes on until it is told that it is enough, and no longer: it had ended by itself after 1.5 s of an extract of 10', async () => {
  const request = 'a request\n';
  const [echo, load] = [await startEcho({ requestBytes: request.length, reply: Buffer.from('a reply\n').toString('base64') }), startLoad()];
  try {
    const order = { port: echo.port, request, connections: 2, milliseconds: 600_000 };
    // It must have begun; what it has not been told by then would keep the test waiting for ten minutes.
    expect((await load.ask({ ...order, requests: 10 })).requests).toBeGreaterThanOrEqual(10);
    for (const pauseMs of [1, undefined]) {
      const asked = load.ask(pauseMs === undefined ? order : { ...order, pauseMs });
      load.tell({ enough: true });
      expect((await asked).requests).toBeLessThan(10_000);
    }
  } finally {
    await Promise.all([echo.close(), load.close()]);
  }
});
