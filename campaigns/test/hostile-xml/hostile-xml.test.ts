import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { hostileXml } from '../../src/hostile-xml/hostile-xml.js';
import { setTraps } from '../../src/hostile-xml/traps.js';
import { briefly } from '../support/briefly.js';

// A run ends when its budget is spent; a busy machine takes its time to start the environment and to stop it.
vi.setConfig({ testTimeout: 60_000 });

describe.skipIf(process.platform !== 'linux')('hostile-xml, on Linux, where /proc says what a process uses', () => {
  it('B2.9, B2.10: hostile documents are refused within the limits, and nothing is opened for them', async () => {
    const counts = await briefly(hostileXml, 3_000);
    expect(counts.documents).toBeGreaterThanOrEqual(8);
  });

  it('a trap that is touched tells so', async () => {
    const folder = mkdtempSync(join(tmpdir(), 's1kit-traps-'));
    const traps = await setTraps(folder);
    try {
      expect(traps.touched()).toEqual([]);
      const reading = readFile(traps.file);
      const caller = connect({ host: '127.0.0.1', port: traps.port });
      caller.on('error', () => undefined);
      await new Promise((resolve) => caller.once('close', resolve));
      // The reader waits in a thread of its own: it may take its time to get there.
      while (!traps.touched().includes('the trap file')) await new Promise((resolve) => setImmediate(resolve));
      expect(traps.touched()).toContain('the trap address');
      await reading;
    } finally {
      await traps.close();
      rmSync(folder, { recursive: true });
    }
  });
});
