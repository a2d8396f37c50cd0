// Puts a workstation together: its listener for clients, and the HTTP API of its screens.
import { createServer } from 'node:net';
import { functions } from '@s1kit/contract';
import type { Clock, DesktopDoor, ServerDoor } from '@s1kit/link';
import type { Desk } from './desk.js';
import type { About } from './http/public-routes.js';
import { createHttpServer } from './http/server.js';
import type { ListenerLimits } from './listener/limits.js';
import { listen } from './listener/listen.js';
import { type Log, silentLog } from './log.js';
import { checkPorts } from './loopback.js';
import { createMetrics } from './metrics.js';
import type { PromptDesk } from './prompts.js';

export interface DesktopOptions {
  /** Whose door the server was opened with. */
  readonly desk: Desk;
  readonly server: ServerDoor;
  readonly clock: Clock;
  /** The port of the Client Integration listener; 0 picks a free one. */
  readonly port: number;
  readonly limits?: Partial<ListenerLimits>;
  readonly http: {
    /** 0 picks a free one. */
    readonly port: number;
    /** What the command line shows to be let in. */
    readonly token: string;
    readonly about: About;
  };
  readonly log?: Log;
}

export interface Desktop {
  readonly port: number;
  readonly httpPort: number;
  readonly door: DesktopDoor;
  readonly prompts: PromptDesk;
  /** Finishes what is being answered, and closes; after `withinMs` (1500 if left out) whatever is going on. */
  close(withinMs?: number): Promise<void>;
}

/**
 * Opens both ports, the listener's last: who reaches it finds everything there.
 * @throws {ListenError} with `code` EADDRINUSE if a port is in use, having opened nothing
 */
export async function openDesktop(options: DesktopOptions): Promise<Desktop> {
  const { desk, server, clock, log = silentLog() } = options;
  const metrics = createMetrics(functions.map((one) => one.name));
  const http = await createHttpServer({ server, desk, clock, metrics, log, ...options.http });
  const listener = await listen({ server, clock, port: options.port, log, meter: metrics, ...(options.limits && { limits: options.limits }) }).catch(
    async (error: unknown) => {
      await http.close(0);
      throw error;
    },
  );
  return {
    port: listener.port,
    httpPort: http.port,
    door: desk.door,
    prompts: desk.prompts,
    close: async (withinMs = 1500) => {
      await Promise.all([listener.close(withinMs), http.close(withinMs)]);
    },
  };
}

/**
 * Checks that the ports can be listened on before anything is made for them; they are left free.
 * @throws {ListenError} for the first that cannot
 */
export function requireFreePorts(ports: readonly number[]): Promise<void> {
  return checkPorts(ports, () => createServer());
}
