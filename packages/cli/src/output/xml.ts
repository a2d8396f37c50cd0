// A document laid out for people: one element a line, indented.
import { parseDocument, type XmlNode } from '@s1kit/contract';
import { withReferences } from './visible.js';

/**
 * Lays a document out over lines. What is not well-formed is given back as it is.
 * @example formatXml('<a><b>1</b></a>') === '<a>\n  <b>1</b>\n</a>'
 */
export function formatXml(document: string): string {
  try {
    return lines(parseDocument(document, { levels: 1_000, attributes: 10_000 }), '').join('\n');
  } catch {
    return document;
  }
}

function lines(node: XmlNode, indent: string): readonly string[] {
  const attributes = node.attributes.map(([name, value]) => ` ${name}="${escaped(value).replaceAll('"', '&quot;')}"`).join('');
  const start = `${indent}<${node.name}${attributes}`;
  if (node.children.length > 0) return [`${start}>`, ...node.children.flatMap((child) => lines(child, `${indent}  `)), `${indent}</${node.name}>`];
  return [node.text === '' ? `${start} />` : `${start}>${escaped(node.text)}</${node.name}>`];
}

/** Line breaks stay character references, as they came: a line of the output is an element. So does what a terminal would act on. */
function escaped(text: string): string {
  return withReferences(text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'));
}
