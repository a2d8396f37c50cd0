// What a connected application works with.
import { setMaxListeners } from 'node:events';
import { type FunctionName, functionMap, windowClassOf } from '@s1kit/contract';
import type { CacheStatistics } from './cache/cache.js';
import type { CallContext } from './calls/context.js';
import type { ReplyDetails } from './calls/details.js';
import { createMethods, functionNames, type MethodName, type Methods, methodName } from './calls/methods.js';
import type { ReadOptions } from './calls/options.js';
import type { Perform } from './calls/perform.js';
import { parametersOf } from './calls/request.js';
import type { ReplyFor, RequestFor } from './calls/types.js';
import { ukDay } from './clock.js';
import { ClosedError } from './errors/index.js';
import type { Listener } from './events/emitter.js';
import type { EventName, OutboxEvent } from './events/events.js';
import type { Priority } from './pacing/window.js';
import { type RecordStream, streamRecord } from './records/stream.js';
import { usualMs, type WatchOptions, watch } from './watch/watch.js';
import type { Before } from './writes/before.js';
import { findOutcome } from './writes/outcome.js';
import { type OnLeaving, writeOf, write as writeOnce } from './writes/write.js';

/** A function that SystmOne offers to this application. */
export interface OfferedFunction {
  /** As on the wire: `PatientSearch`. */
  readonly name: string;
  /** As on the wire: `1.0`. */
  readonly version: string;
}

/** How an outbox has a write carried out. Not for applications. */
export const carryOut = Symbol('carryOut');

/** How an outbox tells a client's listeners what becomes of its entries. Not for applications. */
export const hearOutbox = Symbol('hearOutbox');

/** A write of an outbox. */
export interface KeptWrite {
  readonly function: 'UpdatePatientRecord' | 'DeleteFromPatientRecord';
  readonly request: unknown;
  readonly options: unknown;
  /** Set where it has left already, and is to be looked for. */
  readonly left: { readonly before: Before } | undefined;
  readonly onLeaving: OnLeaving;
}

/** A connection to SystmOne: a method for each of its functions, and what goes with them. */
export interface SystmOne extends Methods {
  /** The DeviceID of this installation. */
  readonly deviceId: string;
  /** What SystmOne said when connecting that it offers to this application. */
  readonly offered: readonly OfferedFunction[];
  /** Whether SystmOne offers the function of a method in the version that this SDK speaks. */
  offers(method: MethodName): boolean;
  /**
   * How long a call would wait for its turn that was made now, in milliseconds.
   * @param request decides which of the limits holds: reading a whole record, or demographics only
   * @example systmOne.expectedWait('getPatientRecord', { Identity }) // 30_000 just after a record was read
   */
  expectedWait<N extends FunctionName>(method: MethodName<N>, request?: Parameters<Methods[MethodName<N>]>[0], priority?: Priority): number;
  /** What is known of a reply besides its content: identifiers, sizes, elements that are not known. `undefined` for what is no reply of this client. */
  details(reply: object): ReplyDetails | undefined;
  /** What SystmOne said of a failure, in its own words. They may name a patient: show them to the user, and keep them nowhere. */
  peerMessage(error: Error): string | undefined;
  /**
   * Hears of what the client does. The same is told to the process's diagnostics channels, `s1kit.sdk.NAME`.
   * @returns what ends it
   * @example systmOne.on('waiting', ({ expectedMs }) => showCountdown(expectedMs));
   */
  on<N extends EventName>(name: N, listener: Listener<N>): () => void;
  /**
   * Reads a record as a stream of its events, as they arrive: for records of many megabytes.
   * @throws {@link RequestInvalidError} at once, where the request could not succeed; while it is gone through, what reading a record throws
   */
  streamPatientRecord(request: RequestFor<'GetPatientRecord'>, options?: ReadOptions): RecordStream;
  /**
   * Follows what the user is doing and whose record is open, at the pace that is allowed: `undefined` while nobody is signed in.
   * @example for await (const activity of systmOne.watchActivity({ signal })) show(activity?.Identity);
   */
  watchActivity(options?: WatchOptions): AsyncIterable<ReplyFor<'GetCurrentActivity'> | undefined>;
  /** Follows what the user has selected in the open record, in the same way. */
  watchSelection(options?: WatchOptions): AsyncIterable<ReplyFor<'GetCurrentSelection'> | undefined>;
  /** What the cache has done. */
  cacheStatistics(): CacheStatistics;
  /** Empties the cache: where another user has signed in, and your application knows it first. */
  clearCache(): void;
  /** Gives up what waits, and lets go of files. Calls that are under way reject with `Closed`; a write that has left is still told the outcome of. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
  /** @internal */
  [carryOut](write: KeptWrite): Promise<object>;
  /** @internal */
  [hearOutbox](event: OutboxEvent): void;
}

export interface ClientParts {
  readonly context: CallContext;
  readonly perform: Perform;
  readonly offered: readonly OfferedFunction[];
  readonly closing: AbortController;
  readonly onClose: () => void;
}

export function createClient({ context, perform, offered, closing, onClose }: ClientParts): SystmOne {
  // Every call listens to it.
  setMaxListeners(0, closing.signal);
  const close = async (): Promise<void> => {
    closing.abort(new ClosedError());
    onClose();
  };
  const methods = createMethods(perform);
  const lookAtActivity = (everyMs: number) => async (signal: AbortSignal) => {
    const activity = await methods.getCurrentActivity({}, { signal, fresh: true, priority: 'background' });
    context.cache.followed(everyMs);
    return activity;
  };
  return {
    ...methods,
    get deviceId() {
      return context.deviceId();
    },
    offered,
    offers: (method) => isOffered(functionOf(method), offered),
    expectedWait: (method, request, priority = 'interactive') => {
      const name = functionOf(method);
      const { clock, deviceId, pacing } = context;
      const parameters = name === 'GetPatientRecord' ? parametersOf(name, request, undefined) : {};
      // No function but that one has limits which depend on what is asked.
      return pacing.expectedMs(deviceId(), windowClassOf(functionMap[name], parameters as never, ukDay(clock.now())), priority);
    },
    details: (reply) => context.details.of(reply),
    peerMessage: (error) => context.details.messageOf(error),
    streamPatientRecord: (request, options = {}) => streamRecord(context, parametersOf('GetPatientRecord', request, undefined), options),
    watchActivity: (options = {}) => watch(context, lookAtActivity(options.everyMs ?? usualMs), options),
    watchSelection: (options = {}) => watch(context, (signal) => methods.getCurrentSelection({}, { signal, fresh: true, priority: 'background' }), options),
    cacheStatistics: () => context.cache.statistics(),
    clearCache: () => context.cache.clear(),
    on: (name, listener) => context.emitter.on(name, listener),
    close,
    [Symbol.asyncDispose]: close,
    [carryOut]: (kept) => carryOutKept(context, kept),
    [hearOutbox]: (event) => context.emitter.tell('outbox', event),
  };
}

function carryOutKept(context: CallContext, { function: name, request, options, left, onLeaving }: KeptWrite): Promise<object> {
  const write = writeOf(name, request, options);
  return left === undefined ? writeOnce(context, write, onLeaving) : findOutcome(context, write, left.before, { function: name });
}

function functionOf(method: MethodName): FunctionName {
  const name = functionNames.find((each) => methodName(each) === method);
  if (name === undefined) throw new TypeError(`There is no method ${method}; there are ${functionNames.map(methodName).join(', ')}.`);
  return name;
}

/** Versions are compared as numbers: `1` is `1.0`. */
export function isOffered(name: FunctionName, offered: readonly OfferedFunction[]): boolean {
  return offered.some((each) => each.name === name && Number(each.version) === Number(functionMap[name].version));
}
