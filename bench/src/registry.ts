// Every benchmark there is, in the order in which they are run and listed.
import type { Benchmark } from './benchmark.js';

export const benchmarks: readonly Benchmark[] = [];
