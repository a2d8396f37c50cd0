// An application that uses the SDK, and one that has a socket and saxes only: each is measured in a process of its own.
import { type Child, startChild } from '../processes/child.js';

export type ClientQuestion =
  | { readonly kind: 'connect'; readonly port: number; readonly apiKey: string }
  /** Reads the record of a patient so many times: by the SDK as a whole, by the SDK event by event, or as text that saxes goes over. */
  | { readonly kind: 'record'; readonly as: 'objects' | 'stream' | 'tags'; readonly patient: string; readonly times: number }
  /** Asks as often as it can, so many calls at a time: by the SDK, by a socket for each call as the SDK does it, by one socket for all. */
  | { readonly kind: 'calls'; readonly by: 'sdk' | 'sockets' | 'socket'; readonly atOnce: number; readonly milliseconds: number };

export interface ClientAnswer {
  /** Processor time of the process for each reply, in milliseconds: user and system, garbage collection included. */
  readonly cpu: number;
  /** Time for each reply, in milliseconds. */
  readonly wall: number;
  readonly perSecond: number;
  /** By how much the resident memory was larger at its peak than before, in MiB. */
  readonly grown: number;
  /** How many events came: a quick refusal would be no feat. */
  readonly events: number;
}

export type Client = Child<ClientQuestion, ClientAnswer>;

/** @example const client = startClient(); await client.ask({ kind: 'connect', port, apiKey }); */
export function startClient(): Client {
  return startChild('sdk/client-process');
}
