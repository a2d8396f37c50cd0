// The contract's shapes as JSON: the same names and values, `many` as arrays, flags as true.
import type { ElementType, Field, SimpleType } from '@s1kit/contract';
import { type TSchema, type TUnsafe, Type } from '@sinclair/typebox';

/** Fields that stand in for what an import says in another way, or not at all. */
export interface JsonShapeOptions {
  /** Names that are left out, wherever they stand. */
  readonly without?: readonly string[];
  /** Names whose form differs from the contract's. */
  readonly instead?: Readonly<Record<string, TSchema>>;
  /** Names that must be there. */
  readonly required?: readonly string[];
}

/** The JSON Schema of what a shape declares, both directions of it together. */
export function jsonShape(type: ElementType, options: JsonShapeOptions = {}): TSchema {
  const { without = [], instead = {}, required = [] } = options;
  const properties: Record<string, TSchema> = {};
  for (const [name, field] of Object.entries(type.fields)) {
    if (without.includes(name)) continue;
    const schema = instead[name] ?? fieldSchema(field, options);
    const isNeeded = required.includes(name) || (field.cardinality === 'one' && field.options.only === undefined);
    properties[name] = isNeeded ? schema : Type.Optional(schema);
  }
  return Type.Object(properties, { additionalProperties: false, description: type.doc });
}

function fieldSchema({ shape, cardinality, doc }: Field, options: JsonShapeOptions): TSchema {
  const one = shape.kind === 'flag' ? Type.Literal(true) : shape.kind === 'element' ? jsonShape(shape, { ...options, required: [] }) : simpleSchema(shape, doc);
  return cardinality === 'many' || cardinality === 'some' ? Type.Array(one, { description: doc, minItems: cardinality === 'some' ? 1 : 0 }) : one;
}

function simpleSchema(type: SimpleType, description: string): TSchema {
  if (type.base === 'xs:int') return Type.Integer({ minimum: 0, maximum: 999_999_999, description });
  if (type.base === 'xs:boolean') return Type.Boolean({ description });
  if (type.values !== undefined) return enumerated(type.values, description);
  return Type.String({ description, ...(type.pattern === undefined ? {} : { pattern: `^(?:${type.pattern})$` }) });
}

/** One of these values. */
export function enumerated<V extends string>(values: readonly V[], description?: string): TUnsafe<V> {
  const literals = values.map((value) => Type.Literal(value));
  return Type.Unsafe<V>(Type.Union(literals, description === undefined ? {} : { description }));
}

/** A value that has the right form but does not exist, such as 30 February. */
export interface ShapeFault {
  /** A JSON pointer. */
  readonly pointer: string;
  readonly message: string;
}

/** What the form alone does not tell: days that do not exist. The value has the form already. */
export function* shapeFaults(type: ElementType, value: unknown, pointer: string): Generator<ShapeFault> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, given] of Object.entries(value)) {
    const field = type.fields[name];
    if (field === undefined) continue;
    const each = Array.isArray(given) ? given.map((one, index) => [one, `${pointer}/${name}/${index}`] as const) : [[given, `${pointer}/${name}`] as const];
    for (const [one, place] of each) {
      if (field.shape.kind === 'element') yield* shapeFaults(field.shape, one, place);
      else if (field.shape.kind === 'simple' && typeof one === 'string' && field.shape.parse(one) === undefined) {
        yield {
          pointer: place,
          message: `is not ${field.shape.base === 'xs:date' || field.shape.base === 'xs:dateTime' ? 'a day that exists' : 'a value that fits'}`,
        };
      }
    }
  }
}
