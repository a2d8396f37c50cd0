// Documents as nodes: written as text, and broken in ways that clients break them.
import fc from 'fast-check';
import type { XmlNode } from '../../src/index.js';

function escaped(text: string): string {
  return text.replace(/[&<>"\r\n\t]|[^ -~]/gu, (character) => `&#${character.codePointAt(0)};`);
}

/** The document's text. Text stands before the children, as good a place as any: the schema does not ask where. */
export function written(node: XmlNode): string {
  const attributes = node.attributes.map(([name, value]) => ` ${name}="${escaped(value)}"`).join('');
  const content = escaped(node.text) + node.children.map(written).join('');
  return content === '' ? `<${node.name}${attributes}/>` : `<${node.name}${attributes}>${content}</${node.name}>`;
}

/** Texts at the edges of what types take. */
const texts = [
  '',
  ' ',
  '\n',
  ' \t\r\n ',
  'x',
  'true',
  'false',
  ' true ',
  '1',
  '0',
  'TRUE',
  'M',
  'F',
  ' M',
  'm',
  'New',
  'Booked',
  'jdoe',
  'Jdoe',
  'Main Site',
  ' Asthma',
  'Asthma',
  'Hill & Dale <Branch>',
  'GP Surgery',
  '9990000018',
  '999000001',
  '99900000181',
  '999 000 0018',
  '９990000018',
  '0123456789abcdef',
  '0123456789ABCDEF',
  '0123456789abcde',
  '2024-02-29',
  '2023-02-29',
  ' 2024-02-29 ',
  '2024-02-30',
  '2024-13-01',
  '2024-00-10',
  '2024-01-00',
  '1900-02-29',
  '2000-02-29',
  '0001-01-01',
  '0000-01-01',
  '10000-01-01',
  '-2024-01-01',
  '2024-01-01Z',
  '24-01-01',
  '2024-1-1',
  '2024-01-01T00:00:00',
  '2024-01-01T24:00:00',
  '2024-01-01T23:59:60',
  '2024-01-01T23:59:59.1234567',
  '2024-01-01T23:59:59.12345678',
  '2024-01-01T10:00:00Z',
  '2024-01-01T10:00:00+14:00',
  '2024-01-01T10:00:00+14:01',
  '2024-01-01T10:00:00-14:00',
  '2024-01-01T10:00:00+13:59',
  '2024-02-30T10:00:00',
  '2024-01-01T10:00',
  '2024-01-01 10:00:00',
  '2024-01-01T10:00:00.',
  '2024-01-01T10:00:00z',
  '5',
  '-5',
  '+5',
  '05',
  '007',
  '5.',
  '.5',
  '5.0',
  '1e3',
  '1,5',
  'NaN',
  '-0',
  '+.5',
  '.',
  '-',
  '999999999999999.99999999',
  '9999999999999999',
  '0.123456789',
  '999999999',
  '1000000000',
  '2147483648',
  '-1',
  ' 42 ',
  '4 2',
  'XE0Gu',
  'H33..',
  'X&',
  '1.0',
  '1',
  '1.00',
  'CTV3',
  'Multiplex',
  'é',
  '😀',
  '\u0085',
  '\u00a0',
  ']]>',
] as const;

const names = [
  'Foo',
  'Identity',
  'NHSNumber',
  'PostCode',
  'Surname',
  'Event',
  'Code',
  'Status',
  'LinkedProblemUID',
  'Slot1',
  'DateTime',
  'FunctionParameters',
  'APIKey',
  'x:y',
] as const;
const attributes = ['Foo', 'Scheme', 'Code', 'Term', 'DateTime', 'EventUID', 'IncludeDescendants', 'id', 'xml:lang'] as const;

interface Change {
  /** Which element, counted through the document; taken modulo the number of elements. */
  readonly at: number;
  readonly kind: 'drop' | 'double' | 'rename' | 'text' | 'attribute' | 'attributeValue' | 'dropAttribute' | 'insert' | 'borrow';
  readonly name: string;
  readonly attribute: string;
  readonly text: string;
}

export const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.record({
    at: fc.nat(200),
    kind: fc.constantFrom('drop', 'double', 'rename', 'text', 'text', 'text', 'attribute', 'attributeValue', 'dropAttribute', 'insert', 'borrow'),
    name: fc.constantFrom(...names),
    attribute: fc.constantFrom(...attributes),
    text: fc.constantFrom(...texts),
  }),
  { minLength: 1, maxLength: 2 },
);

function size(node: XmlNode): number {
  return 1 + node.children.reduce((total, child) => total + size(child), 0);
}

/** What becomes of the element that a change names: none, one or two elements. */
function changed(node: XmlNode, change: Change): readonly XmlNode[] {
  switch (change.kind) {
    case 'drop':
      return [];
    case 'double':
      return [node, node];
    case 'rename':
      return [{ ...node, name: change.name }];
    case 'text':
      return [{ ...node, text: change.text }];
    case 'attribute':
      return [{ ...node, attributes: [...node.attributes.filter(([name]) => name !== change.attribute), [change.attribute, change.text]] }];
    case 'attributeValue':
      return [
        {
          ...node,
          attributes: node.attributes.map(([name, value], index) => (index === change.at % node.attributes.length ? [name, change.text] : [name, value])),
        },
      ];
    case 'dropAttribute':
      return [{ ...node, attributes: node.attributes.filter((_, index) => index !== change.at % node.attributes.length) }];
    case 'insert':
      return [{ ...node, children: [...node.children, { name: change.name, attributes: [], children: [], text: change.text }] }];
    case 'borrow':
      return [{ ...node, children: [...node.children, ...(node.children[0]?.children ?? [])] }];
  }
}

function at(node: XmlNode, change: Change, index: number): readonly XmlNode[] {
  if (index === 0) return changed(node, change);
  let left = index - 1;
  const children = node.children.flatMap((child) => {
    const within = left >= 0 && left < size(child);
    const here = left;
    left -= size(child);
    return within ? at(child, change, here) : [child];
  });
  return [{ ...node, children }];
}

/** The document after the changes. The root stays: its name is the envelope's concern, not the schema's. */
export function broken(root: XmlNode, all: readonly Change[]): XmlNode {
  return all.reduce((node, change) => {
    const count = size(node) - 1;
    if (count === 0) return node;
    return at(node, change, 1 + (change.at % count))[0] ?? node;
  }, root);
}
