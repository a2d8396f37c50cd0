// A document broken in ways that clients break theirs: elements, attributes and texts that are missing, doubled, of another name or of another type.
import type { XmlNode } from '@s1kit/contract';
import type { Chance } from '@s1kit/server';
import { edgeTexts } from './edge-texts.js';

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
const kinds = ['drop', 'double', 'rename', 'text', 'text', 'text', 'attribute', 'attributeValue', 'dropAttribute', 'insert', 'borrow', 'swap'] as const;

/**
 * The document after one or two changes. The root stays: its name is the envelope's concern, not the schema's.
 * @param texts what changed texts and values become
 */
export function broken(root: XmlNode, chance: Chance, texts: readonly string[] = edgeTexts): XmlNode {
  let node = root;
  for (let left = chance.between(1, 2); left > 0; left--) {
    const count = size(node) - 1;
    if (count > 0) node = at(node, 1 + chance.below(count), (found) => changed(found, chance, texts))[0] ?? node;
  }
  return node;
}

function size(node: XmlNode): number {
  return 1 + node.children.reduce((total, child) => total + size(child), 0);
}

/** The document with other elements in the place of one, counted through the document from the root's 0. */
function at(node: XmlNode, index: number, change: (found: XmlNode) => readonly XmlNode[]): readonly XmlNode[] {
  if (index === 0) return change(node);
  let left = index - 1;
  const children = node.children.flatMap((child) => {
    const within = left >= 0 && left < size(child);
    const here = left;
    left -= size(child);
    return within ? at(child, here, change) : [child];
  });
  return [{ ...node, children }];
}

/** What becomes of an element: none, one or two elements. */
function changed(node: XmlNode, chance: Chance, texts: readonly string[]): readonly XmlNode[] {
  const another = (): [string, string] => [chance.pick(attributes), chance.pick(texts)];
  const which = node.attributes.length === 0 ? 0 : chance.below(node.attributes.length);
  switch (chance.pick(kinds)) {
    case 'drop':
      return [];
    case 'double':
      return [node, node];
    case 'rename':
      return [{ ...node, name: chance.pick(names) }];
    case 'text':
      return [{ ...node, text: chance.pick(texts) }];
    case 'attribute': {
      const added = another();
      return [{ ...node, attributes: [...node.attributes.filter(([name]) => name !== added[0]), added] }];
    }
    case 'attributeValue':
      return [{ ...node, attributes: node.attributes.map(([name, value], index) => (index === which ? [name, chance.pick(texts)] : [name, value])) }];
    case 'dropAttribute':
      return [{ ...node, attributes: node.attributes.filter((_, index) => index !== which) }];
    case 'insert':
      return [{ ...node, children: [...node.children, { name: chance.pick(names), attributes: [], children: [], text: chance.pick(texts) }] }];
    case 'borrow':
      return [{ ...node, children: [...node.children, ...(node.children[0]?.children ?? [])] }];
    case 'swap':
      return [{ ...node, children: [...node.children].reverse() }];
  }
}
