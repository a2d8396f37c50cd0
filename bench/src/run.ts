// Runs one benchmark: rounds in which each subject and its reference are measured directly after one another.
import { fileURLToPath } from 'node:url';
import { inOwnFolder } from '#runner';
import type { Benchmark, Pair } from './benchmark.js';
import { type BenchmarkResult, type Round, rowResults } from './result.js';

export interface RunOptions {
  /** How often each is measured; once more beforehand, which is not counted: what was never run before is compiled then. */
  readonly rounds: number;
  readonly say?: (line: string) => void;
  /** Where the run's folder is made: on a real disk. Below this project's node_modules if left out. */
  readonly parent?: string;
}

/** On the disk of the project: the system's folder for temporary files may be kept in memory, where a sync costs nothing. */
export const runsFolder = fileURLToPath(new URL('../../node_modules/.cache/s1kit-bench', import.meta.url));

/**
 * Runs a benchmark; its folder is removed afterwards.
 * @throws what kept it from being run
 * @example const { rows } = await runBenchmark(smallRequests, { rounds: 9 });
 */
export async function runBenchmark(benchmark: Benchmark, { rounds, say = () => undefined, parent = runsFolder }: RunOptions): Promise<BenchmarkResult> {
  return inOwnFolder(parent, `${benchmark.name}-`, async (folder) => {
    const { pairs, close } = await benchmark.prepare({ folder, say });
    try {
      const taken: Round[][] = pairs.map(() => []);
      for (let round = 0; round <= rounds; round += 1) {
        say(round === 0 ? 'warming up' : `round ${round} of ${rounds}`);
        for (const [index, pair] of pairs.entries()) {
          const measured = await measure(pair, round % 2 === 0);
          if (round > 0) taken[index]?.push(measured);
        }
      }
      const { name, purpose } = benchmark;
      return { name, purpose, rounds, rows: pairs.flatMap((pair, index) => rowResults(pair, taken[index] ?? [])) };
    } finally {
      await close();
    }
  });
}

/** What is measured second finds a warmer machine: they take turns. */
async function measure(pair: Pair, referenceFirst: boolean): Promise<Round> {
  if (!referenceFirst) {
    const subject = await pair.subject();
    return { subject, reference: await pair.reference() };
  }
  const reference = await pair.reference();
  return { subject: await pair.subject(), reference };
}
