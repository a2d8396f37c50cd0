// One method for each function of the contract, made from its registry: none can be missing.
import { type FunctionName, functionMap } from '@s1kit/contract';
import type { CallOptions, ReadOptions, UpdateOptions, WriteOptions } from './options.js';
import type { ReplyFor, RequestFor } from './types.js';

/** What a call of a function may be told. */
export type OptionsFor<N extends FunctionName> = N extends 'UpdatePatientRecord'
  ? UpdateOptions
  : N extends 'DeleteFromPatientRecord'
    ? WriteOptions
    : N extends 'LaunchFunctionality' | 'ExitClient' | 'GetDocument' | 'DataExtract'
      ? CallOptions
      : ReadOptions;

type Empty = Readonly<Record<never, never>>;

/** A function of which every parameter may be left out can be called without any. */
export type Method<N extends FunctionName> =
  Empty extends RequestFor<N>
    ? (request?: RequestFor<N>, options?: OptionsFor<N>) => Promise<ReplyFor<N>>
    : Empty extends OptionsFor<N>
      ? (request: RequestFor<N>, options?: OptionsFor<N>) => Promise<ReplyFor<N>>
      : (request: RequestFor<N>, options: OptionsFor<N>) => Promise<ReplyFor<N>>;

/** The name of a function's method: `patientSearch` for `PatientSearch`. */
export type MethodName<N extends FunctionName = FunctionName> = Uncapitalize<N>;

/**
 * A method for each function. Requests and replies have the wire's own spelling.
 * @throws {@link RequestInvalidError} where the request could not succeed: it was not sent
 * @throws {@link SystmOneError} of the kind that it was
 */
export type Methods = { readonly [N in FunctionName as MethodName<N>]: Method<N> };

export function methodName<N extends FunctionName>(name: N): MethodName<N> {
  // The first letter made small is what the type says.
  return `${name.slice(0, 1).toLowerCase()}${name.slice(1)}` as MethodName<N>;
}

/** The names of all functions. */
export const functionNames = Object.keys(functionMap) as readonly FunctionName[]; // The keys of a constant are its names.

/** Makes the methods. */
export function createMethods(perform: (name: FunctionName, request: unknown, options: unknown) => Promise<unknown>): Methods {
  const methods = functionNames.map((name) => [methodName(name), (request: unknown = {}, options: unknown = {}) => perform(name, request, options)] as const);
  // One for each function, by its own name; what it takes is checked when it is called.
  return Object.fromEntries(methods) as unknown as Methods;
}
