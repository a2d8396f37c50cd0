// A request is checked before it leaves: its verdict is that of the function's schema, with the path of the element and the rule, never a value.
import { cardinalityIn, type ElementType, type Field, fieldsIn, type Shape, type SimpleType } from '@s1kit/contract';
import { RequestInvalidError } from '../errors/index.js';

type Values = Readonly<Record<string, unknown>>;

const unsetDate = '0001-01-01';

/** Looks through a value of an element. @throws {RequestInvalidError} */
export function checkElement(type: ElementType, value: unknown, path: string): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new RequestInvalidError(path, 'an object is expected.');
  const values = value as Values; // An object's properties can be looked up by name.
  const standing = new Map(fieldsIn(type, 'request'));
  for (const name of Object.keys(values)) {
    if (values[name] !== undefined && !standing.has(name)) throw new RequestInvalidError(join(path, name), whyNot(type, name, standing));
  }
  for (const [name, field] of standing) checkField(field, values[name], join(path, name));
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}/${name}`;
}

function whyNot(type: ElementType, name: string, standing: ReadonlyMap<string, Field>): string {
  if (Object.hasOwn(type.fields, name)) return 'stands in replies only.';
  const names = [...standing.keys()];
  return names.length === 0 ? 'is not known here: there are no parameters.' : `is not known here; there are ${names.join(', ')}.`;
}

function checkField(field: Field, value: unknown, path: string): void {
  const cardinality = cardinalityIn(field, 'request');
  const required = cardinality === 'one' || cardinality === 'some';
  if (value === undefined) {
    if (required) throw new RequestInvalidError(path, 'is missing.');
    return;
  }
  if (cardinality === 'one' || cardinality === 'optional') {
    checkShape(field.shape, value, path);
    return;
  }
  if (!Array.isArray(value)) throw new RequestInvalidError(path, 'may be repeated, so an array is expected.');
  if (required && value.length === 0) throw new RequestInvalidError(path, 'must stand at least once.');
  for (const [index, each] of value.entries()) checkShape(field.shape, each, index === 0 ? path : `${path}[${index + 1}]`);
}

function checkShape(shape: Shape, value: unknown, path: string): void {
  if (shape.kind === 'element') checkElement(shape, value, path);
  else if (shape.kind === 'simple') checkSimple(shape, value, path);
  else if (value !== true) throw new RequestInvalidError(path, 'is there or not: true is its only value.');
}

function checkSimple(type: SimpleType, value: unknown, path: string): void {
  if (typeof value !== typeOf(type)) throw new RequestInvalidError(path, `a ${typeOf(type)} is expected.`);
  const text = type.format(value);
  if (type.maxLength !== undefined && [...text].length > type.maxLength) throw new RequestInvalidError(path, `is longer than ${type.maxLength} characters.`);
  if (type.parse(text) === undefined) throw new RequestInvalidError(path, `is not of the right form. ${expected(type)}`);
  if ((type.base === 'xs:date' || type.base === 'xs:dateTime') && text.startsWith(unsetDate)) {
    throw new RequestInvalidError(path, `${unsetDate} is what a date is that was never set. Leave the element out, or give the date.`);
  }
}

function typeOf({ base }: SimpleType): 'string' | 'number' | 'boolean' {
  return base === 'xs:int' ? 'number' : base === 'xs:boolean' ? 'boolean' : 'string';
}

function expected({ doc, values }: SimpleType): string {
  return values !== undefined && values.length <= 24 ? `One of: ${values.map((value) => (value === '' ? '(empty)' : value)).join(', ')}.` : doc;
}
