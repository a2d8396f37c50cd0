// What every call of a client stands on.
import type { ErrorCode, OutputScheme } from '@s1kit/contract';
import type { Cache } from '../cache/cache.js';
import type { Clock } from '../clock.js';
import type { Emitter } from '../events/emitter.js';
import type { Limits } from '../limits.js';
import type { Pacing } from '../pacing/pacing.js';
import type { Random } from '../random.js';
import type { Endpoint } from '../transport/connection.js';
import type { Connections } from '../transport/connections.js';
import type { Details } from './details.js';

/**
 * Makes a code of what a peer says that gives none.
 * @param message what the peer said; it may name a patient, so keep it nowhere
 * @param permanent the peer's flag; `undefined` where it gave none
 * @returns a code of the registry, or `undefined`: then the flag alone decides
 * @example (message) => (/log(ged)? on/i.test(message) ? 'NobodySignedIn' : undefined)
 */
export type Classify = (message: string, permanent: boolean | undefined) => ErrorCode | undefined;

export interface CallContext {
  readonly endpoint: Endpoint;
  readonly connections: Connections;
  readonly apiKey: string;
  readonly applicationVersion: string;
  /** The DeviceID of now; empty before the first contact. */
  readonly deviceId: () => string;
  readonly outputScheme: Partial<OutputScheme> | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly emitter: Emitter;
  readonly pacing: Pacing;
  readonly limits: Limits;
  readonly classify: Classify;
  readonly details: Details;
  readonly cache: Cache;
  readonly payloads: boolean;
  /** Aborts when the client is closed. */
  readonly closing: AbortSignal;
}
