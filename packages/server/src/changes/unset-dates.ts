// The date that a generated .NET client sends where it meant none: 0001-01-01. It is refused wherever a date stands (B7.15).
import { date, dateTime, type ElementType, Refusal, type Shape } from '@s1kit/contract';
import { placeOf } from './request.js';

const unset = '0001-01-01';

/**
 * Looks through everything that a request sent.
 * @param value a decoded value of the type
 * @throws {Refusal} ValueInvalid with the path of the first such date
 */
export function refuseUnsetDates(type: ElementType, value: object, path: string): void {
  for (const [name, found] of Object.entries(value)) {
    const field = type.fields[name];
    if (field === undefined) continue;
    const values: readonly unknown[] = Array.isArray(found) ? found : [found];
    for (const [index, each] of values.entries()) {
      const place = field.place === 'attribute' ? `${path}/@${name}` : placeOf(path, name, index);
      judge(field.shape, each, place);
    }
  }
}

function judge(shape: Shape, value: unknown, path: string): void {
  if (shape.kind === 'element' && typeof value === 'object' && value !== null) refuseUnsetDates(shape, value, path);
  const isDate = shape.kind === 'simple' && (shape.name === date.name || shape.name === dateTime.name);
  if (!isDate || typeof value !== 'string' || !value.startsWith(unset)) return;
  throw new Refusal('ValueInvalid', `${path}: ${unset} is what a generated client sends where it has no date. Leave the element out, or give the date.`, path);
}
