// After a write that was sent and not answered: waits, looks, waits, and looks once more.
import type { CallContext } from '../calls/context.js';
import type { CallOptions } from '../calls/options.js';
import type { PatientIdentity } from '../calls/types.js';
import { pause } from '../clock.js';
import { type ErrorOrigin, WriteNotDoneError, WriteUnknownError } from '../errors/index.js';
import type { Before } from './before.js';
import { type Deletion, type Look, lookForDeletion, lookForUpdate } from './look.js';
import type { Update } from './traces.js';
import { viewOf } from './view.js';

/** A write that can be looked for. */
export type Lookable = { readonly identity: PatientIdentity; readonly options: CallOptions } & (
  | { readonly name: 'UpdatePatientRecord'; readonly parameters: Update }
  | { readonly name: 'DeleteFromPatientRecord'; readonly parameters: Deletion }
);

/** How long after the break it is looked, and how long after that once more, in milliseconds: a write under way may still take effect. */
export const looksAfterMs = [10_000, 5_000] as const;

/**
 * Finds out what became of a write.
 * @returns what its reply would have said, where it took effect
 * @throws {WriteNotDoneError} where it did not; {WriteUnknownError} where that cannot be told
 */
export async function findOutcome(context: CallContext, write: Lookable, before: Before, origin: ErrorOrigin): Promise<object> {
  const { clock, closing, emitter } = context;
  const { name, options } = write;
  const stop = options.signal === undefined ? closing : AbortSignal.any([options.signal, closing]);
  let looks = 0;
  let last: Look | undefined;
  const told = (outcome: 'done' | 'notDone' | 'cannotTell'): void => emitter.emit('write', { function: name, requestUid: origin.requestUid ?? '', outcome });
  try {
    for (const expectedMs of looksAfterMs) {
      const paused = pause(clock, expectedMs, stop);
      emitter.emit('waiting', { function: name, reason: 'looking', expectedMs, ahead: 0 });
      await paused;
      last = await look(context, write, before);
      looks += 1;
      if (last.reply === undefined) continue;
      told('done');
      return last.reply;
    }
  } catch (cause) {
    told('cannotTell');
    throw new WriteUnknownError('notSeen', { looks, uids: last?.verdict.uids ?? [] }, { ...origin, cause });
  }
  const seen = { looks, uids: last?.verdict.uids ?? [] };
  if (last?.verdict.outcome === 'notDone') {
    told('notDone');
    throw new WriteNotDoneError(seen, origin);
  }
  told('cannotTell');
  throw new WriteUnknownError(last?.verdict.outcome === 'cannotTell' ? last.verdict.doubt : 'notSeen', seen, origin);
}

async function look(context: CallContext, write: Lookable, before: Before): Promise<Look> {
  const { identity, options } = write;
  if (write.name === 'DeleteFromPatientRecord') return await lookForDeletion(viewOf(context, identity, options, undefined), write.parameters);
  return await lookForUpdate(viewOf(context, identity, options, write.parameters), write.parameters, before);
}
