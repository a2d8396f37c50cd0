// Looks past what may stand between two documents: white space, NUL and the literal <EOF> (B2.5); and tells from a document's
// first bytes how wide its characters are (WIRE-FORMAT §1.2).
import { LT, NUL } from './characters.js';

/** How the bytes show themselves to be encoded; `single` is any encoding in which ASCII stays one byte. */
export type Evidence = 'single' | 'utf-8-mark' | 'utf-16le-mark' | 'utf-16be-mark' | 'utf-16le' | 'utf-16be';

/** How many bytes of a document are its byte-order mark. */
export const markLength: Readonly<Record<Evidence, number>> = {
  single: 0,
  'utf-8-mark': 3,
  'utf-16le-mark': 2,
  'utf-16be-mark': 2,
  'utf-16le': 0,
  'utf-16be': 0,
};

export interface Lead {
  /** The first byte that was not skipped. */
  readonly at: number;
  /** Undefined while too few bytes are there to tell; those from `at` on have to be kept. */
  readonly evidence: Evidence | undefined;
}

const ascii = (text: string): readonly number[] => [...text].map((character) => character.charCodeAt(0));
const literal = ascii('<EOF>');
const literals = {
  single: literal,
  'utf-16le': literal.flatMap((byte) => [byte, NUL]),
  'utf-16be': literal.flatMap((byte) => [NUL, byte]),
} as const;

const marks: readonly (readonly [Evidence, readonly number[]])[] = [
  ['utf-8-mark', [0xef, 0xbb, 0xbf]],
  ['utf-16be-mark', [0xfe, 0xff]],
  ['utf-16le-mark', [0xff, 0xfe]],
];

/**
 * @param previous how the document before was encoded: after UTF-16LE, a NUL is the second half of a line break, never the first of a `<`
 */
export function readLead(bytes: Uint8Array, previous: Evidence | undefined): Lead {
  const afterLittleEndian = previous === 'utf-16le' || previous === 'utf-16le-mark';
  let at = 0;
  for (;;) {
    const first = bytes[at];
    if (first === undefined) return { at, evidence: undefined };
    if (isSpace(first) || (first === NUL && afterLittleEndian)) {
      at += 1;
      continue;
    }
    const second = bytes[at + 1];
    const third = bytes[at + 2];
    if (first === NUL) {
      if (second === undefined || (second === LT && third === undefined)) return { at, evidence: undefined };
      if (second !== LT || third !== NUL) {
        at += 1;
        continue;
      }
    }
    if (first === LT && second === undefined) return { at, evidence: undefined };
    if (first === NUL || first === LT) {
      const evidence = first === NUL ? 'utf-16be' : second === NUL ? 'utf-16le' : 'single';
      const match = compare(bytes, at, literals[evidence]);
      if (match === 'differs') return { at, evidence };
      if (match === 'short') return { at, evidence: undefined };
      at += literals[evidence].length;
      continue;
    }
    for (const [evidence, mark] of marks) {
      const match = compare(bytes, at, mark);
      if (match !== 'differs') return { at, evidence: match === 'equal' ? evidence : undefined };
    }
    return { at, evidence: 'single' };
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** Whether the expected bytes stand at an offset; `short` when they do as far as there are any. */
function compare(bytes: Uint8Array, at: number, expected: readonly number[]): 'equal' | 'short' | 'differs' {
  for (const [index, byte] of expected.entries()) {
    const found = bytes[at + index];
    if (found === undefined) return 'short';
    if (found !== byte) return 'differs';
  }
  return 'equal';
}
