// Values of the contract's shapes by chance: what a request or a reply may hold. A million of them, each from the number of its case.
import { cardinalityIn, type Direction, type ElementType, fieldsIn, type OrganisationLists, type Shape, type SimpleType } from '@s1kit/contract';
import type { Chance } from '@s1kit/server';

const pieces = ['a', 'Z', '7', ' ', '\n', '\r', '\t', '&', '<', '>', '"', "'", ']]>', 'é', '€', '😀', '\u0085', '\u2028', '\uFFFD', '&amp;', '--'] as const;
const offsets = ['', '', '', 'Z', '+01:00', '-05:30', '+14:00', '.5', '.1234567', '.25+00:00'] as const;

/** How probable it is that something that may be missing is there. */
const presence = 0.4;

/** Any text that XML can hold. */
export function textOf(chance: Chance): string {
  let text = '';
  for (let left = chance.below(8); left > 0; left--) text += chance.pick(pieces);
  return text;
}

/** A value of an element, in the form that the encoder takes. */
export function elementOf(chance: Chance, type: ElementType, direction: Direction, lists: OrganisationLists): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const [name, field] of fieldsIn(type, direction)) {
    const cardinality = cardinalityIn(field, direction);
    const isCertain = cardinality === 'one' || cardinality === 'some';
    if (!isCertain && !chance.chance(presence)) continue;
    const another = (): unknown => shapeOf(chance, field.shape, direction, lists);
    value[name] = cardinality === 'many' || cardinality === 'some' ? Array.from({ length: chance.between(1, 2) }, another) : another();
  }
  return value;
}

function shapeOf(chance: Chance, shape: Shape, direction: Direction, lists: OrganisationLists): unknown {
  if (shape.kind === 'flag') return true;
  return shape.kind === 'simple' ? simpleOf(chance, shape, direction, lists) : elementOf(chance, shape, direction, lists);
}

function simpleOf(chance: Chance, type: SimpleType, direction: Direction, lists: OrganisationLists): unknown {
  const list = direction === 'request' && type.list !== undefined ? lists[type.list] : [];
  if (list.length > 0) return chance.pick(list);
  if (type.values !== undefined) return chance.pick(type.values);
  switch (type.base) {
    case 'xs:date':
      return dayOf(chance);
    case 'xs:dateTime':
      return `${dayOf(chance)}T${digits(chance.below(24))}:${digits(chance.below(60))}:${digits(chance.below(60))}${chance.pick(offsets)}`;
    case 'xs:decimal':
      return `${chance.pick(['', '+', '-'])}${chance.below(10 ** chance.between(1, 15))}${chance.pick(['', '.5', '.00000001', '.25'])}`;
    case 'xs:int':
      return chance.below(1_000_000_000);
    case 'xs:boolean':
      return chance.chance(0.5);
    default:
      return type.pattern === undefined ? textOf(chance) : patternOf(chance, type.pattern);
  }
}

/** A day from 0001-01-01 to 9999-12-31, the last days of February among them. */
function dayOf(chance: Chance): string {
  const year = chance.between(1, 9999);
  const day = chance.chance(0.1) ? new Date(Date.UTC(2000, 2, 0)) : new Date(Date.UTC(2000, 0, 1 + chance.below(366)));
  day.setUTCFullYear(year, day.getUTCMonth(), day.getUTCDate());
  return `${String(year).padStart(4, '0')}-${digits(day.getUTCMonth() + 1)}-${digits(day.getUTCDate())}`;
}

function digits(number: number): string {
  return String(number).padStart(2, '0');
}

/** A text of one of the contract's patterns: so many characters of a class. */
function patternOf(chance: Chance, pattern: string): string {
  const [, members = '', least = '', most = least] = /^\[([^\]]+)\]\{(\d+)(?:,(\d+))?\}$/.exec(pattern) ?? [];
  const characters = members.replaceAll(/(.)-(.)/gu, (_, from: string, to: string) => charactersBetween(from, to));
  if (characters === '') throw new Error(`No text can be drawn of the pattern ${pattern}: teach it to campaigns/src/documents/values.ts.`);
  return Array.from({ length: chance.between(Number(least), Number(most)) }, () => chance.pick([...characters])).join('');
}

function charactersBetween(from: string, to: string): string {
  const first = from.charCodeAt(0);
  return String.fromCharCode(...Array.from({ length: to.charCodeAt(0) - first + 1 }, (_, index) => first + index));
}
