// Example documents, as people read them.
import { parseDocument, type XmlNode } from './document.js';
import type { FunctionDeclaration, RequestOf, TemplateValues } from './functions/index.js';
import { encodeRequest, type RequestHead } from './request.js';
import { escapeXml } from './shape/escape.js';
import { isBlank } from './shape/white-space.js';

function attributesOf(node: XmlNode): string {
  return node.attributes.map(([name, value]) => ` ${name}="${escapeXml(value)}"`).join('');
}

/** A document as people read it: two spaces for each level. Text that stands beside elements is kept where it stands only if it is more than white space. */
export function formatDocument(node: XmlNode, indent = ''): string {
  const opening = `${indent}<${node.name}${attributesOf(node)}`;
  if (node.children.length === 0) {
    return node.text === '' ? `${opening}/>\n` : `${opening}>${escapeXml(node.text)}</${node.name}>\n`;
  }
  const words = isBlank(node.text) ? '' : `${indent}  ${escapeXml(node.text.trim())}\n`;
  const children = node.children.map((child) => formatDocument(child, `${indent}  `)).join('');
  return `${opening}>\n${words}${children}${indent}</${node.name}>\n`;
}

/**
 * An example request of a function: indented, valid by its schema, ready to send.
 * @param values an existing patient and values of the organisation
 */
export function requestTemplate<D extends FunctionDeclaration>(declaration: D, values: TemplateValues, head: RequestHead): string {
  // The declaration's own template gives its own request: only the general type has forgotten it.
  const parameters = declaration.template(values) as RequestOf<D>;
  return formatDocument(parseDocument(encodeRequest(declaration, head, parameters)));
}
