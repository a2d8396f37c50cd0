// The reference of small requests: a bare `net` server in a process of its own that answers a request of so many bytes with the same bytes as the environment did.
import { startChild } from '../processes/child.js';

export interface EchoOrder {
  /** As many bytes as a request has. */
  readonly requestBytes: number;
  /** What is sent for each, in Base64. */
  readonly reply: string;
  /** A database in which a row is stored durably before each reply is sent; none if left out. */
  readonly database?: string;
  /** Requests that arrive together share one transaction. */
  readonly grouped?: boolean;
}

export interface EchoServer {
  readonly port: number;
  close(): Promise<void>;
}

export async function startEcho(order: EchoOrder): Promise<EchoServer> {
  const child = startChild<EchoOrder, number>('reference/echo-process');
  return { port: await child.ask(order), close: child.close };
}
