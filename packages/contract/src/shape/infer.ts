// The TypeScript type of what a shape declares.
import type { ElementType, Field, Fields } from './element.js';
import type { EncodedXml } from './encoded-xml.js';
import type { LaterXml } from './later-xml.js';
import type { FlagType, SimpleType } from './simple.js';

type ShapeValue<S> = S extends FlagType ? true : S extends SimpleType<infer T> ? T : S extends ElementType<infer F> ? ElementValue<F> : never;

type FieldValue<D> = D extends Field<infer S, infer C> ? (C extends 'many' | 'some' ? readonly ShapeValue<S>[] : ShapeValue<S>) : never;

/** A field is certain if it is there in both directions, each time. */
type IsCertain<D> =
  D extends Field<infer _S, infer C, infer O>
    ? C extends 'one' | 'some'
      ? O extends { readonly only: string } | { readonly inReply: string }
        ? false
        : true
      : false
    : false;

type CertainNames<F extends Fields> = { [K in keyof F]: IsCertain<F[K]> extends true ? K : never }[keyof F];

type ElementValue<F extends Fields> = { readonly [K in CertainNames<F>]: FieldValue<F[K]> } & {
  readonly [K in Exclude<keyof F, CertainNames<F>>]?: FieldValue<F[K]>;
};

type Flat<T> = T extends (infer U)[] ? U[] : { [K in keyof T]: T[K] } & {};

/** The value that a shape declares, in the wire's own spelling. `many` and `some` are arrays; `many` may be missing. */
export type TypeOf<S> = S extends ElementType<infer F> ? Flat<ElementValue<F>> : ShapeValue<S>;

type EncodableField<D> =
  D extends Field<infer S, infer C> ? (C extends 'many' | 'some' ? EncodedXml | LaterXml | Iterable<Encodable<S>> : Encodable<S>) : never;

type EncodableElement<F extends Fields> = { readonly [K in CertainNames<F>]: EncodableField<F[K]> } & {
  readonly [K in Exclude<keyof F, CertainNames<F>>]?: EncodableField<F[K]> | undefined;
};

/**
 * As `TypeOf`, for encoding: XML that is encoded already may stand for an element or for all of a kind, an iterable for an array.
 * In replies, `LaterXml` may stand for all of a kind that stands as deep as `Clinical/Event`, or less deep.
 */
export type Encodable<S> = S extends ElementType<infer F> ? EncodedXml | EncodableElement<F> : ShapeValue<S>;
