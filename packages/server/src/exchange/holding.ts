// Waiting outside the unit of work: for the user's answer (B4.2, B4.3), or for the throttle's turn (B5.3).
import { type Envelope, Refusal } from '@s1kit/contract';
import type { HeldRequest } from '../authority/held-requests.js';
import type { Hold, Pass } from './checks.js';
import { blocked } from './device.js';
import { throttled } from './throttle.js';
import type { Journey } from './unit.js';

/**
 * Waits for what a request is held for.
 * @param gone aborts when the client has gone
 * @param turn its place in the throttle's queue, if it has one
 * @returns what it goes through its checks with once more; a refusal is its end: no check is asked again, so that it uses up nothing
 */
export async function waitFor(journey: Journey, hold: Hold, envelope: Envelope, turn: HeldRequest | undefined, gone: AbortSignal): Promise<Pass | Refusal> {
  const signal = AbortSignal.any([gone, journey.services.closing]);
  return hold.kind === 'prompt' ? await waitForUser(journey, hold, envelope, signal) : await waitForTurn(journey, hold, turn, signal);
}

function pending(): Refusal {
  return new Refusal('ApprovalPending', 'The user of this workstation has not approved the application yet. Send the request again later.');
}

async function waitForUser(journey: Journey, hold: Hold & { kind: 'prompt' }, envelope: Envelope, signal: AbortSignal): Promise<Pass | Refusal> {
  const { services, workstation } = journey;
  const question = { place: workstation.place, application: hold.application, deviceVersion: envelope.deviceVersion, desktop: workstation.desktop };
  const outcome = await orAborted(services.prompts.ask(question), signal);
  // A client that has gone leaves the question standing: the approval then waits for its next request.
  if (outcome === undefined || signal.aborted || outcome.kind === 'later') return pending();
  return outcome.kind === 'approved' ? { granted: outcome.deviceId } : blocked();
}

async function waitForTurn(journey: Journey, hold: Hold & { kind: 'throttle' }, turn: HeldRequest | undefined, signal: AbortSignal): Promise<Pass | Refusal> {
  const place = turn ?? journey.services.held.enter(hold.window);
  const refusal = throttled(hold.window, hold.wait);
  if (place === undefined) return refusal;
  if (await place.turn(hold.wait, signal)) return { turn: place };
  place.leave();
  return refusal;
}

function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const aborted = (): void => resolve(undefined);
    if (signal.aborted) aborted();
    signal.addEventListener('abort', aborted, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', aborted));
  });
}
