// The units of work of a request: its checks, its function and its entry in the audit take effect together or not at all (B3.7, B8.1).
import { encodeError, Refusal } from '@s1kit/contract';
import { type AuditOutcome, record } from '../audit/index.js';
import type { FunctionContext } from '../context.js';
import type { Fault } from '../faults/faults.js';
import type { AnyBehaviour } from '../functions/index.js';
import type { Work } from '../store/index.js';
import type { Workstation } from '../workstation.js';
import { type Admitted, check, type Hold, type Pass } from './checks.js';
import type { EncodedReply } from './encoded-reply.js';
import { contextOf, execute } from './execution.js';
import { draftOf, type Findings } from './findings.js';
import type { Message } from './message.js';
import type { ExchangeServices } from './services.js';

/** How a message ends that was not cut off. */
type MessageOutcome = Extract<AuditOutcome, 'success' | 'error' | 'throttled' | 'fault'>;

/** A message that is on record, with what it is answered. */
export interface Recorded {
  readonly kind: 'recorded';
  readonly sequence: number;
  readonly findings: Findings;
  readonly outcome: MessageOutcome;
  readonly refusal: Refusal | undefined;
  /** `undefined` for silence. */
  readonly reply: EncodedReply | undefined;
  readonly close: boolean;
  /** What went wrong that should not have, for the log. */
  readonly failure: unknown;
}

/** A request that passed its checks, and whose function has something to do outside the unit of work. */
export interface Outward {
  readonly kind: 'outward';
  readonly admitted: Admitted;
  /** As the checks left them, and what is done outside adds. */
  readonly findings: Findings;
  readonly behaviour: AnyBehaviour;
  readonly fault: Fault | undefined;
}

/** A request that has to wait, with what was known of it when it was held. */
export type Held = Hold & { readonly findings: Findings };

/** One message on its way. */
export interface Journey {
  readonly services: ExchangeServices;
  readonly workstation: Workstation;
  readonly message: Message;
  /** The fault that befalls it; asked for once, however often a unit is run. */
  readonly fault: (functionName: string) => Fault | undefined;
}

/** What failed in the checks though it is no refusal: the unit is undone and the failure put on record by another. */
export class CheckFailure extends Error {
  constructor(cause: unknown) {
    super('A check failed.', { cause });
    this.name = 'CheckFailure';
  }
}

/** The unit of a request: all of it, unless it is to be held or has something to do outside. */
export function* answer(journey: Journey, pass: Pass): Work<Recorded | Outward | Held> {
  const { message, services } = journey;
  const { reading } = message;
  const findings: Findings = {};
  if (reading.kind === 'unreadable') return yield* recordRefusal(journey, findings, reading.refusal, reading.close);

  const checked = yield* checkOrRefuse(journey, reading, pass, findings);
  if (checked instanceof Refusal) return yield* recordRefusal(journey, findings, checked);
  if (checked.kind !== 'admitted') return { ...checked, findings };

  const behaviour = services.behaviourOf(checked.declaration);
  if (behaviour === undefined) throw new CheckFailure(new Error(`${checked.declaration.name} has no behaviour.`));
  const fault = journey.fault(checked.declaration.name);
  if (fault !== undefined) findings.fault = fault;
  const outward: Outward = { kind: 'outward', admitted: checked, findings, behaviour, fault };
  const goesOutside = behaviour.outside !== undefined && (behaviour.goesOutside?.(checked.parameters) ?? true);
  if (goesOutside && fault?.kind !== 'error') return outward;
  return yield* carryOut(journey, outward, undefined);
}

function* checkOrRefuse(journey: Journey, reading: Message['reading'] & { kind: 'readable' }, pass: Pass, findings: Findings): Work<Admitted | Hold | Refusal> {
  const { message, services, workstation } = journey;
  try {
    return yield* check(services, { workstation, root: reading.root, envelope: reading.envelope, sender: message.sender }, pass, findings);
  } catch (failure) {
    if (failure instanceof Refusal) return failure;
    throw new CheckFailure(failure);
  }
}

/** What the function of a message is told; what it tells goes into the findings. */
export function contextFor({ message, services, workstation }: Journey, admitted: Admitted, findings: Findings): FunctionContext {
  return contextOf(services, workstation, message, admitted, findings);
}

/** Carries out the function and records how it went. */
export function* carryOut(journey: Journey, outward: Outward, outside: unknown): Work<Recorded> {
  const { admitted, behaviour, fault } = outward;
  // Each run begins with what was known before it.
  const findings: Findings = { ...outward.findings };
  const context = contextFor(journey, admitted, findings);
  let reply: EncodedReply;
  try {
    reply = yield* execute({ message: journey.message, admitted, findings, context, behaviour, outside, fault });
  } catch (failure) {
    return yield* recordFailure(journey, findings, failure);
  }
  const outcome = findings.fault === undefined ? 'success' : 'fault';
  const whole = reply.kind === 'whole' ? reply.bytes : undefined;
  const draft = draftOf(journey.message, findings, {
    outcome,
    reply: findings.fault?.kind === 'silence' ? undefined : whole,
    replyFollows: reply.kind === 'long' && findings.fault?.kind !== 'silence',
    now: journey.services.clock.monotonic(),
  });
  const sequence = yield* record(journey.workstation.place, draft);
  return { kind: 'recorded', sequence, findings, outcome, refusal: undefined, reply, close: false, failure: undefined };
}

/** Records a failure: a refusal as it is, anything else as one that says nothing of what it was. */
export function* recordFailure(journey: Journey, findings: Findings, failure: unknown): Work<Recorded> {
  if (failure instanceof Refusal) return yield* recordRefusal(journey, findings, failure);
  const refusal = new Refusal('Unexpected', 'Something failed that should not have; nothing was changed. The log of the environment has more.');
  return { ...(yield* recordRefusal(journey, findings, refusal)), failure };
}

/** Records that a message was refused, and makes the reply that says so. */
export function* recordRefusal(journey: Journey, findings: Findings, refusal: Refusal, close = false): Work<Recorded> {
  const { message, services, workstation } = journey;
  const outcome = outcomeOf(refusal, findings);
  const silent = refusal.code === 'Throttled' && findings.fault === undefined && services.settings.throttle === 'silent';
  const bytes = silent ? undefined : errorReply(message, findings, refusal);
  const draft = draftOf(message, findings, { outcome, refusal, reply: bytes, now: services.clock.monotonic() });
  const sequence = yield* record(workstation.place, draft);
  const reply: EncodedReply | undefined = bytes && { kind: 'whole', bytes };
  return { kind: 'recorded', sequence, findings, outcome, refusal, reply, close, failure: undefined };
}

function outcomeOf(refusal: Refusal, findings: Findings): MessageOutcome {
  if (findings.fault?.kind === 'error') return 'fault';
  return refusal.code === 'Throttled' ? 'throttled' : 'error';
}

/** An error reply repeats what was sent (B3.2), or carries the DeviceID that was issued meanwhile, which the client would else never learn (B4.2). */
export function errorReply(message: Message, findings: Findings, refusal: Refusal): Uint8Array {
  const { echo } = message.reading;
  const deviceId = echo.deviceId === '' ? (findings.deviceId ?? '') : echo.deviceId;
  return encodeError({ ...echo, deviceId }, message.responseUid, refusal);
}

/** Records a document whose client went before it was complete. */
export function* recordCutOff(journey: Journey): Work<number> {
  const draft = draftOf(journey.message, {}, { outcome: 'cutOff', now: journey.services.clock.monotonic() });
  return yield* record(journey.workstation.place, draft);
}
