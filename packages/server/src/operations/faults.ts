// The operations on faults (B9.2).
import { type ErrorCode, errorRegistry, functions } from '@s1kit/contract';
import { OperationError, type OperationHandlers, type OutputOf } from '@s1kit/link';
import type { Fault, Faults } from '../faults/faults.js';
import type { OperationContext } from './operation-context.js';

type Handlers = Pick<OperationHandlers<OperationContext>, 'faults.list' | 'faults.set' | 'faults.clear'>;

export const faultHandlers: Handlers = {
  'faults.list': async (_input, context) => faultsOf(context).list().map(shown),

  'faults.set': async (input, context) => {
    if (input.function !== null && !functions.some(({ name }) => name === input.function)) throw new OperationError(400, 'There is no such function.');
    if (input.kind === 'error' && (input.code === undefined || !isErrorCode(input.code))) {
      throw new OperationError(400, `An error fault needs a code of the registry: ${Object.keys(errorRegistry).join(', ')}.`);
    }
    if (input.kind === 'late' && input.delayMs === undefined) throw new OperationError(400, 'A late fault needs delayMs: by how many milliseconds.');
    const { delayMs, function: functionName, kind, times } = input;
    const code = input.code !== undefined && isErrorCode(input.code) ? input.code : undefined;
    return shown(faultsOf(context).set({ kind, function: functionName, times, delayMs, code }));
  },

  'faults.clear': async (_input, context) => ({ cleared: faultsOf(context).clear() }),
};

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorRegistry, code);
}

function faultsOf({ services }: OperationContext): Faults {
  if (services.faults === undefined) throw new OperationError(409, 'There are faults in Demo only.');
  return services.faults;
}

function shown(fault: Fault): OutputOf<'faults.set'> {
  const { code, delayMs, id, kind, times } = fault;
  return { id, kind, function: fault.function, times, ...(delayMs === undefined ? {} : { delayMs }), ...(code === undefined ? {} : { code }) };
}
