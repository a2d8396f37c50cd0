// What clients are to do, and what they saw. They run in a process of their own.
import { type Child, startChild } from '../processes/child.js';

/** Clients that send one request after the other on connections that stay open, each as soon as it has the reply to the one before. */
export interface LoadOrder {
  readonly port: number;
  readonly connections: number;
  /** ASCII. Where it has `serialMark`, a number that differs from request to request takes its place. */
  readonly request: string;
  readonly milliseconds: number;
  /** Ends sooner when so many have been answered. */
  readonly requests?: number;
  /** The least time between two requests of a connection, in milliseconds; none if left out. */
  readonly pauseMs?: number;
}

export interface LoadSeen {
  readonly requests: number;
  readonly perSecond: number;
  /** How long a reply took, in milliseconds. */
  readonly median: number;
  readonly p99: number;
  readonly worst: number;
}

/** As long as the number that takes its place. */
export const serialMark = '@serial-number@';

/** Told while it goes on: it ends when the requests that are under way have been answered. */
export interface LoadEnd {
  readonly enough: true;
}

export type LoadProcess = Child<LoadOrder | LoadEnd, LoadSeen>;

/** @example const seen = await load.ask({ port, connections: 16, request, milliseconds: 500 }); */
export function startLoad(): LoadProcess {
  return startChild('load/load-process');
}
