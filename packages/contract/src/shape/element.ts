// Elements: attributes, text or children of a message, declared as data. Types, schemas, decoder and encoder all read these.
import type { FlagType, SimpleType } from './simple.js';

export type Direction = 'request' | 'reply';

/** `one` exactly one, `optional` none or one, `many` any number, `some` at least one. */
export type Cardinality = 'one' | 'optional' | 'many' | 'some';

/** biome-ignore lint/suspicious/noExplicitAny: a shape is invariant in its value; only `any` lets every shape be one */
export type Shape = SimpleType<any> | FlagType | ElementType;

export interface FieldOptions {
  /** Stands in this direction only. */
  readonly only?: Direction;
  /** Other spellings that real clients send, taken with a deviation noted (B3.5). */
  readonly aliases?: readonly string[];
  /** An empty element is taken as none, with a deviation noted (B3.5). */
  readonly emptyIsAbsent?: boolean;
  /** A reply carries the element empty where there is no value (WIRE-FORMAT 5.7). Its schema accepts the empty element. */
  readonly emptyWhenAbsent?: boolean;
  /** The cardinality in replies, where it is another than in requests. */
  readonly inReply?: Cardinality;
}

export interface Field<S extends Shape = Shape, C extends Cardinality = Cardinality, O extends FieldOptions = FieldOptions> {
  /** `text` is the text of the element that the field belongs to; at most one such field, and then no `child`. */
  readonly place: 'child' | 'attribute' | 'text';
  readonly shape: S;
  readonly cardinality: C;
  readonly doc: string;
  readonly options: O;
}

export type Fields = Readonly<Record<string, Field>>;

export interface ElementOptions {
  /** The order of the children in replies, where it is another than that of the fields (WIRE-FORMAT 5.7). Names left out follow. */
  readonly replyOrder?: readonly string[];
}

export interface ElementType<F extends Fields = Fields> {
  readonly kind: 'element';
  /** The name of its complex type in `types.xsd`. */
  readonly name: string;
  readonly doc: string;
  readonly fields: F;
  readonly options: ElementOptions;
}

/** Declares an element's content: its fields in the order of requests. */
export function element<const F extends Fields>(name: string, doc: string, fields: F, options: ElementOptions = {}): ElementType<F> {
  return { kind: 'element', name, doc, fields, options };
}

type NoOptions = Record<never, never>;

function field<S extends Shape, C extends Cardinality>(place: Field['place'], cardinality: C) {
  return <T extends S, const O extends FieldOptions = NoOptions>(shape: T, doc: string, options?: O): Field<T, C, O> => ({
    place,
    shape,
    cardinality,
    doc,
    // Without options there are none: the cast says that the empty object has the type of no options.
    options: options ?? ({} as O),
  });
}

/** A child element that is always there. */
export const one = field<Shape, 'one'>('child', 'one');
/** A child element that may be missing. */
export const optional = field<Shape, 'optional'>('child', 'optional');
/** A child element, any number of times. */
export const many = field<Shape, 'many'>('child', 'many');
/** A child element, at least once. */
export const some = field<Shape, 'some'>('child', 'some');

/** biome-ignore lint/suspicious/noExplicitAny: as for Shape */
type AnySimple = SimpleType<any>;

/** An attribute that is always there. */
export const attribute = field<AnySimple, 'one'>('attribute', 'one');
/** An attribute that may be missing. */
export const optionalAttribute = field<AnySimple, 'optional'>('attribute', 'optional');
/** The text of the element itself. */
export const content = field<AnySimple, 'one'>('text', 'one');

/** The cardinality of a field in a direction; `undefined` where it does not stand in it. */
export function cardinalityIn(declared: Field, direction: Direction): Cardinality | undefined {
  if (declared.options.only !== undefined && declared.options.only !== direction) return undefined;
  return direction === 'reply' ? (declared.options.inReply ?? declared.cardinality) : declared.cardinality;
}

/** The fields of an element that stand in a direction, in that direction's order. */
export function fieldsIn(type: ElementType, direction: Direction): readonly (readonly [string, Field])[] {
  const standing = Object.entries(type.fields).filter(([, declared]) => cardinalityIn(declared, direction) !== undefined);
  const order = direction === 'reply' ? type.options.replyOrder : undefined;
  if (order === undefined) return standing;
  const rank = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  return standing.sort(([a], [b]) => rank(a) - rank(b));
}
