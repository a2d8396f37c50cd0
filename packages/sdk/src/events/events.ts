// What a client tells of while it works. No payloads, unless they were asked for.
import type { DeviceState } from '../device/store.js';

/** A call waits for its turn. Told when it begins to wait, and when the expected time changes. */
export interface WaitingEvent {
  readonly function: string;
  /** `pacing`: the published limits. `retry`: before the next attempt. `looking`: before it is looked whether a write took effect. */
  readonly reason: 'pacing' | 'retry' | 'looking';
  /** For how long, in milliseconds, as things stand. */
  readonly expectedMs: number;
  /** How many calls of the same kind come before. */
  readonly ahead: number;
}

/** A request has left. */
export interface RequestEvent {
  readonly function: string;
  readonly requestUid: string;
  /** From 1. */
  readonly attempt: number;
  readonly bytes: number;
  /** The document as it was sent, with key and patient's data: only where `payloads` was asked for. */
  readonly payload?: string;
}

/** A request has come to its end. */
export interface ReplyEvent {
  readonly function: string;
  readonly requestUid: string;
  readonly responseUid: string | undefined;
  readonly attempt: number;
  /** From sending to the last byte, or to giving up. */
  readonly milliseconds: number;
  readonly bytes: number;
  /** `success`, or the `code` of the error. */
  readonly outcome: string;
  /** The reply as far as it came: only where `payloads` was asked for. */
  readonly payload?: string;
}

/** A reply had elements or attributes that the contract does not know. */
export interface UnknownEvent {
  readonly function: string;
  readonly requestUid: string;
  /** Their paths; what stands there is in `details(reply)`. */
  readonly paths: readonly string[];
}

/** Something about the device has changed. */
export interface DeviceEvent {
  readonly state: DeviceState;
}

/** A read was answered from the cache, or was not. */
export interface CacheEvent {
  readonly function: string;
  readonly outcome: 'hit' | 'miss' | 'shared';
}

/** How a write whose outcome was unknown ended. */
export interface WriteEvent {
  readonly function: string;
  readonly requestUid: string;
  readonly outcome: 'done' | 'notDone' | 'cannotTell';
}

/** Something does not work as it should, and the client goes on without it. */
export interface WarningEvent {
  /** `PacingNotShared`: the state file of the pacing cannot be used. `DeviceNotKept`: the DeviceID could not be written. `ListenerFailed`: a listener threw. */
  readonly code: 'PacingNotShared' | 'DeviceNotKept' | 'ListenerFailed';
  readonly cause: unknown;
}

/**
 * What has become of an entry of an outbox: told to the client that the outbox sends with. What happens while it has none is told when it has one, of each
 * entry the latest. Its `onEvent` and the diagnostics channel hear everything at once.
 */
export interface OutboxEvent {
  readonly id: string;
  readonly state: 'waiting' | 'sending' | 'done' | 'undelivered';
  /** Why it waits, or was handed back: the `code` of an error. */
  readonly code?: string;
}

/** Every event of a client, by its name. */
export interface Events {
  readonly waiting: WaitingEvent;
  readonly request: RequestEvent;
  readonly reply: ReplyEvent;
  readonly unknown: UnknownEvent;
  readonly device: DeviceEvent;
  readonly cache: CacheEvent;
  readonly write: WriteEvent;
  readonly outbox: OutboxEvent;
  readonly warning: WarningEvent;
}

export type EventName = keyof Events;
