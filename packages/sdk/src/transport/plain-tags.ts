// The quick way over XML as nearly all of a reply is written: ASCII, plain tags. It knows only what has one reading, and leaves all else to the parser.
import type { ArrivingAttributes } from '@s1kit/contract';
import { beginsName, byteOf, inName, inText, inValue, kinds, unescaped } from './characters.js';

/** Is told of tags and text, in the order in which they stand. */
export interface TagHandler {
  /** The attributes are valid during the call. */
  open(name: string, attributes: ArrivingAttributes): void;
  /** Text, or a piece of it. */
  text(piece: string): void;
  close(name: string): void;
}

/** A piece of a document. */
export interface Piece {
  readonly bytes: Uint8Array;
  /** Each byte as one character: where a byte is ASCII, the character that it stands for is at the same place. */
  readonly text: string;
}

/** Where the quick way ends, and why: the piece does, or something stands there that it does not know, or the root has been closed. */
export interface Stop {
  readonly at: number;
  readonly why: 'incomplete' | 'unknown' | 'ended';
}

export interface PlainTags {
  /** Goes over a piece from a place between two tags, and stops at such a place. @param open the elements that are open there, from the root; kept up */
  run(piece: Piece, from: number, open: string[]): Stop;
}

/** In place of a place, where there is none. */
const incomplete = -1;
const unknown = -2;

/** A value that was read last of its kind, and where it stands in which piece: the next is often the same. */
interface LastValue {
  piece: number;
  from: number;
  to: number;
  /** The byte that it ended at. */
  mark: number;
  value: string;
}

/** A name that was met. */
interface KnownName {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly asAttribute: LastValue;
  readonly asElement: LastValue;
}

/** For so many names there is room; one that falls on another's place takes it. */
const places = 1_024;
/** Elements with more attributes are left to the parser: each is compared with those before it. */
const mostAttributes = 16;

function knownName(name: string): KnownName {
  const none = (): LastValue => ({ piece: 0, from: 0, to: 0, mark: 0, value: '' });
  return { name, bytes: Buffer.from(name), asAttribute: none(), asElement: none() };
}

/** Makes the quick way over one document. Its verdict, and what it tells of, are the parser's on the same bytes: where they could differ, it stops. */
export function plainTags(handler: TagHandler): PlainTags {
  const known: (KnownName | undefined)[] = Array.from({ length: places }, () => undefined);
  const stack: KnownName[] = [];
  const attributes = { count: 0, names: [''], values: [''] };
  let bytes: Uint8Array = new Uint8Array();
  let text = '';
  let end = 0;
  let piece = 0;
  /** What `nameAt` and `valueAt` give besides a place. */
  let name: KnownName | undefined;
  let value = '';

  const standsAt = (start: number, { bytes: expected }: KnownName): boolean => {
    for (let index = 0; index < expected.length; index += 1) if (bytes[start + index] !== expected[index]) return false;
    return true;
  };

  /** Reads a name. @returns the place behind it; `name` is `undefined` where none is there */
  const nameAt = (start: number): number => {
    let at = start;
    let place = 0;
    for (; at < end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (((kinds[byte] ?? 0) & inName) === 0) break;
      place = (place * 31 + byte) % places;
    }
    name = undefined;
    if (at === start || ((kinds[bytes[start] ?? 0] ?? 0) & beginsName) === 0) return at;
    name = known[place];
    if (name?.bytes.length !== at - start || !standsAt(start, name)) {
      name = knownName(text.slice(start, at));
      known[place] = name;
    }
    return at;
  };

  /** Goes on as far as the value is that which was read last. */
  const sameAs = (last: LastValue, start: number): number => {
    const length = Math.min(last.to - last.from, end - start);
    for (let index = 0; index < length; index += 1) if (bytes[start + index] !== bytes[last.from + index]) return start + index;
    return start + length;
  };

  /** Reads a value up to a mark, of bytes of a kind. @returns the place of the mark */
  const valueAt = (start: number, mark: number, kind: number, last: LastValue): number => {
    let at = start;
    if (last.piece === piece && last.mark === mark) {
      at = sameAs(last, start);
      if (at - start === last.to - last.from && bytes[at] === mark) {
        value = last.value;
        return at;
      }
    }
    let hasReferences = false;
    for (; ; at += 1) {
      if (at >= end) return incomplete;
      const byte = bytes[at] ?? 0;
      if (byte === mark) break;
      if (((kinds[byte] ?? 0) & kind) !== 0) continue;
      if (byte === byteOf.ampersand) hasReferences = true;
      // Two of them may begin what may not stand in text.
      else if (byte !== byteOf.closingBracket || bytes[at - 1] === byteOf.closingBracket) return unknown;
    }
    const raw = text.slice(start, at);
    if (hasReferences) {
      const replaced = unescaped(raw);
      if (replaced === undefined) return unknown;
      value = replaced;
      return at;
    }
    value = raw;
    last.piece = piece;
    last.from = start;
    last.to = at;
    last.mark = mark;
    last.value = raw;
    return at;
  };

  /** Reads an attribute behind the space before it. @returns the place behind it */
  const attributeAt = (start: number): number => {
    const behindName = nameAt(start);
    if (behindName + 1 >= end) return incomplete;
    const mark = bytes[behindName + 1] ?? 0;
    const { count, names, values } = attributes;
    if (name === undefined || bytes[behindName] !== byteOf.equals || count === mostAttributes) return unknown;
    if (mark !== byteOf.doubleQuote && mark !== byteOf.singleQuote) return unknown;
    for (let index = 0; index < count; index += 1) if (names[index] === name.name) return unknown;
    names[count] = name.name;
    const at = valueAt(behindName + 2, mark, inValue, name.asAttribute);
    if (at < 0) return at;
    values[count] = value;
    attributes.count = count + 1;
    return at + 1;
  };

  const openingAt = (start: number): number => {
    let at = nameAt(start + 1);
    const element = name;
    attributes.count = 0;
    while (at < end && bytes[at] === byteOf.space) {
      at = attributeAt(at + 1);
      if (at < 0) return at;
    }
    const isEmpty = bytes[at] === byteOf.slash;
    const last = isEmpty ? at + 1 : at;
    if (last >= end) return incomplete;
    if (element === undefined || bytes[last] !== byteOf.greaterThan) return unknown;
    stack.push(element);
    handler.open(element.name, attributes);
    if (!isEmpty) return last + 1;
    stack.pop();
    handler.close(element.name);
    return last + 1;
  };

  const closingAt = (start: number, element: KnownName): number => {
    const length = element.bytes.length;
    const from = start + 2;
    for (let index = 0; index < length; index += 1) {
      if (from + index >= end) return incomplete;
      if (bytes[from + index] !== element.bytes[index]) return unknown;
    }
    if (from + length >= end) return incomplete;
    if (bytes[from + length] !== byteOf.greaterThan) return unknown;
    stack.pop();
    handler.close(element.name);
    return from + length + 1;
  };

  const textAt = (start: number, element: KnownName): number => {
    const at = valueAt(start, byteOf.lessThan, inText, element.asElement);
    if (at > start) handler.text(value);
    return at;
  };

  /** Takes a tag, or the text up to the next one. @returns the place behind it */
  const take = (at: number, element: KnownName): number => {
    if (at >= end) return incomplete;
    if (bytes[at] !== byteOf.lessThan) return textAt(at, element);
    if (at + 1 >= end) return incomplete;
    return bytes[at + 1] === byteOf.slash ? closingAt(at, element) : openingAt(at);
  };

  return {
    run: (given, from, open) => {
      ({ bytes, text } = given);
      end = bytes.length;
      piece += 1;
      stack.length = 0;
      for (const each of open) stack.push(knownName(each));
      let at = from;
      let next = from;
      for (let element = stack.at(-1); element !== undefined && next >= 0; element = stack.at(-1)) {
        next = take(at, element);
        if (next >= 0) at = next;
      }
      open.length = 0;
      for (const each of stack) open.push(each.name);
      return { at, why: next === incomplete ? 'incomplete' : next === unknown ? 'unknown' : 'ended' };
    },
  };
}
