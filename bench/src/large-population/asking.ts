// A client that sends many different requests, one after the other on one connection. It runs in a process of its own.
import { type Child, startChild } from '../processes/child.js';

export interface AskingOrder {
  readonly port: number;
  /** Sent in turn. */
  readonly requests: readonly string[];
  readonly milliseconds: number;
  /** What every reply must have in it: a quick refusal would be no feat. */
  readonly having: string;
}

/** How long replies took, in milliseconds. */
export interface AskingSeen {
  readonly median: number;
  readonly p99: number;
}

export type Asking = Child<AskingOrder, AskingSeen>;

export function startAsking(): Asking {
  return startChild('large-population/asking-process');
}
