// A request as its schema wants it: the form on which the schema's verdict is that of the decoder (B3.5).
import type { XmlNode } from './document.js';
import { requestEnvelope } from './envelope.js';
import type { FunctionDeclaration } from './functions/index.js';
import { cardinalityIn, type ElementType, type Field, fieldsIn } from './shape/element.js';
import { nilOf, type Scope, scopeOf } from './shape/nil.js';
import { oncePer } from './shape/once.js';
import { isBlank } from './shape/white-space.js';

interface Standing {
  /** The schema's own spelling. */
  readonly name: string;
  readonly rank: number;
  readonly field: Field;
}

/** Where the children of an element stand in its schema, by every spelling. */
const standingsOf = oncePer((type: ElementType): ReadonlyMap<string, Standing> => {
  const all = fieldsIn(type, 'request').map(([name, field], rank): Standing => ({ name, rank, field }));
  return new Map(all.flatMap((standing) => [standing.name, ...(standing.field.options.aliases ?? [])].map((spelling) => [spelling, standing])));
});

const envelopeOf = oncePer(requestEnvelope);

/** Whether an element is nil, and rightly so. */
function isNilAndEmpty(node: XmlNode, scope: Scope): boolean {
  return node.children.length === 0 && node.text === '' && nilOf(node, scopeOf(node, scope))?.says === true;
}

/** An element without an `xsi:nil` that says what holds anyway. */
function withoutNil(node: XmlNode, scope: Scope): XmlNode {
  if (node.attributes.length === 0) return node;
  const nil = nilOf(node, scopeOf(node, scope));
  return nil !== undefined && (nil.says === false || isNilAndEmpty(node, scope)) ? without(node, nil.attribute) : node;
}

/** Whether a child counts as absent: an empty one where that is agreed, a nil one where it may be missing. */
function countsAsAbsent({ field }: Standing, node: XmlNode, scope: Scope): boolean {
  const cardinality = cardinalityIn(field, 'request');
  if (cardinality !== 'one' && cardinality !== 'some' && isNilAndEmpty(node, scope)) return true;
  return field.options.emptyIsAbsent === true && node.children.length === 0 && isBlank(node.text);
}

function without(node: XmlNode, attribute: string): XmlNode {
  return { ...node, attributes: node.attributes.filter(([name]) => name !== attribute) };
}

function canonical(type: ElementType, node: XmlNode, outer: Scope): XmlNode {
  if (node.children.length === 0) return node;
  const standings = standingsOf(type);
  const scope = scopeOf(node, outer);
  const placed = node.children.flatMap((child): readonly { readonly rank: number; readonly node: XmlNode }[] => {
    const standing = standings.get(child.name);
    if (standing === undefined) return [{ rank: standings.size, node: child }];
    if (countsAsAbsent(standing, child, scope)) return [];
    const { name, rank, field } = standing;
    const left = withoutNil(child, scope);
    const named = name === left.name ? left : { ...left, name };
    return [{ rank, node: field.shape.kind === 'element' ? canonical(field.shape, named, scope) : named }];
  });
  return { ...node, children: placed.sort((a, b) => a.rank - b.rank).map((each) => each.node) };
}

/**
 * A request with its elements in the order of its schema, its aliases spelled as the schema does, and without the empty and nil elements that count as absent;
 * what the schema does not know comes last.
 * @param root the whole request
 * @example documentText(canonicalRequest(getDiary, parseDocument(document)))
 */
export function canonicalRequest(declaration: FunctionDeclaration, root: XmlNode): XmlNode {
  return canonical(envelopeOf(declaration), withoutNil(root, undefined), undefined);
}
