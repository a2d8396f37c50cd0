// Finds the end of a document's root element in ASCII-compatible bytes, as they come: a tokenizer that knows just enough of XML for that,
// and refuses at once what can never become well-formed (WIRE-FORMAT §1.2, B2.9). The server's parser remains the judge of the rest.
import type { DocumentProblem } from '@s1kit/link';
import {
  AMPERSAND,
  APOSTROPHE,
  BANG,
  CLOSE_BRACKET,
  DASH,
  EQUALS,
  GT,
  kinds,
  LT,
  NAME,
  NAME_START,
  NUL,
  OPEN_BRACKET,
  QUESTION,
  QUOTE,
  SLASH,
  SPACE,
} from './characters.js';
import { at } from './scan-states.js';

export interface ScanLimits {
  readonly levels: number;
  readonly attributes: number;
  readonly parts: number;
}

export interface Scanner {
  /**
   * Reads on.
   * @returns the offset just past the root element's end, or that of an aside; -1: then either more is needed or `problem` says what is wrong
   */
  scan(bytes: Uint8Array): number;
  /** Whether what has been read is an aside: no declaration and no element was in it. */
  readonly isAside: boolean;
  readonly problem: DocumentProblem | undefined;
}

const latin1 = (bytes: Uint8Array, from: number, to: number): string => Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('latin1');

function ampersandsIn(bytes: Uint8Array): number {
  let count = 0;
  for (let found = bytes.indexOf(AMPERSAND); found !== -1; found = bytes.indexOf(AMPERSAND, found + 1)) count += 1;
  return count;
}

/**
 * A scanner for one document, or for an aside: a comment or processing instruction that stands between two. It forgets nothing and reads no byte twice.
 * @param place `first`: what stands before the root element belongs to the document. `behind`: a comment or instruction may still belong to the document
 *   before, and each ends the scan as an aside, until an XML declaration or the root element begins.
 */
export function createScanner(limits: ScanLimits, place: 'first' | 'behind'): Scanner {
  const open: string[] = [];
  let state: number = at.outside;
  let isAside = place === 'behind';
  let problem: DocumentProblem | undefined;
  /** Bytes of earlier calls. */
  let passed = 0;
  /** The part of a name that earlier calls have seen. */
  let carried = '';
  /** The name, or keyword, that must follow, and how much of it has. */
  let expected = '';
  let matched = 0;
  let quote = 0;
  let attributes = 0;
  /** Of elements that were scanned before. */
  let earlierAttributes = 0;
  let markups = 0;
  let references = 0;

  const fail = (offset: number, what: string): -1 => {
    problem = { kind: 'notWellFormed', message: `Byte ${passed + offset + 1}: ${what}` };
    return -1;
  };
  const exceed = (limit: string, message: string): -1 => {
    problem = { kind: 'limit', limit, message };
    return -1;
  };
  const outOfMarkup = (): number => (open.length === 0 ? at.outside : at.content);

  function scan(bytes: Uint8Array): number {
    if (problem !== undefined) return -1;
    const result = step(bytes);
    passed += bytes.length;
    references += ampersandsIn(result === -1 ? bytes : bytes.subarray(0, result));
    if (problem === undefined && markups + earlierAttributes + attributes + references > limits.parts)
      return exceed('parts', `The document has more than ${limits.parts} tags, attributes, comments and references.`);
    return result;
  }

  function step(bytes: Uint8Array): number {
    const { length } = bytes;
    /** Looked for once, where it is first asked for: many asides may share one chunk. */
    let nul: number | undefined;
    let from = 0;
    for (let i = 0; i < length; i += 1) {
      const byte = bytes[i] ?? NUL;
      const kind = kinds[byte] ?? 0;
      switch (state) {
        case at.outside:
          if (byte === LT) state = at.markup;
          else if (kind !== SPACE) return fail(i, 'there is text before the root element.');
          break;
        case at.content: {
          nul ??= bytes.indexOf(NUL, i);
          const next = byte === LT ? i : bytes.indexOf(LT, i);
          if (nul !== -1 && (next === -1 || nul < next)) return fail(nul, 'a NUL is no character of XML.');
          if (next === -1) return -1;
          i = next;
          state = at.markup;
          break;
        }
        case at.markup:
          markups += 1;
          if (byte === SLASH) {
            const name = open[open.length - 1];
            if (name === undefined) return fail(i, 'an end tag stands before the root element.');
            expected = name;
            matched = 0;
            state = at.endName;
          } else if (byte === BANG) state = at.declaration;
          else if (byte === QUESTION) state = at.targetStart;
          else if ((kind & NAME_START) !== 0) {
            carried = '';
            from = i;
            earlierAttributes += attributes;
            attributes = 0;
            isAside = false;
            state = at.startName;
          } else return fail(i, 'after < there must be a name, /, ? or !.');
          break;
        case at.startName: {
          if ((kind & NAME) !== 0) break;
          if (open.length >= limits.levels) return exceed('levels', `The document has elements deeper than ${limits.levels} levels.`);
          open.push(carried + latin1(bytes, from, i));
          if (byte === GT) state = at.content;
          else if (byte === SLASH) state = at.emptyTag;
          else if (kind === SPACE) state = at.tagSpace;
          else return fail(i, 'this cannot stand in the name of an element.');
          break;
        }
        case at.tagSpace:
        case at.afterValue:
          if (kind === SPACE) state = at.tagSpace;
          else if (byte === GT) state = at.content;
          else if (byte === SLASH) state = at.emptyTag;
          else if ((kind & NAME_START) !== 0 && state === at.tagSpace) {
            attributes += 1;
            if (attributes > limits.attributes) return exceed('attributes', `An element has more than ${limits.attributes} attributes.`);
            state = at.attributeName;
          } else return fail(i, byte === LT ? 'there is a < inside a tag.' : 'this cannot stand inside a tag.');
          break;
        case at.attributeName:
          if ((kind & NAME) !== 0) break;
          if (byte === EQUALS) state = at.beforeValue;
          else if (kind === SPACE) state = at.beforeEquals;
          else return fail(i, 'the name of an attribute must be followed by = and its value.');
          break;
        case at.beforeEquals:
          if (byte === EQUALS) state = at.beforeValue;
          else if (kind !== SPACE) return fail(i, 'the name of an attribute must be followed by = and its value.');
          break;
        case at.beforeValue:
          if (byte === QUOTE || byte === APOSTROPHE) {
            quote = byte;
            state = at.value;
          } else if (kind !== SPACE) return fail(i, "an attribute's value must stand in quotation marks.");
          break;
        case at.value:
          if (byte === quote) state = at.afterValue;
          else if (byte === LT) return fail(i, 'there is a < inside a tag.');
          else if (byte === NUL) return fail(i, 'a NUL is no character of XML.');
          break;
        case at.emptyTag:
          if (byte !== GT) return fail(i, 'after / in a tag there must be >.');
          open.pop();
          if (open.length === 0) return i + 1;
          state = at.content;
          break;
        case at.endName:
          if (matched < expected.length && byte === expected.charCodeAt(matched)) matched += 1;
          else if (matched < expected.length || (byte !== GT && kind !== SPACE)) return fail(i, 'the end tag does not match the start tag.');
          else {
            open.pop();
            if (byte !== GT) state = at.endSpace;
            else if (open.length === 0) return i + 1;
            else state = at.content;
          }
          break;
        case at.endSpace:
          if (byte === GT) {
            if (open.length === 0) return i + 1;
            state = at.content;
          } else if (kind !== SPACE) return fail(i, 'in an end tag only white space may follow the name.');
          break;
        case at.declaration:
          if (byte === DASH) state = at.commentOpen;
          else if (byte === OPEN_BRACKET && open.length > 0) {
            expected = 'CDATA[';
            matched = 0;
            state = at.keyword;
          } else if (byte === 0x44) {
            expected = 'OCTYPE';
            matched = 0;
            state = at.keyword;
          } else return fail(i, 'after <! there must be a comment or, inside the root element, a CDATA section.');
          break;
        case at.keyword:
          if (byte !== expected.charCodeAt(matched)) return fail(i, 'after <! there must be a comment or, inside the root element, a CDATA section.');
          matched += 1;
          if (matched < expected.length) break;
          if (expected === 'OCTYPE') {
            problem = { kind: 'documentType' };
            return -1;
          }
          state = at.cdata;
          break;
        case at.commentOpen:
          if (byte !== DASH) return fail(i, 'a comment must begin with <!--.');
          state = at.comment;
          break;
        case at.comment:
          if (byte === DASH) state = at.commentDash;
          else if (byte === NUL) return fail(i, 'a NUL is no character of XML.');
          break;
        case at.commentDash:
          if (byte === NUL) return fail(i, 'a NUL is no character of XML.');
          state = byte === DASH ? at.commentEnd : at.comment;
          break;
        case at.commentEnd:
          if (byte !== GT) return fail(i, 'there is a -- inside a comment.');
          if (isAside) return i + 1;
          state = outOfMarkup();
          break;
        case at.cdata:
          if (byte === CLOSE_BRACKET) state = at.cdataBracket;
          else if (byte === NUL) return fail(i, 'a NUL is no character of XML.');
          break;
        case at.cdataBracket:
          if (byte === NUL) return fail(i, 'a NUL is no character of XML.');
          state = byte === CLOSE_BRACKET ? at.cdataEnd : at.cdata;
          break;
        case at.cdataEnd:
          if (byte === NUL) return fail(i, 'a NUL is no character of XML.');
          if (byte === GT) state = at.content;
          else if (byte !== CLOSE_BRACKET) state = at.cdata;
          break;
        case at.targetStart:
          if ((kind & NAME_START) === 0) return fail(i, 'after <? there must be a name.');
          carried = '';
          from = i;
          state = at.target;
          break;
        case at.target: {
          if ((kind & NAME) !== 0) break;
          const name = carried + latin1(bytes, from, i);
          if (name.toLowerCase() === 'xml') {
            if (markups > 1) return fail(i, 'an XML declaration may stand at the very start only.');
            isAside = false;
          }
          if (byte === QUESTION) state = at.instructionEnd;
          else if (kind === SPACE) state = at.instruction;
          else return fail(i, 'after the name in a processing instruction there must be white space or ?>.');
          break;
        }
        case at.instruction:
          if (byte === QUESTION) state = at.instructionEnd;
          else if (byte === NUL) return fail(i, 'a NUL is no character of XML.');
          break;
        case at.instructionEnd:
          if (byte === NUL) return fail(i, 'a NUL is no character of XML.');
          if (byte === GT && isAside) return i + 1;
          if (byte === GT) state = outOfMarkup();
          else if (byte !== QUESTION) state = at.instruction;
          break;
      }
    }
    if (state === at.startName || state === at.target) carried += latin1(bytes, from, length);
    return -1;
  }

  return {
    scan,
    get isAside() {
      return isAside;
    },
    get problem() {
      return problem;
    },
  };
}
