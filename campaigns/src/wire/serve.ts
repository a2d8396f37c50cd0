// The program of the environment that a campaign sends its bytes to: a process of its own, so that its crash, its memory and its sockets can be told
// from the tester's. It is driven over the channel to its parent, and ends with it.
import { setImmediate } from 'node:timers/promises';
import { startEnvironment } from 's1kit';
import type { Asked, Told } from './served.js';

const tell = (told: Told): void => void process.send?.(told);

// The parent writes what it parses here.
const environment = await startEnvironment(JSON.parse(process.argv[2] ?? '{}') as Parameters<typeof startEnvironment>[0]);

async function answer(asked: Asked): Promise<unknown> {
  switch (asked.kind) {
    case 'perform':
      return await environment.perform(asked.name, asked.input);
    case 'heap': {
      // What buffers held is given back after the collection that finds them.
      globalThis.gc?.();
      await setImmediate();
      globalThis.gc?.();
      const { external, heapUsed } = process.memoryUsage();
      return heapUsed + external;
    }
    case 'close':
      await environment.close(asked.withinMs);
      return undefined;
  }
}

process.on('message', (asked: Asked) => {
  answer(asked).then(
    (value) => tell({ kind: 'answered', id: asked.id, value }),
    (failure: unknown) => tell({ kind: 'failed', id: asked.id, message: failure instanceof Error ? failure.message : String(failure) }),
  );
});
process.on('disconnect', () => process.exit(0));

const { apiKey, data, files, port, user } = environment;
tell({ kind: 'serving', apiKey, data, files, port, user });
