// Replies that are broken in one place: to see that two decoders agree about them.
import fc from 'fast-check';
import type { XmlNode } from '../../src/index.js';

const names = ['Foo', 'Identity', 'Surname', 'Event', 'Code', 'Error', 'Slot'] as const;
const texts = [
  '',
  ' ',
  'x',
  'true',
  '1',
  ' 42 ',
  '2024-02-29',
  '2023-02-29',
  ' 2024-02-29 ',
  '2024-01-01T10:00:00',
  'M',
  'New',
  '0123456789abcdef',
  '9990000018',
] as const;

/** One thing that is done to the element that stands at a place, counted through the document. */
export const breakings = fc.record({
  at: fc.nat(200),
  kind: fc.constantFrom('drop', 'double', 'rename', 'text', 'attribute', 'insert'),
  name: fc.constantFrom(...names),
  text: fc.constantFrom(...texts),
});

type Breaking = typeof breakings extends fc.Arbitrary<infer T> ? T : never;

function changed(node: XmlNode, { kind, name, text }: Breaking): readonly XmlNode[] {
  switch (kind) {
    case 'drop':
      return [];
    case 'double':
      return [node, node];
    case 'rename':
      return [{ ...node, name }];
    case 'text':
      return [{ ...node, text }];
    case 'attribute':
      return [{ ...node, attributes: [...node.attributes.filter(([each]) => each !== name), [name, text]] }];
    case 'insert':
      return [{ ...node, children: [...node.children, { name, attributes: [], children: [], text }] }];
  }
}

function size(node: XmlNode): number {
  return 1 + node.children.reduce((total, child) => total + size(child), 0);
}

/** The document with one element broken. The root stays. */
export function brokenReply(node: XmlNode, breaking: Breaking): XmlNode {
  let left = breaking.at % Math.max(1, size(node) - 1);
  const visit = (each: XmlNode): readonly XmlNode[] => {
    if (left === 0) {
      left = -1;
      return changed(each, breaking);
    }
    left -= 1;
    return [{ ...each, children: each.children.flatMap((child) => (left < 0 ? [child] : visit(child))) }];
  };
  return { ...node, children: node.children.flatMap((child) => (left < 0 ? [child] : visit(child))) };
}
