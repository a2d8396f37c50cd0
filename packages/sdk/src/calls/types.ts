// The types of requests and replies, made from the contract: what stands in one direction only cannot be expressed in the other.
import type { ElementType, Field, Fields, FlagType, FunctionMap, FunctionName, identity, SimpleType } from '@s1kit/contract';

/** Names a patient in a request: by NHS number (10 digits, modulus 11), or by the pseudo-number of a patient who has none. */
export type PatientIdentity =
  | { readonly NHSNumber: string; readonly PseudoNumber?: never; readonly ClientID?: string }
  | { readonly PseudoNumber: string; readonly NHSNumber?: never; readonly ClientID?: string };

type Options<D> = D extends Field<infer _S, infer _C, infer O> ? O : never;
type Cardinalities<D> = D extends Field<infer _S, infer C> ? C : never;

/** Fields that stand in replies only; the identifier of data extracts is refused in requests, whatever its declaration allows. */
type RepliesOnly<F extends Fields> = {
  [K in keyof F]: K extends 'StrategicReportingIdentifier' ? K : Options<F[K]> extends { readonly only: 'reply' } ? K : never;
}[keyof F];
type RequestsOnly<F extends Fields> = { [K in keyof F]: Options<F[K]> extends { readonly only: 'request' } ? K : never }[keyof F];

type Repeats<C, V> = C extends 'many' | 'some' ? readonly V[] : V;
type Always = 'one' | 'some';

type InRequest<S> = S extends FlagType
  ? true
  : S extends SimpleType<infer T>
    ? T
    : S extends typeof identity
      ? PatientIdentity
      : S extends ElementType<infer F>
        ? Flat<RequestElement<F>>
        : never;
type RequestField<D> = D extends Field<infer S, infer C> ? Repeats<C, InRequest<S>> : never;
type RequestElement<F extends Fields> = {
  readonly [K in Exclude<keyof F, RepliesOnly<F>> as Cardinalities<F[K]> extends Always ? K : never]: RequestField<F[K]>;
} & {
  readonly [K in Exclude<keyof F, RepliesOnly<F>> as Cardinalities<F[K]> extends Always ? never : K]?: RequestField<F[K]>;
};

type ReplyCardinality<D> = Options<D> extends { readonly inReply: infer C } ? C : Cardinalities<D>;
/** A list of values may have grown since this SDK was made: a value that is not of it is kept as it is. In requests lists are closed. */
type Listed<T> = T extends string ? (Record<never, never> extends Record<T, unknown> ? T : T | (string & {})) : T;
type InReply<S> = S extends FlagType ? true : S extends SimpleType<infer T> ? Listed<T> : S extends ElementType<infer F> ? Flat<ReplyElement<F>> : never;
type ReplyField<D> = D extends Field<infer S, infer _C> ? Repeats<ReplyCardinality<D>, InReply<S>> : never;
type ReplyElement<F extends Fields> = {
  readonly [K in Exclude<keyof F, RequestsOnly<F>> as ReplyCardinality<F[K]> extends Always ? K : never]: ReplyField<F[K]>;
} & {
  readonly [K in Exclude<keyof F, RequestsOnly<F>> as ReplyCardinality<F[K]> extends Always ? never : K]?: ReplyField<F[K]>;
};

type Flat<T> = { [K in keyof T]: T[K] } & {};

/** What is decided by an option of the call, and not by the request: whether an update is saved. */
type Decided<N> = N extends 'UpdatePatientRecord' ? 'LeaveRecordOpen' : never;

/** The parameters of a function, in the wire's own spelling. */
export type RequestFor<N extends FunctionName> = Flat<Omit<InRequest<FunctionMap[N]['request']>, Decided<N>>>;

/** The content of a function's reply, in the wire's own spelling. */
export type ReplyFor<N extends FunctionName> = InReply<FunctionMap[N]['reply']>;
