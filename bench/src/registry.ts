// Every benchmark there is, in the order in which they are run and listed.
import type { Benchmark } from './benchmark.js';
import { smallRequests } from './small-requests/small-requests.js';

export const benchmarks: readonly Benchmark[] = [smallRequests];
