// Every benchmark there is, in the order in which they are run and listed.
import type { Benchmark } from './benchmark.js';
import { largeRecord } from './large-record/large-record.js';
import { meanwhile } from './large-record/meanwhile.js';
import { smallRequests } from './small-requests/small-requests.js';

export const benchmarks: readonly Benchmark[] = [smallRequests, largeRecord, meanwhile];
