export { type Allowance, allowances } from './allowance.js';
export { type Bucket, type FunctionTally, quantileOf } from './tally.js';
export { createTraffic, type Traffic } from './traffic.js';
