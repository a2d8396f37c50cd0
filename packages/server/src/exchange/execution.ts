// Carrying out a function: its behaviour in a unit of work that it may fail alone in (B3.7).
import { encodeLongReply, encodeReply, isLong, Refusal } from '@s1kit/contract';
import type { FunctionContext } from '../context.js';
import type { Fault } from '../faults/faults.js';
import type { AnyBehaviour } from '../functions/index.js';
import { attempt, type Work } from '../store/index.js';
import type { Workstation } from '../workstation.js';
import type { Admitted } from './checks.js';
import { type EncodedReply, gather } from './encoded-reply.js';
import type { Findings } from './findings.js';
import type { Message } from './message.js';
import type { ExchangeServices } from './services.js';

/** What a function is told of its request. */
export function contextOf(services: ExchangeServices, workstation: Workstation, message: Message, admitted: Admitted, findings: Findings): FunctionContext {
  const { clock, settings, store } = services;
  const { application, lists, user } = admitted;
  const { envelope } = readable(message);
  const { organisationId, workstationId } = workstation.place;
  return {
    organisationId,
    workstationId,
    user,
    application,
    requestUid: envelope.requestUid,
    responseUid: message.responseUid,
    offered: services.declared,
    clock,
    lists,
    outputScheme: envelope.outputScheme,
    compat: settings.compat,
    desktop: workstation.desktop,
    store,
    concerns: (patient) => {
      findings.patient = patient;
    },
    tells: (event) => {
      findings.tells = [...(findings.tells ?? []), event];
    },
    tellsAll: () => {
      findings.tellsAll = true;
    },
  };
}

function readable(message: Message) {
  if (message.reading.kind !== 'readable') throw new Error('A document that could not be read was to be carried out.');
  return message.reading;
}

export interface Execution {
  readonly message: Message;
  readonly admitted: Admitted;
  readonly findings: Findings;
  readonly context: FunctionContext;
  readonly behaviour: AnyBehaviour;
  /** What was done outside the unit of work. */
  readonly outside: unknown;
  readonly fault: Fault | undefined;
}

/**
 * Carries out the function and encodes its reply; a failure undoes what the function changed, and that alone.
 * @throws {Refusal} of the function, or of a fault; anything else is a failure that should not be
 */
export function* execute({ message, admitted, findings, context, behaviour, outside, fault }: Execution): Work<EncodedReply> {
  if (fault?.kind === 'error') throw new Refusal(fault.code ?? 'Unexpected', 'A fault that was set in the environment takes the place of the reply.');
  const { declaration, parameters } = admitted;
  const { responseUid, reading } = message;
  const echo = { ...reading.echo, deviceId: findings.deviceId ?? reading.echo.deviceId };
  return yield* attempt(function* () {
    const value = yield* behaviour.work(parameters, context, outside);
    const encode = isLong(value) ? encodeLongReply : encodeReply;
    return gather(encode(echo, responseUid, declaration, value));
  });
}
