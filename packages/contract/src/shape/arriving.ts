// An element decoded while it arrives, tag by tag, without nodes between: the verdict is that of `decodeElement` on the same element.
import type { XmlNode } from '../document.js';
import { countsAsAbsent, decodeChild, decodeSimple, type Judgement, judgeAttribute, judgePlainAttributes, judgeText, refuse, shown } from './decode.js';
import { type ChildPlan, type ElementPlan, expectedNames, type SimplePlan } from './decode-plan.js';
import { isNilAttribute, type Scope, scopeOf } from './nil.js';
import { isBlank } from './white-space.js';

/** The attributes of an opening tag: so many of the names and values count. Who gives them may use the same lists for the next tag. */
export interface ArrivingAttributes {
  readonly count: number;
  readonly names: readonly string[];
  readonly values: readonly string[];
}

export interface ArrivingElement {
  /** An opening tag. The first one is that of the element itself. */
  open(name: string, attributes: ArrivingAttributes): void;
  /** Text, or a piece of it. */
  text(piece: string): void;
  /** A closing tag. */
  close(): void;
  /** Whether the element itself has been closed. */
  ended(): boolean;
  /** What has been decoded so far of the element. */
  value(): Readonly<Record<string, unknown>>;
}

export interface ArrivingOptions {
  /** Values of these children are handed over as they are complete, in place of being gathered. Returns whether it took the value. */
  readonly items?: { readonly child: ChildPlan; take(value: unknown): boolean };
  /** Is told of every element that the declaration does not know, with all below it. Those names are in the judgement's `unknown` too. */
  readonly onUnknown?: (path: string, node: XmlNode) => void;
}

interface Tree {
  readonly name: string;
  readonly attributes: XmlNode['attributes'];
  readonly children: Tree[];
  text: string;
}

/** An open element. One stands for every level, and serves for whatever opens there next. */
interface Frame {
  readonly parent: Frame | undefined;
  name: string;
  /** How many of that name came before it. */
  index: number;
  child: ChildPlan | undefined;
  plan: ElementPlan | undefined;
  value: Record<string, unknown>;
  scope: Scope;
  /** Set where the element, with all below it, is kept as it is: unknown ones, and those that may be nil. */
  tree: Tree | undefined;
  text: string;
}

const noValue: Record<string, unknown> = {};

function pathOf({ name, index, parent }: Frame): string {
  const step = index === 0 ? `/${name}` : `/${name}[${index + 1}]`;
  return parent === undefined ? step : pathOf(parent) + step;
}

function treeOf(name: string, attributes: ArrivingAttributes): Tree {
  return { name, attributes: pairsOf(attributes), children: [], text: '' };
}

function pairsOf({ count, names, values }: ArrivingAttributes): [name: string, value: string][] {
  return Array.from({ length: count }, (_, index) => [names[index] ?? '', values[index] ?? '']);
}

/** The value of what is written as it should be, without working out a path for a message: nearly all that arrives. */
function quickly({ type, list }: SimplePlan, raw: string): unknown {
  return list !== undefined || type.maxLength !== undefined || type.base === 'xs:token' ? undefined : type.parse(raw);
}

/**
 * Decodes an element by its plan while it arrives. Elements that clients misplace are for requests alone, and are not moved.
 * @throws {Refusal} from `open`, `text` and `close`: SchemaInvalid with the element's path and the rule
 */
export function arrivingElement(plan: ElementPlan, judgement: Judgement, { items, onUnknown }: ArrivingOptions = {}): ArrivingElement {
  const whole: Record<string, unknown> = {};
  const frames: Frame[] = [];
  let level = 0;
  let current: Frame | undefined;
  let handedOver = 0;
  let done = false;

  /** Opens the next level. */
  const enter = (name: string): Frame => {
    const frame = frames[level] ?? {
      parent: current,
      name,
      index: 0,
      child: undefined,
      plan: undefined,
      value: noValue,
      scope: undefined,
      tree: undefined,
      text: '',
    };
    frames[level] = frame;
    level += 1;
    frame.name = name;
    frame.text = '';
    current = frame;
    return frame;
  };

  const enterTree = (name: string, tree: Tree): void => {
    const frame = enter(name);
    frame.index = 0;
    frame.child = undefined;
    frame.plan = undefined;
    frame.scope = undefined;
    frame.tree = tree;
  };

  const indexOf = (parent: Frame, child: ChildPlan): number => {
    if (child === items?.child && handedOver > 0) return handedOver;
    const already = parent.value[child.name];
    return Array.isArray(already) ? already.length : 0;
  };

  /** Takes the attributes of nearly every element. @returns false where one of them needs more than a look */
  const takeQuickly = (value: Record<string, unknown>, known: ElementPlan | undefined, attributes: ArrivingAttributes): boolean => {
    const { count, names, values } = attributes;
    for (let index = 0; index < count; index += 1) {
      const name = names[index] ?? '';
      const simple = known?.attributes.get(name);
      const taken = simple === undefined ? undefined : quickly(simple, values[index] ?? '');
      if (taken === undefined) return false;
      value[name] = taken;
    }
    return true;
  };

  /** Takes the attributes of an element that has a plan, and judges those that the plan does not know. */
  const takeSlowly = (frame: Frame, known: ElementPlan, attributes: ArrivingAttributes): void => {
    for (const [name, raw] of pairsOf(attributes)) {
      const simple = known.attributes.get(name);
      if (simple !== undefined) frame.value[name] = decodeSimple(simple, raw, `attribute ${name}`, pathOf(frame), judgement);
      else judgeAttribute(name, raw, frame, frame.scope, pathOf(frame), expectedNames([...known.attributes.keys()]), judgement);
    }
  };

  const openKnown = (
    parent: Frame | undefined,
    child: ChildPlan | undefined,
    element: ElementPlan | undefined,
    name: string,
    attributes: ArrivingAttributes,
  ): void => {
    const outer = parent?.scope;
    const index = parent === undefined || child === undefined || !child.repeats ? 0 : indexOf(parent, child);
    const value = parent === undefined ? whole : element === undefined ? noValue : {};
    const isQuick = takeQuickly(value, element, attributes);
    const scope = isQuick ? outer : scopeOf(treeOf(name, attributes), outer);
    const isKept = !isQuick && child !== undefined && attributes.names.slice(0, attributes.count).some((each) => isNilAttribute(each, scope));
    const frame = enter(name);
    frame.index = index;
    frame.child = child;
    frame.plan = element;
    frame.value = value;
    frame.scope = scope;
    frame.tree = isKept ? treeOf(name, attributes) : undefined;
    if (isKept) return;
    if (element === undefined) {
      if (!isQuick) judgePlainAttributes(treeOf(name, attributes), outer, pathOf(frame), judgement);
      return;
    }
    if (!isQuick) takeSlowly(frame, element, attributes);
    for (const required of element.requiredAttributes) if (value[required] === undefined) refuse(pathOf(frame), `attribute ${required} is missing.`);
  };

  const openUnknown = (parent: Frame, name: string, attributes: ArrivingAttributes, expected: string): void => {
    if (judgement.unknown === undefined) refuse(pathOf(parent), `element ${shown(name)} is not allowed here; ${expected}.`);
    enterTree(name, treeOf(name, attributes));
  };

  const openInTree = (tree: Tree, name: string, attributes: ArrivingAttributes): void => {
    const below = treeOf(name, attributes);
    tree.children.push(below);
    enterTree(name, below);
  };

  const openChild = (parent: Frame, element: ElementPlan, name: string, attributes: ArrivingAttributes): void => {
    if (element.text !== undefined) refuse(pathOf(parent), `element ${shown(name)} is not allowed here; the element holds text only.`);
    const child = element.byName.get(name);
    if (child !== undefined) openKnown(parent, child, child.element, name, attributes);
    else openUnknown(parent, name, attributes, `expected ${expectedNames(element.children.map((each) => each.name))}`);
  };

  const open = (name: string, attributes: ArrivingAttributes): void => {
    const parent = current;
    if (parent === undefined) openKnown(undefined, undefined, plan, name, attributes);
    else if (parent.tree !== undefined) openInTree(parent.tree, name, attributes);
    else if (parent.plan !== undefined) openChild(parent, parent.plan, name, attributes);
    else openUnknown(parent, name, attributes, `the element holds ${parent.child?.simple === undefined ? 'nothing' : 'text only'}`);
  };

  const attach = (parent: Frame, child: ChildPlan, frame: Frame, value: unknown): void => {
    if (child === items?.child && items.take(value)) {
      handedOver += 1;
      return;
    }
    const already = parent.value[child.name];
    if (child.repeats) {
      if (Array.isArray(already)) already.push(value);
      else parent.value[child.name] = [value];
      return;
    }
    if (already !== undefined) refuse(pathOf(frame), 'the element stands more than once.');
    parent.value[child.name] = value;
  };

  const closeTree = (frame: Frame, parent: Frame, tree: Tree): void => {
    tree.text = frame.text;
    if (parent.tree !== undefined) return;
    const { child } = frame;
    if (child === undefined) {
      const path = `${pathOf(parent)}/${shown(frame.name)}`;
      judgement.unknown?.push(path);
      onUnknown?.(path, tree);
      return;
    }
    const path = pathOf(frame);
    if (!countsAsAbsent(child, tree, path, parent.scope, judgement)) attach(parent, child, frame, decodeChild(child, tree, path, parent.scope, judgement));
  };

  const closePlanned = (frame: Frame, element: ElementPlan): void => {
    if (element.text !== undefined) {
      frame.value[element.text.name] = quickly(element.text, frame.text) ?? decodeSimple(element.text, frame.text, 'the text', pathOf(frame), judgement);
      return;
    }
    if (frame.text !== '') judgeText(element, frame.text, pathOf(frame));
    for (const name of element.requiredChildren) if (frame.value[name] === undefined) refuse(pathOf(frame), `element ${name} is missing.`);
  };

  const closeSimple = (frame: Frame, { simple }: ChildPlan): unknown => {
    if (simple !== undefined) return quickly(simple, frame.text) ?? decodeSimple(simple, frame.text, 'the text', pathOf(frame), judgement);
    if (!isBlank(frame.text)) refuse(pathOf(frame), 'the element must be empty: its presence is its value.');
    return true;
  };

  const close = (): void => {
    const frame = current;
    if (frame === undefined) return;
    const { parent, child } = frame;
    current = parent;
    level -= 1;
    if (parent === undefined) {
      done = true;
      closePlanned(frame, plan);
    } else if (frame.tree !== undefined) closeTree(frame, parent, frame.tree);
    else if (child?.element !== undefined) {
      closePlanned(frame, child.element);
      attach(parent, child, frame, frame.value);
    } else if (child !== undefined && !(child.emptyIsAbsent && isBlank(frame.text))) attach(parent, child, frame, closeSimple(frame, child));
  };

  return {
    open,
    text: (piece) => {
      if (current !== undefined) current.text += piece;
    },
    close,
    ended: () => done,
    value: () => whole,
  };
}
