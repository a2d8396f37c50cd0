// What is counted, for GET /metrics: requests by function and outcome, durations, throttled, connections, queue. Never anything of a patient.
import type { ExchangeOutcome } from '@s1kit/link';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What the listener tells of itself. */
export interface Meter {
  connectionOpened(): void;
  connectionClosed(): void;
  connectionRefused(): void;
  /** A document is handed to the server. */
  requestBegun(): void;
  /** Its reply has been sent, or will never be. `outcome` is undefined when the server failed to give one. */
  requestEnded(outcome: ExchangeOutcome | undefined, milliseconds: number): void;
}

export interface Metrics extends Meter {
  /** In Prometheus' text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** @param functions the names that may become labels; any other is counted as `other`, so that no client can make labels */
export function createMetrics(functions: readonly string[]): Metrics {
  const known = new Set(functions);
  const register = new Registry();
  const registers = [register];
  const requests = new Counter({
    name: 's1kit_requests_total',
    help: 'Documents that reached the listener.',
    labelNames: ['function', 'outcome'],
    registers,
  });
  const durations = new Histogram({
    name: 's1kit_request_duration_seconds',
    help: 'From a whole document to the end of its reply.',
    labelNames: ['function'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30, 120],
    registers,
  });
  const throttled = new Counter({ name: 's1kit_throttled_total', help: 'Requests that were throttled.', labelNames: ['function'], registers });
  const connections = new Gauge({ name: 's1kit_connections', help: 'Open connections of clients.', registers });
  const refused = new Counter({ name: 's1kit_connections_refused_total', help: 'Connections refused because too many were open.', registers });
  const queue = new Gauge({ name: 's1kit_queue', help: 'Requests that are being answered or held.', registers });

  return {
    connectionOpened: () => connections.inc(),
    connectionClosed: () => connections.dec(),
    connectionRefused: () => refused.inc(),
    requestBegun: () => queue.inc(),
    requestEnded: (outcome, milliseconds) => {
      queue.dec();
      const name = outcome?.function !== undefined && known.has(outcome.function) ? outcome.function : 'other';
      requests.inc({ function: name, outcome: outcome?.outcome ?? 'failed' });
      durations.observe({ function: name }, milliseconds / 1000);
      if (outcome?.outcome === 'throttled') throttled.inc({ function: name });
    },
    text: () => register.metrics(),
    contentType: register.contentType,
  };
}
