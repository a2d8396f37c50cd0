// How long an honest client waits for its reply, beside what a bare exchange of the same bytes takes on the same machine at the same time.
import { openClient, type WireClient } from '../wire/replies.js';

export interface Latencies {
  readonly requests: number;
  /** Milliseconds that 99 of 100 replies take at most. */
  readonly p99Ms: number;
  readonly worstMs: number;
  /** What half of all take at most. */
  readonly medianMs: number;
  /** The same for the bare exchange. */
  readonly bareP99Ms: number;
}

export interface Asking {
  readonly port: number;
  readonly barePort: number;
  readonly request: string;
}

/**
 * Asks again and again on one connection each, in turn.
 * @param enough tells when to end
 * @throws if a request is not answered
 */
export async function measure({ barePort, port, request }: Asking, enough: () => boolean): Promise<Latencies> {
  const least = 60;
  const honest = await openClient(port);
  const bare = await openClient(barePort);
  const times: number[] = [];
  const bareTimes: number[] = [];
  try {
    while (times.length < least || !enough()) {
      times.push(await timed(honest, request));
      bareTimes.push(await timed(bare, request));
    }
  } finally {
    honest.close();
    bare.close();
  }
  return {
    requests: times.length,
    p99Ms: percentile(times, 0.99),
    worstMs: percentile(times, 1),
    medianMs: percentile(times, 0.5),
    bareP99Ms: percentile(bareTimes, 0.99),
  };
}

async function timed(client: WireClient, request: string): Promise<number> {
  const began = performance.now();
  if ((await client.ask(request)) === undefined) throw new Error('An honest request was not answered.');
  return performance.now() - began;
}

/** The value that a part of all do not exceed. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round((sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0) * 100) / 100;
}
