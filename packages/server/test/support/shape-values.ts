// Random values of the contract's shapes as requests have them, with values of the organisation's lists, for property tests of writing.
import { cardinalityIn, type ElementType, fieldsIn, type OrganisationLists, type Shape, type SimpleType } from '@s1kit/contract';
import fc from 'fast-check';

/** Text that XML can hold, with everything that is easily lost. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom(' ', '\n', '\r', '\t', '&', '<', '>', '"', "'", ']]>', 'é', '€', '😀', '\u0085', '\uFFFD', '&amp;', '%', '_', 'a') }),
);

/** A day that somebody means. */
export const anyDay = fc
  .date({ min: new Date('1800-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
  .map((value) => value.toISOString().slice(0, 10));

/** Values in place of what a shape alone would allow, by the name of the element type and of its field. */
export type Instead = Readonly<Record<string, fc.Arbitrary<unknown> | undefined>>;

function simpleValue(type: SimpleType, lists: OrganisationLists): fc.Arbitrary<unknown> {
  if (type.list !== undefined && lists[type.list].length > 0) return fc.constantFrom(...lists[type.list]);
  if (type.values !== undefined) return fc.constantFrom(...type.values);
  switch (type.base) {
    case 'xs:date':
      return anyDay;
    case 'xs:dateTime':
      return anyDay.map((day) => `${day}T12:34:56`);
    case 'xs:int':
      return fc.nat(999_999_999);
    default:
      return type.pattern === undefined ? anyText : fc.stringMatching(new RegExp(`^(?:${type.pattern})$`, 'u'));
  }
}

function shapeValue(shape: Shape, lists: OrganisationLists, instead: Instead): fc.Arbitrary<unknown> {
  if (shape.kind === 'flag') return fc.constant(true);
  return shape.kind === 'simple' ? simpleValue(shape, lists) : requestValue(shape, lists, instead);
}

/** A value of an element as a request has it. `instead` has, under `Type.Field`, other values for a field: `undefined` leaves it out. */
export function requestValue(type: ElementType, lists: OrganisationLists, instead: Instead = {}): fc.Arbitrary<Record<string, unknown>> {
  const values: Record<string, fc.Arbitrary<unknown>> = {};
  const requiredKeys: string[] = [];
  for (const [name, field] of fieldsIn(type, 'request')) {
    const key = `${type.name}.${name}`;
    if (key in instead && instead[key] === undefined) continue;
    const cardinality = cardinalityIn(field, 'request');
    const one = instead[key] ?? shapeValue(field.shape, lists, instead);
    values[name] = cardinality === 'many' || cardinality === 'some' ? fc.array(one, { minLength: 1, maxLength: 3 }) : one;
    if (cardinality === 'one' || cardinality === 'some') requiredKeys.push(name);
  }
  return fc.record(values, { requiredKeys, noNullPrototype: true });
}
