// A write: checked whom it concerns, sent once, and looked for where no reply came.
import type { FunctionName } from '@s1kit/contract';
import { attempt } from '../calls/attempt.js';
import type { CallContext } from '../calls/context.js';
import type { WriteOptions } from '../calls/options.js';
import { kept, patientOf } from '../calls/reads.js';
import { parametersOf } from '../calls/request.js';
import { ConnectionLostError, NoReplyError, ReplyInvalidError, ReplyTooLargeError, type SystmOneError } from '../errors/index.js';
import { type Before, lookBefore } from './before.js';
import { findOutcome, type Lookable } from './outcome.js';
import type { Update } from './traces.js';
import { viewOf } from './view.js';

export type Write = Lookable & { readonly options: WriteOptions };

/** Told before a write leaves, with what was there before, and waited for: whoever keeps it can look for the write after a crash. */
export type OnLeaving = (before: Before) => Promise<void>;

/**
 * A write as a caller gave it, checked.
 * @throws {RequestInvalidError}
 */
export function writeOf(name: FunctionName, request: unknown, given: unknown): Write {
  // Options are as the types say; what is decided by them is checked with the request.
  const options = (given ?? {}) as WriteOptions & { readonly save?: unknown };
  const parameters = parametersOf(name, request, options.save);
  // What is a write are these two functions: their parameters are their own, and both name a patient.
  return { name, parameters, identity: (parameters as Update).Identity, options } as Write;
}

/** Whether a failure leaves it open what became of the request. */
export function leavesOpen(error: unknown): error is SystmOneError {
  return [NoReplyError, ConnectionLostError, ReplyInvalidError, ReplyTooLargeError].some((kind) => error instanceof kind);
}

/**
 * Carries out a write.
 * @returns its reply, or what it would have said where none came and the record shows that the write took effect
 * @throws {WrongPatientError}, {WriteNotDoneError}, {WriteUnknownError}, and what a reply tells of
 */
export async function write(context: CallContext, request: Write, onLeaving?: OnLeaving): Promise<object> {
  const { name, identity, options } = request;
  const { clock } = context;
  const update = request.name === 'UpdatePatientRecord' ? request.parameters : undefined;
  const view = viewOf(context, identity, options, update);
  const before = await lookBefore(view, name, update, options.expect);
  const began = clock.monotonic();
  let sent = false;
  const onSent = (): void => {
    sent = true;
  };
  const patient = patientOf({ Identity: identity });
  const changed = (): void => context.cache.dropPatient(patient ?? '');
  changed();
  await onLeaving?.(before);
  // What has left may have taken effect: it is not given up, but waited for.
  const sending = { options, attempt: 1, onSent, whenSent: 'wait' } as const;
  try {
    return request.name === 'UpdatePatientRecord'
      ? kept(context, await attempt(context, { name: request.name, parameters: request.parameters, ...sending }), 1)
      : kept(context, await attempt(context, { name: request.name, parameters: request.parameters, ...sending }), 1);
  } catch (error) {
    if (!sent || !leavesOpen(error)) throw error;
    const { requestUid = '', responseUid } = error;
    const reply = await findOutcome(context, request, before, { function: name, requestUid, responseUid, cause: error });
    const milliseconds = clock.monotonic() - began;
    context.details.keep(reply, { requestUid, responseUid, attempts: 1, milliseconds, bytes: 0, unknown: [], unknownPaths: [], confirmedBy: 'looking' });
    return reply;
  } finally {
    changed();
  }
}
