// A client that reads one reply after the other and says when their bytes came. It runs in a process of its own.
import { type Child, startChild } from '../processes/child.js';

export interface ReadOrder {
  readonly port: number;
  readonly request: string;
  /** How many replies are read. */
  readonly times: number;
  /** Between two of them, in milliseconds: what a server still does for the one before is not counted. */
  readonly pauseMs: number;
}

/** Medians over the replies, in milliseconds from the sending of the request. */
export interface ReadSeen {
  readonly firstByte: number;
  readonly lastByte: number;
  readonly bytes: number;
}

export type Reader = Child<ReadOrder, ReadSeen>;

export function startReader(): Reader {
  return startChild('large-record/reader-process');
}
