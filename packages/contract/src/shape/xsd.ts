// XSD 1.0 of what shapes declare: simple types, sequences, nothing exotic, so that code generators of other languages read it (B7.2).
import { cardinalityIn, type Direction, type ElementType, type Field, fieldsIn } from './element.js';
import { escapeXml } from './escape.js';
import { oncePer } from './once.js';
import type { OrganisationLists, SimpleType } from './simple.js';

/** The name of the type of flags, and of elements that hold nothing. */
export const flagTypeName = 'Flag';

const occurrence = {
  one: '',
  optional: ' minOccurs="0"',
  many: ' minOccurs="0" maxOccurs="unbounded"',
  some: ' maxOccurs="unbounded"',
} as const;

/** Documentation, as the first thing in what it documents. */
export function documentation(doc: string, indent: string): string {
  return `${indent}<xs:annotation>\n${indent}  <xs:documentation>${escapeXml(doc)}</xs:documentation>\n${indent}</xs:annotation>\n`;
}

function simpleName(type: SimpleType, direction: Direction): string {
  return type.list !== undefined && direction === 'reply' ? 'xs:string' : type.name;
}

/** Whether an element is another in replies than in requests. */
const differs = oncePer((type: ElementType) => complexBody(type, 'request') !== complexBody(type, 'reply'));

/** The name of an element's type. Where it is another in replies than in requests, the name says which of the two it is. */
export function complexName(type: ElementType, direction: Direction): string {
  if (fieldsIn(type, direction).length === 0) return flagTypeName;
  const suffix = direction === 'request' ? 'Request' : 'Reply';
  if (type.name.endsWith(suffix) || !differs(type)) return type.name;
  return `${type.name}In${suffix}`;
}

function typeName({ shape }: Field, direction: Direction): string {
  if (shape.kind === 'flag') return flagTypeName;
  return shape.kind === 'simple' ? simpleName(shape, direction) : complexName(shape, direction);
}

function attributeLine(name: string, field: Field, direction: Direction): string {
  const use = cardinalityIn(field, direction) === 'one' ? ' use="required"' : '';
  return `    <xs:attribute name="${name}" type="${typeName(field, direction)}"${use}>\n${documentation(field.doc, '      ')}    </xs:attribute>\n`;
}

/** The declaration of a child, as it stands in the sequence of its parent. */
export function childDeclaration(name: string, field: Field, direction: Direction, indent: string): string {
  const occurs = occurrence[cardinalityIn(field, direction) ?? 'one'];
  return `${indent}<xs:element name="${name}" type="${typeName(field, direction)}"${occurs}>\n${documentation(field.doc, `${indent}  `)}${indent}</xs:element>\n`;
}

function complexBody(type: ElementType, direction: Direction): string {
  const fields = fieldsIn(type, direction);
  const attributes = fields.filter(([, field]) => field.place === 'attribute').map(([name, field]) => attributeLine(name, field, direction));
  const children = fields.filter(([, field]) => field.place === 'child').map(([name, field]) => childDeclaration(name, field, direction, '      '));
  const [text] = fields.filter(([, field]) => field.place === 'text');
  if (text !== undefined) {
    const extension = `<xs:extension base="${typeName(text[1], direction)}">\n${attributes.join('')}</xs:extension>\n`;
    return `    <xs:simpleContent>\n${indented(extension, '      ')}    </xs:simpleContent>\n`;
  }
  const sequence = children.length === 0 ? '' : `    <xs:sequence>\n${children.join('')}    </xs:sequence>\n`;
  return sequence + attributes.join('');
}

function indented(lines: string, indent: string): string {
  return lines.replace(/^(?=.)/gmu, indent);
}

/** A named complex type. */
export function complexTypeDeclaration(type: ElementType, direction: Direction): string {
  return `  <xs:complexType name="${complexName(type, direction)}">\n${documentation(type.doc, '    ')}${complexBody(type, direction)}  </xs:complexType>\n`;
}

/** A named simple type. A list that the organisation has not filled allows any text. */
export function simpleTypeDeclaration(type: SimpleType, lists: OrganisationLists): string {
  const values = type.list === undefined ? type.values : lists[type.list];
  const facets = [
    ...[...new Set(values)].map((value) => ['enumeration', value]),
    ...(type.pattern === undefined ? [] : [['pattern', type.pattern]]),
    ...(type.maxLength === undefined ? [] : [['maxLength', String(type.maxLength)]]),
  ].map(([facet, value = '']) => `      <xs:${facet} value="${escapeXml(value)}"/>\n`);
  return restriction(type.name, type.doc, type.base, facets.join(''));
}

/** The type of flags: white space does not matter in them. */
export const flagTypeDeclaration = restriction(flagTypeName, 'An empty element; its presence is its value.', 'xs:token', '      <xs:length value="0"/>\n');

function restriction(name: string, doc: string, base: string, facets: string): string {
  const restricted = facets === '' ? `    <xs:restriction base="${base}"/>\n` : `    <xs:restriction base="${base}">\n${facets}    </xs:restriction>\n`;
  return `  <xs:simpleType name="${name}">\n${documentation(doc, '    ')}${restricted}  </xs:simpleType>\n`;
}
