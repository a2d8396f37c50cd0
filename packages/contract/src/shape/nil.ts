// `xsi:nil`, which may stand on any element of a request: a generated client's way to say that there is no value (B3.4).
import type { XmlNode } from '../document.js';
import { collapse } from './white-space.js';

/** The namespaces of the prefixes that are declared on an element and around it; `undefined` for none. */
export type Scope = ReadonlyMap<string, string> | undefined;

const instanceNamespace = 'http://www.w3.org/2001/XMLSchema-instance';

export function scopeOf(node: XmlNode, outer: Scope): Scope {
  let scope = outer;
  for (const [name, value] of node.attributes) {
    if (name.startsWith('xmlns:')) scope = new Map(scope).set(name.slice(6), value);
  }
  return scope;
}

export function isNilAttribute(name: string, scope: Scope): boolean {
  return name.endsWith(':nil') && scope?.get(name.slice(0, -4)) === instanceNamespace;
}

/** What an element's `xsi:nil` says, where it has one: `says` is `undefined` where it is neither true nor false. */
export function nilOf(node: XmlNode, scope: Scope): { readonly attribute: string; readonly says: boolean | undefined } | undefined {
  for (const [attribute, value] of node.attributes) {
    if (!isNilAttribute(attribute, scope)) continue;
    const said = collapse(value);
    return { attribute, says: said === 'true' || said === '1' ? true : said === 'false' || said === '0' ? false : undefined };
  }
  return undefined;
}
