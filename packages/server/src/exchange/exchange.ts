// The way of a document: read, checked, carried out, put on record, answered (BEHAVIOUR 3).
import { Refusal } from '@s1kit/contract';
import type { Reply, RequestDocument, ServerDoor } from '@s1kit/link';
import type { HeldRequest } from '../authority/held-requests.js';
import type { Outside } from '../context.js';
import type { Fault } from '../faults/faults.js';
import type { Workstation } from '../workstation.js';
import { replyOf } from './answered.js';
import type { Pass } from './checks.js';
import { waitFor } from './holding.js';
import { judgeRequest } from './judged.js';
import { type Message, payloadOf, readDocument } from './message.js';
import type { Sender } from './sender.js';
import type { ExchangeServices } from './services.js';
import {
  answer,
  CheckFailure,
  carryOut,
  contextFor,
  errorReply,
  type Journey,
  type Outward,
  type Recorded,
  recordCutOff,
  recordFailure,
  recordRefusal,
} from './unit.js';

/** A document's reply, and how it stands on record; `recorded` is undefined where it could not be put there. */
export interface Exchanged {
  readonly reply: Reply;
  readonly recorded: Recorded | undefined;
}

/** Gives a workstation its way of documents. What it gives never rejects: what fails becomes an error reply. */
export function createExchange(services: ExchangeServices, workstation: Workstation): ServerDoor['exchange'] {
  const exchange = exchangeFor(services, workstation, undefined);
  return async (document, gone) => (await exchange(document, gone)).reply;
}

/**
 * The same way for what a user sends at the screens.
 * @param sender whom for; `undefined` for what a client sends
 */
export function exchangeFor(
  services: ExchangeServices,
  workstation: Workstation,
  sender: Sender | undefined,
): (document: RequestDocument, gone: AbortSignal) => Promise<Exchanged> {
  return async (document, gone) => {
    const journey = await begin(services, workstation, document, sender);
    if (document.problem?.kind === 'cutOff') return { reply: await recordedSilence(journey), recorded: undefined };
    let recorded: Recorded | undefined;
    try {
      recorded = await goThrough(journey, gone);
      if (recorded.failure !== undefined) logFailure(services, recorded.failure);
      services.recorded(workstation, recorded.sequence);
      await services.leftovers.release();
      tellScreens(services, workstation, recorded);
      judgeRequest(journey, recorded);
      await late(services, recorded.findings.fault);
      return { reply: await replyOf(journey, recorded), recorded };
    } catch (failure) {
      logFailure(services, failure);
      // What is on record was carried out, or refused: then it is its reply that could not be read.
      return await lastResort(journey, recorded === undefined ? failure : new CheckFailure(failure));
    }
  };
}

function tellScreens({ workstations }: ExchangeServices, { desktop }: Workstation, { findings, refusal }: Recorded): void {
  if (refusal !== undefined) return;
  for (const event of findings.tells ?? []) desktop.notify({ event });
  // Another desktop may have the same record open, or the same day of the schedule before it.
  if (findings.tellsAll === true) for (const { desktop: other } of workstations()) other.notify({ event: 'record' });
}

async function begin(services: ExchangeServices, workstation: Workstation, document: RequestDocument, sender: Sender | undefined): Promise<Journey> {
  const { clock, faults } = services;
  const began = clock.monotonic();
  const at = clock.now();
  let reading: Message['reading'];
  try {
    reading = readDocument(document);
  } catch (failure) {
    logFailure(services, failure);
    const refusal = new Refusal('Unexpected', 'The document could not be read, for a reason that the log of the environment has.');
    reading = { kind: 'unreadable', refusal, close: true, echo: { deviceId: '', requestUid: '', function: '', functionVersion: '' } };
  }
  let taken: { readonly fault: Fault | undefined } | undefined;
  const fault = (functionName: string): Fault | undefined => {
    taken ??= { fault: faults?.take(functionName) };
    return taken.fault;
  };
  const prepared = payloadOf(document, services.compress);
  const payload = prepared instanceof Uint8Array ? prepared : await prepared;
  return { services, workstation, fault, message: { document, payload, reading, responseUid: services.responseUid(), at, began, sender } };
}

/** Runs units of work until the message is on record; between them it waits for what it is held for. */
async function goThrough(journey: Journey, gone: AbortSignal): Promise<Recorded> {
  const { store } = journey.services;
  const { reading } = journey.message;
  let pass: Pass = {};
  let turn: HeldRequest | undefined;
  try {
    for (;;) {
      const current = pass;
      const result = await store.write(() => answer(journey, current));
      if (result.kind === 'recorded') return result;
      if (result.kind === 'outward') return await goOutside(journey, result);
      // Only what was read whole gets as far as being held.
      if (reading.kind !== 'readable') throw new Error('A document that could not be read was held.');
      const waited = await waitFor(journey, result, reading.envelope, turn, gone);
      if (waited instanceof Refusal) return await store.write(() => recordRefusal(journey, { ...result.findings }, waited));
      pass = { ...pass, ...waited };
      turn = pass.turn;
    }
  } finally {
    turn?.leave();
  }
}

/** Does what cannot be part of a unit of work, then the rest in one; if that fails, what was done is undone. */
async function goOutside(journey: Journey, outward: Outward): Promise<Recorded> {
  const { leftovers, store } = journey.services;
  let outside: Outside<unknown> | undefined;
  try {
    outside = await outward.behaviour.outside?.(outward.admitted.parameters, contextFor(journey, outward.admitted, outward.findings));
  } catch (failure) {
    // Where the disk failed, what was kept until then could not be dropped either.
    if (!(failure instanceof Refusal)) leftovers.note(journey.message.responseUid);
    return await store.write(() => recordFailure(journey, outward.findings, failure));
  }
  let done = false;
  try {
    const recorded = await store.write(() => carryOut(journey, outward, outside?.value));
    done = recorded.refusal === undefined;
    return recorded;
  } finally {
    if (!done && outside !== undefined) await undo(journey, outside);
  }
}

async function undo({ message, services }: Journey, outside: Outside<unknown>): Promise<void> {
  try {
    await outside.undo();
  } catch (failure) {
    logFailure(services, failure);
    services.leftovers.note(message.responseUid);
  }
}

/** The fault that lets a reply come late. */
async function late({ clock, closing }: ExchangeServices, fault: Fault | undefined): Promise<void> {
  if (fault?.kind !== 'late' || closing.aborted) return;
  await new Promise<void>((resolve) => {
    const cancel = clock.timer(fault.delayMs ?? 0, () => {
      closing.removeEventListener('abort', stop);
      resolve();
    });
    const stop = (): void => {
      cancel();
      resolve();
    };
    closing.addEventListener('abort', stop, { once: true });
  });
}

async function recordedSilence(journey: Journey): Promise<Reply> {
  const { services, workstation } = journey;
  try {
    const sequence = await services.store.write(() => recordCutOff(journey));
    services.recorded(workstation, sequence);
  } catch (failure) {
    logFailure(services, failure);
  }
  return { kind: 'silence', outcome: { function: undefined, outcome: 'cutOff', errorCode: undefined } };
}

/**
 * What is answered where the unit of work failed: nothing was done, and the reply says so. The failure itself is put on record if that is possible;
 * where it is not, an error reply still is not a false success.
 */
async function lastResort(journey: Journey, failure: unknown): Promise<Exchanged> {
  const { services } = journey;
  const { reading } = journey.message;
  const close = reading.kind === 'unreadable' && reading.close;
  const refusal =
    failure instanceof CheckFailure
      ? new Refusal('Unexpected', 'Something failed that should not have. The log of the environment has more.')
      : new Refusal('NotRecorded', 'The request could not be recorded, so it was not carried out. Send it again later.');
  try {
    const recorded = await services.store.write(() => recordRefusal(journey, {}, refusal, close));
    services.recorded(journey.workstation, recorded.sequence);
    return { reply: await replyOf(journey, recorded), recorded };
  } catch {
    const bytes = errorReply(journey.message, {}, refusal);
    const outcome = { function: undefined, outcome: 'error', errorCode: refusal.code } as const;
    const reply: Reply = { kind: 'reply', outcome, pieces: [bytes], length: bytes.length, close, sent: () => Promise.resolve() };
    return { reply, recorded: undefined };
  }
}

/** The log has where it failed, never the message of a failure, which might quote data. */
function logFailure({ log }: ExchangeServices, failure: unknown): void {
  const thrown = failure instanceof CheckFailure ? failure.cause : failure;
  if (!(thrown instanceof Error)) {
    log.error('A request failed for an unknown reason.');
    return;
  }
  // The stack begins with the message, whose lines may look like places.
  const frames = (thrown.stack ?? '')
    .replace(thrown.message, () => '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '));
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
  log.error({ failure: thrown.name, code, at: frames.slice(0, 12).map((line) => line.trim()) }, 'A request failed.');
}
