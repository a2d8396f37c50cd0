// Puts a workstation together: its listener for clients, and the HTTP API of its screens.
import { createServer } from 'node:net';
import { functions } from '@s1kit/contract';
import type { Clock, DesktopDoor, ServerDoor } from '@s1kit/link';
import type { Desk } from './desk.js';
import type { About } from './http/public-routes.js';
import type { HttpServer } from './http/server.js';
import type { ListenerLimits } from './listener/limits.js';
import { type Listener, listen } from './listener/listen.js';
import { type Log, silentLog } from './log.js';
import { checkPorts } from './loopback.js';
import { createMetrics } from './metrics.js';
import type { PromptDesk } from './prompts.js';

/** One more workstation on the same machine, with a listener of its own. */
export interface FurtherWorkstation {
  /** What the HTTP API knows it by. */
  readonly name: string;
  readonly desk: Desk;
  readonly server: ServerDoor;
  /** 0 picks a free one. */
  readonly port: number;
}

export interface DesktopOptions {
  /** What the HTTP API knows this workstation by, beside its number. */
  readonly name?: string;
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
    /** `true` leaves it closed until `openHttp` is called, and what it is made of unread. */
    readonly onDemand?: boolean;
    /** The folder of the screens' files; none are served if left out. */
    readonly screens?: string;
  };
  readonly log?: Log;
  /** Served by the same HTTP API. */
  readonly others?: readonly FurtherWorkstation[];
}

export interface Desktop {
  readonly port: number;
  /** Those of the listeners of `others`, in their order. */
  readonly otherPorts: readonly number[];
  /** 0 as long as the HTTP API is not open. */
  readonly httpPort: number;
  /**
   * Opens the HTTP API if it is not open yet.
   * @returns its port
   * @throws {ListenError} if the port is in use
   */
  openHttp(): Promise<number>;
  readonly door: DesktopDoor;
  readonly prompts: PromptDesk;
  /** Finishes what is being answered, and closes; after `withinMs` (1500 if left out) whatever is going on. */
  close(withinMs?: number): Promise<void>;
}

/**
 * Opens both ports (the HTTP API's perhaps on demand), the listener's last: who reaches it finds everything there.
 * @throws {ListenError} with `code` EADDRINUSE if a port is in use, having opened nothing
 */
export async function openDesktop(options: DesktopOptions): Promise<Desktop> {
  const { desk, server, clock, log = silentLog(), others = [] } = options;
  const metrics = createMetrics(functions.map((one) => one.name));
  const http = openedOnce(async () => {
    const { createHttpServer } = await import('./http/server.js');
    return createHttpServer({ server, desk, clock, metrics, log, named: namedAs([options, ...others]), ...options.http });
  });
  if (options.http.onDemand !== true) await http.open();
  const listeners: Listener[] = [];
  try {
    for (const one of [{ server, port: options.port }, ...others]) {
      listeners.push(await listen({ server: one.server, clock, port: one.port, log, meter: metrics, ...(options.limits && { limits: options.limits }) }));
    }
  } catch (error) {
    await Promise.all([...listeners.map((listener) => listener.close(0)), http.close(0)]);
    throw error;
  }
  const [port = 0, ...otherPorts] = listeners.map((listener) => listener.port);
  return {
    port,
    otherPorts,
    get httpPort() {
      return http.port();
    },
    openHttp: http.open,
    door: desk.door,
    prompts: desk.prompts,
    close: async (withinMs = 1500) => {
      await Promise.all([...listeners.map((listener) => listener.close(withinMs)), http.close(withinMs)]);
    },
  };
}

/** An HTTP API that is opened at most once, and closed if it was opened. A failure is not kept. */
function openedOnce(make: () => Promise<HttpServer>): { open(): Promise<number>; port(): number; close(withinMs: number): Promise<void> } {
  let making: Promise<HttpServer> | undefined;
  let made: HttpServer | undefined;
  return {
    open: async () => {
      making ??= make().catch((failure: unknown) => {
        // A port that is in use now may be free when it is asked for again.
        making = undefined;
        throw failure;
      });
      made = await making;
      return made.port;
    },
    port: () => made?.port ?? 0,
    close: async (withinMs) => {
      // What is open begins to close in this very turn: who moves the clock next moves the time that it is given.
      const opened = made ?? (await making?.catch(() => undefined));
      await opened?.close(withinMs);
    },
  };
}

/** By their numbers, from 1, and by their names. */
function namedAs<W extends { readonly name?: string }>(workstations: readonly W[]): ReadonlyMap<string, W> {
  return new Map(
    workstations.flatMap((one, index): [string, W][] => [...(one.name === undefined ? [] : [[one.name, one] as [string, W]]), [String(index + 1), one]]),
  );
}

/**
 * Checks that the ports can be listened on before anything is made for them; they are left free.
 * @throws {ListenError} for the first that cannot
 */
export function requireFreePorts(ports: readonly number[]): Promise<void> {
  return checkPorts(ports, () => createServer());
}
