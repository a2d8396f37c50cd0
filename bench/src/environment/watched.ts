// An environment in a process of its own whose loop and memory are watched from inside.
import { type Child, startChild } from '../processes/child.js';

export type WatchedQuestion =
  | { readonly kind: 'start'; readonly data: string; readonly patients: number; readonly history: 'full' | 'none' }
  /** What was seen is forgotten: watching begins anew. */
  | { readonly kind: 'watch' }
  | { readonly kind: 'look' }
  | { readonly kind: 'extract'; readonly folder: string }
  /** Oldest first, a thousand entries in a page. */
  | { readonly kind: 'exportAudit'; readonly pages: number }
  | { readonly kind: 'snapshot'; readonly name: string }
  | { readonly kind: 'listAudit'; readonly filters: Readonly<Record<string, string | number>> }
  | { readonly kind: 'stop' };

export interface WatchedAnswer {
  readonly port: number;
  readonly apiKey: string;
  /** The longest that the loop was held up, in milliseconds. */
  readonly worstStall: number;
  /** By how many bytes the resident memory was larger at its peak than when watching began. */
  readonly grown: number;
  /** How long what was asked for took, in milliseconds. */
  readonly took: number;
}

export type Watched = Child<WatchedQuestion, WatchedAnswer>;

/** @example const demo = startWatched(); const { port } = await demo.ask({ kind: 'start', data, patients: 1_000, history: 'full' }); */
export function startWatched(): Watched {
  return startChild('environment/watched-process');
}
