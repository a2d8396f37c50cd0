// From a parsed element to a typed value, with the verdict that the schema gives on the same element put in order (B3.4, B3.5).
import type { XmlNode } from '../document.js';
import { Refusal } from '../errors.js';
import { type ChildPlan, type ElementPlan, expectedNames, type SimplePlan } from './decode-plan.js';
import { isNilAttribute, nilOf, type Scope, scopeOf } from './nil.js';
import type { OrganisationLists } from './simple.js';
import { collapse, isBlank } from './white-space.js';

/** A leniency that a request needed. `path` names the element, never its value. */
export interface Deviation {
  /** `alias`: another spelling. `order`: another order. `place`: a misplaced element. `empty` or `nil`: an element taken as absent. `version`: `1` for `1.0`. */
  readonly kind: 'alias' | 'order' | 'place' | 'empty' | 'nil' | 'version';
  readonly path: string;
}

/** How a document is judged, and what was noted on the way. */
export interface Judgement {
  /** The organisation's lists; `undefined` where values of lists are plain text. */
  readonly lists: OrganisationLists | undefined;
  /** Refuses aliases and other orders (B3.5). */
  readonly strict: boolean;
  readonly deviations: Deviation[];
  /** Where unknown elements and attributes are noted, and elements with a value that is not of their list; `undefined` where they are refused. */
  readonly unknown: string[] | undefined;
}

export function refuse(path: string, message: string): never {
  throw new Refusal('SchemaInvalid', `${path}: ${message}`, path);
}

function note(judgement: Judgement, kind: Deviation['kind'], path: string, refusal: string): void {
  if (judgement.strict) refuse(path, `${refusal} (refused, since the environment is strict).`);
  judgement.deviations.push({ kind, path });
}

/** A name for a message: names are the sender's, so they are cut and kept to what names usually are. */
export function shown(name: string): string {
  const plain = name.replace(/[^\w.:-]/gu, '?');
  return plain.length > 60 ? `${plain.slice(0, 60)}…` : plain;
}

/**
 * Whether `xsi:nil` says that an element has no value.
 * @throws {Refusal} SchemaInvalid, where it says something else, or the element has content all the same
 */
export function isNil(node: XmlNode, outer: Scope, path: string): boolean {
  const nil = nilOf(node, scopeOf(node, outer));
  if (nil === undefined || nil.says === false) return false;
  if (nil.says === undefined) refuse(path, `attribute ${nil.attribute} must be true or false.`);
  if (node.children.length > 0 || node.text !== '') refuse(path, `the element is nil, so it must be empty.`);
  return true;
}

/** Checks the attributes that no declaration knows: declarations of prefixes and `nil` may stand anywhere. */
export function judgeAttribute(
  name: string,
  value: string,
  node: Pick<XmlNode, 'name'>,
  scope: Scope,
  path: string,
  expected: string,
  judgement: Judgement,
): void {
  if (name.startsWith('xmlns:')) return;
  if (name === 'xmlns') {
    if (value !== '') refuse(path, 'a default namespace is not allowed; the messages have no namespace.');
    return;
  }
  if (isNilAttribute(name, scope)) return;
  if (judgement.unknown !== undefined) {
    judgement.unknown.push(`${path}/@${shown(name)}`);
    return;
  }
  const hint = name.startsWith('xsi:') && !scope?.has('xsi') ? '; its prefix is not declared' : `; expected ${expected}`;
  refuse(path, `attribute ${shown(name)} is not allowed here on ${shown(node.name)}${hint}.`);
}

export function judgePlainAttributes(node: XmlNode, outer: Scope, path: string, judgement: Judgement): void {
  if (node.attributes.length === 0) return;
  const scope = scopeOf(node, outer);
  for (const [name, value] of node.attributes) judgeAttribute(name, value, node, scope, path, 'none', judgement);
}

export function decodeSimple(plan: SimplePlan, raw: string, what: string, path: string, judgement: Judgement): unknown {
  const value = plan.collapses ? collapse(raw) : raw;
  if (plan.list !== undefined && judgement.lists !== undefined) {
    const list = judgement.lists[plan.list];
    if (list.length > 0 && !list.includes(value)) refuse(path, `${what} is not in the organisation's list ${plan.type.name}.`);
  }
  if (plan.type.maxLength !== undefined && [...value].length > plan.type.maxLength) refuse(path, `${what} is longer than ${plan.type.maxLength} characters.`);
  const parsed: unknown = plan.type.parse(value);
  // Enumerations grow: who reports what it does not know takes another value as it is. No form is required of it but that it is text.
  if (parsed === undefined && plan.type.values !== undefined && judgement.unknown !== undefined) {
    judgement.unknown.push(path);
    return value;
  }
  if (parsed === undefined) refuse(path, `${what} is not of type ${plan.type.name}; expected ${plan.expected}.`);
  return parsed;
}

export function decodeChild(child: ChildPlan, node: XmlNode, path: string, scope: Scope, judgement: Judgement): unknown {
  if (child.element !== undefined) return decodeElement(child.element, node, path, scope, judgement);
  judgePlainAttributes(node, scope, path, judgement);
  const [inner] = node.children;
  if (inner !== undefined) {
    if (judgement.unknown === undefined)
      refuse(path, `element ${shown(inner.name)} is not allowed here; the element holds ${child.simple === undefined ? 'nothing' : 'text only'}.`);
    judgement.unknown.push(...node.children.map((each) => `${path}/${shown(each.name)}`));
  }
  if (child.simple !== undefined) return decodeSimple(child.simple, node.text, 'the text', path, judgement);
  if (!isBlank(node.text)) refuse(path, 'the element must be empty: its presence is its value.');
  return true;
}

/** Moves misplaced elements into the child that they belong in, which is made if it is missing (B3.5). */
function inPlace(plan: ElementPlan, node: XmlNode, path: string, judgement: Judgement): readonly XmlNode[] {
  const { moves } = plan;
  if (moves === undefined || !node.children.some(({ name }) => moves.has(name))) return node.children;
  const kept = node.children.filter(({ name }) => !moves.has(name));
  const moved = new Map<string, XmlNode[]>();
  for (const misplaced of node.children) {
    const home = moves.get(misplaced.name);
    if (home === undefined) continue;
    note(judgement, 'place', `${path}/${misplaced.name}`, `element ${misplaced.name} belongs in ${home}`);
    const others = moved.get(home);
    if (others === undefined) moved.set(home, [misplaced]);
    else others.push(misplaced);
  }
  for (const [home, added] of moved) {
    const at = kept.findIndex(({ name }) => name === home);
    const found = kept[at];
    if (found === undefined) kept.push({ name: home, attributes: [], children: added, text: '' });
    else kept[at] = { ...found, children: [...found.children, ...added] };
  }
  return kept;
}

/** Whether a child counts as absent, being nil or empty. A nil element that must be there counts as empty instead. */
export function countsAsAbsent(child: ChildPlan, node: XmlNode, path: string, scope: Scope, judgement: Judgement): boolean {
  if (node.attributes.length > 0 && isNil(node, scope, path)) {
    judgement.deviations.push({ kind: 'nil', path });
    return !child.required;
  }
  if (child.emptyIsAbsent && node.children.length === 0 && isBlank(node.text)) {
    note(judgement, 'empty', path, `element ${child.name} is empty`);
    return true;
  }
  return false;
}

/**
 * Decodes an element by its plan.
 * @throws {Refusal} SchemaInvalid with the element's path and the rule
 */
export function decodeElement(plan: ElementPlan, node: XmlNode, path: string, outer: Scope, judgement: Judgement): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  const scope = node.attributes.length === 0 ? outer : scopeOf(node, outer);
  decodeAttributes(plan, node, path, scope, judgement, value);
  if (plan.text !== undefined) {
    const [inner] = node.children;
    if (inner !== undefined) refuse(path, `element ${shown(inner.name)} is not allowed here; the element holds text only.`);
    value[plan.text.name] = decodeSimple(plan.text, node.text, 'the text', path, judgement);
    return value;
  }
  if (node.text !== '') judgeText(plan, node.text, path);
  decodeChildren(plan, node, path, scope, judgement, value);
  return value;
}

export function judgeText(plan: ElementPlan, text: string, path: string): void {
  if (!isBlank(text)) refuse(path, 'text is not allowed here; the element holds elements only.');
  // As the schema has it: an element of attributes alone is quite empty.
  if (plan.children.length === 0 && plan.attributes.size > 0) refuse(path, 'white space is not allowed here; the element must be empty.');
}

function decodeAttributes(plan: ElementPlan, node: XmlNode, path: string, scope: Scope, judgement: Judgement, value: Record<string, unknown>): void {
  for (const [name, raw] of node.attributes) {
    const known = plan.attributes.get(name);
    if (known === undefined) judgeAttribute(name, raw, node, scope, path, expectedNames([...plan.attributes.keys()]), judgement);
    else value[name] = decodeSimple(known, raw, `attribute ${name}`, path, judgement);
  }
  for (const name of plan.requiredAttributes) {
    if (value[name] === undefined) refuse(path, `attribute ${name} is missing.`);
  }
}

function decodeChildren(plan: ElementPlan, node: XmlNode, path: string, scope: Scope, judgement: Judgement, value: Record<string, unknown>): void {
  let last = -1;
  let inOrder = true;
  for (const each of inPlace(plan, node, path, judgement)) {
    const child = plan.byName.get(each.name);
    if (child === undefined) {
      const expected = plan.children.length === 0 ? 'none' : expectedNames(plan.children.map(({ name }) => name));
      if (judgement.unknown === undefined) refuse(path, `element ${shown(each.name)} is not allowed here; expected ${expected}.`);
      judgement.unknown.push(`${path}/${shown(each.name)}`);
      continue;
    }
    const already = value[child.name];
    // What repeats is an array, made below.
    const count = Array.isArray(already) ? already.length : 0;
    const childPath = count === 0 ? `${path}/${each.name}` : `${path}/${each.name}[${count + 1}]`;
    if (each.name !== child.name) note(judgement, 'alias', childPath, `element ${each.name} must be spelled ${child.name}`);
    if (child.index < last) inOrder = false;
    else last = child.index;
    if (countsAsAbsent(child, each, childPath, scope, judgement)) continue;
    const decoded = decodeChild(child, each, childPath, scope, judgement);
    if (child.repeats) {
      if (Array.isArray(already)) already.push(decoded);
      else value[child.name] = [decoded];
    } else {
      if (already !== undefined) refuse(childPath, 'the element stands more than once.');
      value[child.name] = decoded;
    }
  }
  if (!inOrder) note(judgement, 'order', path, 'the elements stand in another order than that of the schema');
  for (const name of plan.requiredChildren) {
    if (value[name] === undefined) refuse(path, `element ${name} is missing.`);
  }
}
