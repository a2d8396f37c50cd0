// What a client is made with, and what is taken where something is left out.
import { randomBytes } from 'node:crypto';
import { functionMap, type OutputScheme } from '@s1kit/contract';
import { type CacheLimits, defaultCacheLimits } from './cache/cache.js';
import type { Classify } from './calls/context.js';
import { functionNames, type MethodName, methodName } from './calls/methods.js';
import { type Clock, systemClock } from './clock.js';
import type { DeviceStore } from './device/store.js';
import { OptionInvalidError } from './errors/index.js';
import type { Listener } from './events/emitter.js';
import type { EventName } from './events/events.js';
import { defaultLimits, type Limits } from './limits.js';
import type { Pacing } from './pacing/pacing.js';
import type { Random } from './random.js';
import type { Endpoint } from './transport/connection.js';

export interface ConnectOptions {
  /** The application's key: 16 hexadecimal digits. */
  readonly apiKey: string;
  readonly application: {
    /** For your own logs and traces; SystmOne knows the name that the application was registered with. */
    readonly name: string;
    /** Sent as DeviceVersion; `1.0` if left out. */
    readonly version?: string;
  };
  /** Where the DeviceID is kept. */
  readonly device: DeviceStore;
  /** `127.0.0.1` if left out. Nothing but this machine: what is sent is not encrypted. */
  readonly host?: '127.0.0.1' | '::1' | 'localhost';
  /** 40700 if left out. */
  readonly port?: number;
  /** The methods that the application cannot do without: connecting fails where SystmOne does not offer their functions to it. */
  readonly needs?: readonly MethodName[];
  /** Listeners that hear everything from the beginning, such as that the user is being asked to approve the application. */
  readonly on?: { readonly [N in EventName]?: Listener<N> };
  /** The coding schemes of replies; CTV3 and Multilex if left out. */
  readonly outputScheme?: Partial<OutputScheme>;
  /** Reads the sentences of a peer whose errors have no code. */
  readonly classify?: Classify;
  readonly limits?: Partial<Limits>;
  /**
   * How calls keep to the published limits. If left out, a file beside the device's (`NAME.pacing.json`) is shared by all programs of the device; with a
   * store that has no file, each client counts for itself. `{ file }` names another file, `sharedPacing(…)` is shared explicitly, `off` is for
   * environments that throttle nothing.
   */
  readonly pacing?: Pacing | { readonly file: string } | 'off';
  /** How much is kept of what was read, and for how long; `off` for nothing. */
  readonly cache?: { readonly timeToLiveMs?: Partial<CacheLimits['timeToLiveMs']>; readonly unseenUserMs?: number; readonly bytes?: number } | 'off';
  /**
   * `kept` (the default): reads use connections that are open already, as long as SystmOne keeps them open. `new`: each request has a connection of its own.
   * Writes always have.
   */
  readonly connections?: 'kept' | 'new';
  /** Puts requests as they were sent into events and diagnostics channels, with key and patients' data. For looking into a fault with fictitious data. */
  readonly payloads?: boolean;
  /** Gives up connecting. */
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
  /** Random bytes, for identifiers of messages and for the length of pauses. */
  readonly random?: Random;
}

export interface Settings {
  readonly apiKey: string;
  readonly applicationName: string;
  readonly applicationVersion: string;
  readonly device: DeviceStore;
  readonly endpoint: Endpoint;
  readonly needs: readonly MethodName[];
  readonly on: NonNullable<ConnectOptions['on']>;
  readonly outputScheme: Partial<OutputScheme> | undefined;
  readonly classify: Classify;
  readonly limits: Limits;
  readonly pacing: Pacing | 'off' | { readonly file: string | undefined };
  readonly cache: CacheLimits;
  readonly connections: 'kept' | 'new';
  readonly payloads: boolean;
  readonly clock: Clock;
  readonly random: Random;
}

const methodNames: readonly string[] = functionNames.map(methodName);

/** @throws {OptionInvalidError} which names the option */
export function settingsOf(options: ConnectOptions): Settings {
  const { apiKey, application, device, host = '127.0.0.1', port = 40_700, needs = [], pacing } = options;
  if (!/^[0-9a-fA-F]{16}$/.test(apiKey)) throw new OptionInvalidError('apiKey', 'is 16 hexadecimal digits.');
  if (!['127.0.0.1', '::1', 'localhost'].includes(host)) throw new OptionInvalidError('host', 'is this machine: 127.0.0.1, ::1 or localhost.');
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new OptionInvalidError('port', 'is a whole number from 1 to 65535.');
  for (const name of needs) if (!methodNames.includes(name)) throw new OptionInvalidError('needs', `there are ${methodNames.join(', ')}.`);
  const limits = { ...defaultLimits, ...options.limits };
  for (const [name, value] of Object.entries(limits)) {
    if (!Number.isFinite(value) || value <= 0) throw new OptionInvalidError(`limits.${name}`, 'is a number above zero.');
  }
  return {
    apiKey,
    applicationName: application.name,
    applicationVersion: application.version ?? '1.0',
    device,
    endpoint: { host, port },
    needs,
    on: options.on ?? {},
    outputScheme: options.outputScheme,
    classify: options.classify ?? (() => undefined),
    limits,
    pacing: pacing ?? { file: device.path === undefined ? undefined : `${device.path}.pacing.json` },
    cache: cacheLimitsOf(options.cache),
    connections: options.connections ?? 'kept',
    payloads: options.payloads ?? false,
    clock: options.clock ?? systemClock(),
    random: options.random ?? randomBytes,
  };
}

function cacheLimitsOf(given: ConnectOptions['cache'] = {}): CacheLimits {
  if (given === 'off') return { bytes: 0, unseenUserMs: 0, timeToLiveMs: { metadata: 0, functions: 0, demographics: 0, record: 0 } };
  const { bytes = defaultCacheLimits.bytes, unseenUserMs = defaultCacheLimits.unseenUserMs } = given;
  return { bytes, unseenUserMs, timeToLiveMs: { ...defaultCacheLimits.timeToLiveMs, ...given.timeToLiveMs } };
}

/** The version in which this SDK speaks a function. */
export function versionOf(name: keyof typeof functionMap): string {
  return functionMap[name].version;
}
