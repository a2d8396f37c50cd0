// Carries out a call of any function: checks it, and goes the way that its effect asks for.
import type { FunctionName } from '@s1kit/contract';
import { SystmOneError } from '../errors/index.js';
import type { Spans } from '../events/spans.js';
import { write, writeOf } from '../writes/write.js';
import { attempt } from './attempt.js';
import type { CallContext } from './context.js';
import { effectOf } from './effect.js';
import type { ReadOptions, WriteOptions } from './options.js';
import { kept, read } from './reads.js';
import { parametersOf } from './request.js';
import type { SharedReads } from './shared-reads.js';

export type Perform = (name: FunctionName, request: unknown, options: unknown) => Promise<unknown>;

export interface PerformServices {
  readonly context: CallContext;
  readonly shared: SharedReads;
  readonly spans: Spans;
}

/** @returns a function that carries out calls; it throws as the methods say */
export function createPerform({ context, shared, spans }: PerformServices): Perform {
  const carryOut = async (name: FunctionName, request: unknown, given: unknown): Promise<object> => {
    // Options are as the types say: what is decided by them is checked with the request.
    const options = (given ?? {}) as ReadOptions & WriteOptions & { readonly save?: unknown };
    const parameters = parametersOf(name, request, options.save);
    options.signal?.throwIfAborted();
    context.closing.throwIfAborted();
    const effect = effectOf(name, parameters);
    if (effect === 'read') return await read(context, shared, { name, parameters, options });
    if (effect === 'once') {
      if (name === 'ExitClient') context.cache.clear();
      return kept(context, await attempt(context, { name, parameters, options, attempt: 1 }), 1);
    }
    return await write(context, writeOf(name, request, given));
  };
  return async (name, request, options) => {
    const span = spans(name);
    try {
      const reply = await carryOut(name, request, options);
      const details = context.details.of(reply);
      span?.end('success', details === undefined ? {} : { 'systmone.request_uid': details.requestUid, 'systmone.attempts': details.attempts });
      return reply;
    } catch (error) {
      span?.end(error instanceof SystmOneError ? error.code : 'GivenUp', {});
      throw error;
    }
  };
}
