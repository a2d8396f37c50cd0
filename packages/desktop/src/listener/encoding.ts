// Bytes to text, by evidence before declaration (B2.7).
import { isAscii, isUtf8 } from 'node:buffer';
import type { DocumentProblem } from '@s1kit/link';
import type { Evidence } from './lead.js';

export type Reading = { readonly text: string } | { readonly problem: DocumentProblem };

/** Bytes without their byte-order mark to text, or undefined where they do not fit. `part`: the end may be cut inside a character. */
type Decode = (bytes: Buffer, part: boolean) => string | undefined;

const utf8: Decode = (bytes, part) => (isUtf8(bytes) ? bytes.toString('utf8') : part ? strictly('utf-8')(bytes, part) : undefined);

/** The encodings that a declaration may name over bytes in which ASCII stays one byte. */
const declarable: ReadonlyMap<string, Decode> = new Map<string, Decode>([
  ['utf-8', utf8],
  // True ISO-8859-1: 0x80 to 0x9f are the C1 controls, which XML 1.0 permits.
  ['iso-8859-1', (bytes) => bytes.toString('latin1')],
  ['windows-1252', windows1252],
  ['us-ascii', (bytes) => (isAscii(bytes) ? bytes.toString('latin1') : undefined)],
  // Declared by .NET clients that write a string's prolog over single bytes (published).
  ['utf-16', utf8],
]);

/**
 * Reads a document's bytes as text, without byte-order mark and leading white space.
 * @returns the text, or the problem `encoding`
 */
export function readText(bytes: Buffer, evidence: Evidence): Reading {
  return read(bytes, evidence, false);
}

/** As much text as a document with another problem has; undefined where its bytes are none. */
export function readTextInPart(bytes: Buffer, evidence: Evidence): string | undefined {
  const reading = read(bytes, evidence, true);
  return 'text' in reading ? reading.text : undefined;
}

function read(bytes: Buffer, evidence: Evidence, part: boolean): Reading {
  switch (evidence) {
    case 'utf-8-mark':
      return reading(utf8(bytes.subarray(3), part), 'utf-8');
    case 'utf-16le-mark':
      return reading(strictly('utf-16le')(bytes.subarray(2), part), 'utf-16');
    case 'utf-16be-mark':
      return reading(strictly('utf-16be')(bytes.subarray(2), part), 'utf-16');
    case 'utf-16le':
    case 'utf-16be':
      return reading(strictly(evidence)(bytes, part), 'utf-16');
    case 'single': {
      const name = declaredEncoding(bytes) ?? 'utf-8';
      const decode = declarable.get(name);
      if (decode !== undefined) return reading(decode(bytes, part), name);
      const message = 'The declared encoding is not accepted: use utf-8, iso-8859-1, windows-1252, us-ascii or utf-16.';
      return { problem: { kind: 'encoding', message } };
    }
  }
}

function reading(text: string | undefined, name: string): Reading {
  if (text !== undefined) return { text: text.replace(/^[ \t\r\n]+/, '') };
  return { problem: { kind: 'encoding', message: `The document has bytes that are not ${name}: declare the encoding that it is written in.` } };
}

/** What windows-1252 has in place of the C1 controls, from 0x80 on; a space where it has nothing. The system's own decoder is not used: Node 20's gives the controls. */
const from80 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

function windows1252(bytes: Buffer): string | undefined {
  let fits = true;
  const text = bytes.toString('latin1').replace(/[\u0080-\u009f]/g, (control) => {
    const character = from80.charAt(control.charCodeAt(0) - 0x80);
    if (character === ' ') fits = false;
    return character;
  });
  return fits ? text : undefined;
}

function strictly(label: 'utf-8' | 'utf-16le' | 'utf-16be'): Decode {
  return (bytes, part) => {
    try {
      return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes, { stream: part });
    } catch {
      return undefined;
    }
  };
}

/** The encoding that the XML declaration names, in lower case. */
function declaredEncoding(bytes: Buffer): string | undefined {
  const end = bytes.subarray(0, 1024).indexOf('?>');
  if (
    end === -1 ||
    !bytes
      .subarray(0, 6)
      .toString('latin1')
      .match(/^<\?xml\s/)
  )
    return undefined;
  const declaration = bytes.toString('latin1', 5, end);
  return /\sencoding\s*=\s*["']([^"']*)["']/.exec(declaration)?.[1]?.toLowerCase();
}
