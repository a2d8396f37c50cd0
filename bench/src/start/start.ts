// `s1kit demo` from its start until it listens, beside an empty Node process (QUALITY, Speed).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Benchmark, Pair, Setting } from '../benchmark.js';
import { startDemo } from '../environment/demo-process.js';

export const start: Benchmark = {
  name: 'start',
  purpose: 'The command demo until it listens, with its data there and for the first time with 1,000 patients, beside an empty Node process.',
  prepare: async ({ folder, say }: Setting) => {
    const [there, anew] = [join(folder, 'there'), join(folder, 'anew')];
    say('making 1,000 patients');
    await (await startDemo({ data: there })).close();
    const anewEachTime = async (): Promise<number> => {
      rmSync(anew, { recursive: true, force: true });
      return await untilListening(anew);
    };
    return {
      pairs: [
        pairOf('demo until it listens, data there', 1_000, () => untilListening(there)),
        pairOf('demo until it listens, first time with 1,000 patients', 6_000, anewEachTime),
      ],
      close: async () => undefined,
    };
  },
};

function pairOf(what: string, atMost: number, measure: () => Promise<number>): Pair {
  return {
    rows: [{ figure: 'took', what, beside: 'an empty Node process', unit: 'ms', goals: [{ of: 'difference', atMost }] }],
    subject: async () => ({ took: await measure() }),
    reference: async () => ({ took: await emptyProcess() }),
  };
}

/** Milliseconds until the command has said that it listens. */
async function untilListening(data: string): Promise<number> {
  const began = performance.now();
  const demo = await startDemo({ data });
  const took = performance.now() - began;
  await demo.close();
  return took;
}

/** Milliseconds until a process that does nothing else has printed a line. */
async function emptyProcess(): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, ['--eval', 'console.log()'], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  const took = performance.now() - began;
  if (child.exitCode === null) await once(child, 'exit');
  return took;
}
