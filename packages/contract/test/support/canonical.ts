// Puts a request into the order of its schema, with its aliases normalised: the form on which the schema's verdict is that of the decoder (B3.5).
import { type ElementType, fieldsIn, type XmlNode } from '../../src/index.js';

function normalised(type: ElementType, node: XmlNode): XmlNode {
  const declared = Object.entries(type.fields).find(([name, field]) => name === node.name || field.options.aliases?.includes(node.name));
  return declared === undefined ? node : { ...node, name: declared[0] };
}

/** The same element with its children in the schema's order; what the schema does not know comes last. */
export function canonical(type: ElementType, node: XmlNode): XmlNode {
  const order = fieldsIn(type, 'request').map(([name]) => name);
  const rank = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  const children = node.children
    .map((child) => normalised(type, child))
    .filter((child) => !(type.fields[child.name]?.options.emptyIsAbsent === true && child.children.length === 0 && /^[ \t\r\n]*$/u.test(child.text)))
    .map((child) => {
      const shape = type.fields[child.name]?.shape;
      return shape?.kind === 'element' ? canonical(shape, child) : child;
    })
    .sort((a, b) => rank(a.name) - rank(b.name));
  return { ...node, children };
}
