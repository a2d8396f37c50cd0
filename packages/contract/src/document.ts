// From the text of a document to light nodes, in one pass (B2.9, B2.10), and back.
import { SaxesParser } from 'saxes';
import { Refusal } from './errors.js';
import { type DocumentLimits, documentLimits } from './limits.js';
import { escapeXml } from './shape/escape.js';

/** An element of a document. Comments and processing instructions are left out. */
export interface XmlNode {
  /** As written, with its prefix if it has one. */
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly children: readonly XmlNode[];
  /** All text that stands directly in the element, joined. */
  readonly text: string;
}

interface OpenNode {
  name: string;
  attributes: XmlNode['attributes'];
  children: XmlNode[];
  text: string;
}

/** What went wrong, without what stood there: after a colon the parser quotes the document. */
function ruleOf(message: string): string {
  const withoutPlace = message.replace(/^(?:undefined:)?\d+:\d+: /u, '');
  return (withoutPlace.split(':')[0] ?? '').replace(/\.$/u, '');
}

const noAttributes: XmlNode['attributes'] = [];
/** Of every element until its first child comes, which most never see: an array for each would be a third of the memory that small elements take. */
const noChildren: XmlNode[] = [];

function attributesOf(found: Readonly<Record<string, string>>, limits: DocumentLimits): XmlNode['attributes'] {
  const names = Object.keys(found);
  if (names.length === 0) return noAttributes;
  if (names.length > limits.attributes) throw new Refusal('LimitExceeded', `An element has more than ${limits.attributes} attributes.`);
  return names.map((name) => [name, found[name] ?? '']);
}

/**
 * Parses a document that has been decoded to text; what its prolog says of an encoding no longer matters.
 * No entity but XML's five and character references is expanded, and nothing is ever opened.
 * @returns the root element
 * @throws {Refusal} NotWellFormed with line and column, DocumentTypeRefused, LimitExceeded
 */
export function parseDocument(text: string, limits: DocumentLimits = documentLimits): XmlNode {
  if (/\p{Surrogate}/u.test(text)) throw new Refusal('NotWellFormed', 'The document is not well-formed XML: it holds half a character. Check its encoding.');
  // At most six handlers: with two more the engine keeps the parser's fields in a slower form, and parsing takes seven times as long.
  const parser = new SaxesParser({ xmlns: false, defaultXMLVersion: '1.0', forceXMLVersion: true });
  const open: OpenNode[] = [];
  let root: OpenNode | undefined;
  let current: OpenNode | undefined;

  parser.on('error', (error) => {
    throw new Refusal('NotWellFormed', `The document is not well-formed XML: ${ruleOf(error.message)}, at line ${parser.line}, column ${parser.column}.`);
  });
  parser.on('doctype', () => {
    throw new Refusal('DocumentTypeRefused', 'The document has a document type declaration. Send it without one.');
  });
  parser.on('opentag', (tag) => {
    if (open.length >= limits.levels) throw new Refusal('LimitExceeded', `Elements stand more than ${limits.levels} levels deep.`);
    const node: OpenNode = { name: tag.name, attributes: attributesOf(tag.attributes, limits), children: noChildren, text: '' };
    if (current === undefined) root = node;
    else if (current.children === noChildren) current.children = [node];
    else current.children.push(node);
    open.push(node);
    current = node;
  });
  const take = (piece: string): void => {
    if (current !== undefined) current.text += piece;
  };
  parser.on('text', take);
  parser.on('cdata', take);
  parser.on('closetag', () => {
    open.pop();
    current = open[open.length - 1];
  });

  parser.write(text.replace(/^\uFEFF?[ \t\r\n]+/u, '')).close();
  // The parser refuses a document without a root; this is for the type.
  if (root === undefined) throw new Refusal('NotWellFormed', 'The document is not well-formed XML: it has no root element.');
  return root;
}

/** The first child of that name. */
export function childOf(node: XmlNode, name: string): XmlNode | undefined {
  return node.children.find((child) => child.name === name);
}

/**
 * The text of a document: one line of ASCII. An element's own text stands before its children: the schema does not ask where.
 * @example documentText({ name: 'A', attributes: [['b', '<']], children: [], text: '' }) // '<A b="&lt;"/>'
 */
export function documentText(node: XmlNode): string {
  const attributes = node.attributes.map(([name, value]) => ` ${name}="${escapeXml(value)}"`).join('');
  const content = escapeXml(node.text) + node.children.map(documentText).join('');
  return content === '' ? `<${node.name}${attributes}/>` : `<${node.name}${attributes}>${content}</${node.name}>`;
}
