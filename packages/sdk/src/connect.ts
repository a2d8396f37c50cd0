// Connects an application: finds out whether it can work, and says what is in its way.

import { functionMap, windowClassOf } from '@s1kit/contract';
import { createCache } from './cache/cache.js';
import { attempt } from './calls/attempt.js';
import type { CallContext } from './calls/context.js';
import { createDetails } from './calls/details.js';
import { functionNames, methodName } from './calls/methods.js';
import { createPerform } from './calls/perform.js';
import { repeat } from './calls/repeat.js';
import { createSharedReads } from './calls/shared-reads.js';
import { createClient, isOffered, type OfferedFunction, type SystmOne } from './client.js';
import { ukDay } from './clock.js';
import { type DeviceSession, openDevice } from './device/session.js';
import { DeviceUnknownError, refusedError } from './errors/index.js';
import { createEmitter, type Emitter, type Listener } from './events/emitter.js';
import type { EventName } from './events/events.js';
import { findSpans } from './events/spans.js';
import { type ConnectOptions, type Settings, settingsOf, versionOf } from './options.js';
import { createPacing, noPacing, type Pacing } from './pacing/pacing.js';
import { createConnections } from './transport/connections.js';

/**
 * Connects to the SystmOne client of this machine. The first time, its user is asked to approve the application; the DeviceID that is issued then is kept
 * in `device`. Connecting asks for the functions that are offered, which is one request.
 * @throws {@link ClientNotRunningError} nothing listens: start the SystmOne client
 * @throws {@link NobodySignedInError} nobody is signed in: ask the user to
 * @throws {@link ApprovalPendingError} the user has not decided: ask them to approve the application, and connect again
 * @throws {@link DeviceBlockedError} the user has blocked the application: someone with the right to devices can lift that
 * @throws {@link KeyRefusedError} the key is wrong or revoked
 * @throws {@link FunctionMissingError} something of `needs` is not offered, or not in the version that this SDK speaks
 * @throws {@link OptionInvalidError} an option makes no sense
 * @example
 * const systmOne = await connect({
 *   apiKey,
 *   application: { name: 'Waiting Room', version: '1.0' },
 *   device: fileDeviceStore('./systmone-device.json'),
 *   needs: ['patientSearch', 'getDiary'],
 *   on: { device: ({ state }) => state === 'waiting' && show('Please approve Waiting Room in SystmOne.') },
 * });
 */
export async function connect(options: ConnectOptions): Promise<SystmOne> {
  const settings = settingsOf(options);
  const emitter = createEmitter();
  listen(emitter, settings.on);
  const [spans, device] = await Promise.all([findSpans(), openDevice(settings.device, emitter)]);
  const closing = new AbortController();
  const { pacing, owned } = pacingOf(settings, emitter);
  const context = contextOf(settings, emitter, device, pacing, closing.signal);
  const onClose = (): void => {
    context.connections.close();
    if (owned) pacing.close();
  };
  try {
    const offered = await firstContact(context, device, options.signal);
    requireNeeds(settings, offered);
    const perform = createPerform({ context, shared: createSharedReads(), spans });
    return createClient({ context, perform, offered, closing, onClose });
  } catch (error) {
    onClose();
    throw error;
  }
}

function listen(emitter: Emitter, listeners: Settings['on']): void {
  // Each listener stands under the name of its event.
  for (const [name, listener] of Object.entries(listeners)) emitter.on(name as EventName, listener as Listener<EventName>);
}

function pacingOf({ pacing, clock, random }: Settings, emitter: Emitter): { readonly pacing: Pacing; readonly owned: boolean } {
  if (pacing === 'off') return { pacing: noPacing(), owned: true };
  if (!('file' in pacing)) return { pacing, owned: false };
  const onFailure = (cause: unknown): void => emitter.emit('warning', { code: 'PacingNotShared', cause });
  return { pacing: createPacing({ clock, random, stateFile: pacing.file, onFailure }), owned: true };
}

function contextOf(settings: Settings, emitter: Emitter, device: DeviceSession, pacing: Pacing, closing: AbortSignal): CallContext {
  const { endpoint, apiKey, applicationVersion, outputScheme, clock, random, limits, classify, payloads } = settings;
  const atMost = settings.connections === 'new' ? 0 : limits.idleConnections;
  const deviceId = device.id;
  return {
    endpoint,
    connections: createConnections(endpoint, { clock, idleMs: limits.idleMs, atMost }),
    apiKey,
    applicationVersion,
    deviceId,
    outputScheme,
    clock,
    random,
    emitter,
    pacing,
    limits,
    classify,
    details: createDetails(),
    cache: createCache(clock, settings.cache),
    payloads,
    closing,
  };
}

/** Asks what is offered; where the device was approved once and is not known any more, the user is asked again. */
async function firstContact(context: CallContext, device: DeviceSession, signal: AbortSignal | undefined): Promise<readonly OfferedFunction[]> {
  try {
    return await askFunctions(context, device, signal);
  } catch (error) {
    if (!(error instanceof DeviceUnknownError)) throw error;
    await device.forget();
    return await askFunctions(context, device, signal);
  }
}

async function askFunctions(context: CallContext, device: DeviceSession, signal: AbortSignal | undefined): Promise<readonly OfferedFunction[]> {
  const isNew = device.id() === '';
  const ask = async (number: number): Promise<readonly OfferedFunction[]> => {
    const onSent = (): void => {
      if (isNew) context.emitter.emit('device', { state: 'waiting' });
    };
    const options = signal === undefined ? {} : { signal };
    const { reply } = await attempt(context, { name: 'GetFunctions', parameters: {}, options, attempt: number, onSent });
    await device.issued(reply.head.deviceId);
    if (isNew) await countFor(context, device.id(), signal);
    return (reply.value.Function ?? []).map(({ Name: name, Version: version }) => ({ name, version }));
  };
  // Nobody is asked a second time without having answered.
  return isNew ? await ask(1) : await repeat(context, 'GetFunctions', signal, ask);
}

/** The request that issued a DeviceID was admitted for the device, whose window is open to nobody until it is over. */
async function countFor({ clock, pacing }: CallContext, deviceId: string, signal: AbortSignal | undefined): Promise<void> {
  const window = windowClassOf(functionMap.GetFunctions, {}, ukDay(clock.now()));
  const turn = await pacing.turn(deviceId, window, { priority: 'interactive', signal, onWait: () => undefined });
  turn.admitted();
}

function requireNeeds({ needs }: Settings, offered: readonly OfferedFunction[]): void {
  for (const name of functionNames) {
    if (!needs.includes(methodName(name)) || isOffered(name, offered)) continue;
    const code = offered.some((each) => each.name === name) ? 'VersionUnknown' : 'FunctionUnknown';
    throw refusedError({ code, permanent: true }, { function: `${name} ${versionOf(name)}` });
  }
}
