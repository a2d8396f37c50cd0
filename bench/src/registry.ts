// Every benchmark there is, in the order in which they are run and listed.

import { auditScreen } from './audit-screen/audit-screen.js';
import type { Benchmark } from './benchmark.js';
import { largePopulation } from './large-population/large-population.js';
import { largeRecord } from './large-record/large-record.js';
import { meanwhile } from './large-record/meanwhile.js';
import { sdkRecord } from './sdk/sdk-record.js';
import { sdkSmallCalls } from './sdk/sdk-small-calls.js';
import { smallRequests } from './small-requests/small-requests.js';
import { start } from './start/start.js';

export const benchmarks: readonly Benchmark[] = [smallRequests, largeRecord, meanwhile, largePopulation, auditScreen, start, sdkRecord, sdkSmallCalls];
