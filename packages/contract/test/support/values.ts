// Random values of a shape, for property tests.
import fc from 'fast-check';
import { cardinalityIn, type Direction, type ElementType, fieldsIn, type Shape, type SimpleType } from '../../src/index.js';
import { lists } from './organisation.js';

/** Text that XML can hold, with everything that is easily lost. */
export const xmlText: fc.Arbitrary<string> = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom(' ', '\n', '\r', '\t', '&', '<', '>', '"', "'", ']]>', 'é', '€', '😀', '\u0085', '\u2028', '\uFFFD', '&amp;', 'a') }),
);

const day = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((value) => value.toISOString().slice(0, 10).padStart(10, '0'));
const offset = fc.constantFrom('', '', 'Z', '+01:00', '-05:30', '+14:00', '.5', '.1234567', '.25+00:00');

function matching(pattern: string): fc.Arbitrary<string> {
  return fc.stringMatching(new RegExp(`^(?:${pattern})$`, 'u'));
}

export function simpleValue(type: SimpleType, direction: Direction): fc.Arbitrary<unknown> {
  if (type.list !== undefined) {
    const list = lists[type.list];
    return direction === 'request' && list.length > 0 ? fc.constantFrom(...list) : xmlText;
  }
  if (type.values !== undefined) return fc.constantFrom(...type.values);
  switch (type.base) {
    case 'xs:date':
      return day;
    case 'xs:dateTime':
      return fc.tuple(day, fc.nat(23), fc.nat(59), fc.nat(59), offset).map(
        ([date, ...rest]) =>
          `${date}T${rest
            .slice(0, 3)
            .map((part) => String(part).padStart(2, '0'))
            .join(':')}${rest[3]}`,
      );
    case 'xs:int':
      return fc.nat(999_999_999);
    case 'xs:boolean':
      return fc.boolean();
    default:
      return type.pattern === undefined ? xmlText : matching(type.pattern);
  }
}

export function shapeValue(shape: Shape, direction: Direction): fc.Arbitrary<unknown> {
  if (shape.kind === 'flag') return fc.constant(true);
  return shape.kind === 'simple' ? simpleValue(shape, direction) : elementValue(shape, direction);
}

/** A value of an element. What replies send empty where it is absent always has a value, so that a round trip gives the same again. */
export function elementValue(type: ElementType, direction: Direction): fc.Arbitrary<Record<string, unknown>> {
  const values: Record<string, fc.Arbitrary<unknown>> = {};
  const requiredKeys: string[] = [];
  for (const [name, field] of fieldsIn(type, direction)) {
    const cardinality = cardinalityIn(field, direction);
    const one = shapeValue(field.shape, direction);
    values[name] = cardinality === 'many' || cardinality === 'some' ? fc.array(one, { minLength: 1, maxLength: 3 }) : one;
    const alwaysSent = direction === 'reply' && field.options.emptyWhenAbsent === true;
    if (cardinality === 'one' || cardinality === 'some' || alwaysSent) requiredKeys.push(name);
  }
  return fc.record(values, { requiredKeys, noNullPrototype: true });
}
