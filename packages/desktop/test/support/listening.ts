// A listener on a free port with everything around it that tests want to reach.
import { type MovableClock, movableClock } from '@s1kit/link';
import { afterEach } from 'vitest';
import { type Listener, type ListenOptions, listen } from '../../src/listener/listen.js';
import { silentLog } from '../../src/log.js';
import { createMetrics, type Metrics } from '../../src/metrics.js';
import { type Answer, type TellingServer, tellingServer } from './server.js';

export interface Listening {
  readonly listener: Listener;
  readonly server: TellingServer;
  readonly clock: MovableClock;
  readonly metrics: Metrics;
  readonly port: number;
}

/** @returns opens listeners that are closed after each test */
export function useListener(): (options?: Partial<ListenOptions>, answer?: Answer) => Promise<Listening> {
  const open: { readonly listener: Listener; readonly clock: MovableClock }[] = [];
  afterEach(async () => {
    const closing = open.splice(0).map(({ listener, clock }) => {
      const closed = listener.close(0);
      clock.advance(0);
      return closed;
    });
    await Promise.all(closing);
  });
  return async (options, answer) => {
    const clock = movableClock();
    const metrics = createMetrics(['GetFunctions']);
    const server = tellingServer(answer);
    const listener = await listen({ server, clock, port: 0, log: silentLog(), meter: metrics, ...options });
    open.push({ listener, clock });
    return { listener, server, clock, metrics, port: listener.port };
  };
}
