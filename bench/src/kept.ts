// Large data for benchmarks: how much of it there is, and where it is kept, so that it need not be made each time.

/** What is measured with large data if nothing else is said, and the full run that the goals speak of. */
const sizes = {
  patients: { usual: 50_000, full: 1_000_000 },
  messages: { usual: 50_000, full: 1_000_000 },
} as const;

/** How many patients or messages are made: S1KIT_BENCH_FULL=1 asks for a million. */
export function sizeOf(what: keyof typeof sizes, env: NodeJS.ProcessEnv = process.env): number {
  return sizes[what][env.S1KIT_BENCH_FULL === '1' ? 'full' : 'usual'];
}

/** The folder named by S1KIT_BENCH_KEEP, in which what was made stays; `undefined` if none is named: then it goes with the run. */
export function keptFolder(env: NodeJS.ProcessEnv = process.env): string | undefined {
  return env.S1KIT_BENCH_KEEP === undefined || env.S1KIT_BENCH_KEEP === '' ? undefined : env.S1KIT_BENCH_KEEP;
}
