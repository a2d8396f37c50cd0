// The only addresses that this machine's own programs reach: nothing here listens on any other (B2.1).
import type { Server } from 'node:net';

/** The addresses of loopback, IPv4 first. */
export const loopbackAddresses = ['127.0.0.1', '::1'] as const;

export type LoopbackAddress = (typeof loopbackAddresses)[number];

/** How often another free port is tried when the first is free on one address only. */
const portAttempts = 20;

/** Why nothing is listening. `code` is the system's: EADDRINUSE, EACCES …, or EADDRREFUSED for an address other than loopback. */
export class ListenError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ListenError';
    this.code = code;
  }
}

export interface OpenPort {
  readonly port: number;
  /** One server for each address that the machine has. */
  readonly servers: readonly Server[];
}

/**
 * Listens on loopback, on the same port of each address; a machine without `::1` listens on `127.0.0.1` alone.
 * @param create makes a server that is not listening yet; called once for each address
 * @param port 0 picks a port that is free on every address
 * @throws {ListenError} having opened nothing
 */
export async function openOnLoopback(create: () => Server, port: number, addresses: readonly string[] = loopbackAddresses): Promise<OpenPort> {
  const allowed = addresses.map(requireLoopback);
  for (let attempt = 1; ; attempt += 1) {
    const servers: Server[] = [];
    try {
      for (const address of allowed) {
        const server = await listenOn(create(), boundPort(servers) ?? port, address, allowed.length > 1);
        if (server !== undefined) servers.push(server);
      }
      const bound = boundPort(servers);
      if (bound === undefined) throw new ListenError('EADDRNOTAVAIL', 'This machine has no loopback address to listen on.');
      return { port: bound, servers };
    } catch (error) {
      await Promise.all(servers.map(closed));
      const taken = error instanceof ListenError && error.code === 'EADDRINUSE';
      if (!(taken && port === 0 && attempt < portAttempts)) throw error;
    }
  }
}

/**
 * Checks that ports can be listened on, and leaves them free.
 * @throws {ListenError} for the first that cannot
 */
export async function checkPorts(ports: readonly number[], createServer: () => Server): Promise<void> {
  for (const port of ports) {
    const open = await openOnLoopback(createServer, port);
    await Promise.all(open.servers.map(closed));
  }
}

/** Whether a connection comes from this machine itself. */
export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && (address === '::1' || /^(::ffff:)?127\./.test(address));
}

function requireLoopback(address: string): LoopbackAddress {
  const known = loopbackAddresses.find((one) => one === address);
  if (known === undefined)
    throw new ListenError('EADDRREFUSED', `${address} is not an address of loopback: only ${loopbackAddresses.join(' and ')} are listened on.`);
  return known;
}

function listenOn(server: Server, port: number, address: LoopbackAddress, optional: boolean): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const code = error.code ?? 'UNKNOWN';
      if (optional && address === '::1' && (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT' || code === 'EINVAL')) resolve(undefined);
      else reject(new ListenError(code, sentence(code, address, port), { cause: error }));
    });
    server.listen({ port, host: address, exclusive: true, backlog: 4096 }, () => {
      server.removeAllListeners('error');
      resolve(server);
    });
  });
}

function sentence(code: string, address: string, port: number): string {
  if (code === 'EADDRINUSE') return `Port ${port} is in use on ${address}: stop the program that has it, or choose another port.`;
  if (code === 'EACCES') return `Port ${port} may not be used by this user: choose one above 1023.`;
  return `Port ${port} cannot be listened on at ${address} (${code}).`;
}

function boundPort(servers: readonly Server[]): number | undefined {
  const address = servers[0]?.address();
  return typeof address === 'object' && address !== null ? address.port : undefined;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
