// Cuts the bytes of a connection into documents, as they come: no byte is read twice, none is waited for that need not come (B2.5).
import type { DocumentProblem } from '@s1kit/link';
import { createGather } from './gather.js';
import { type Evidence, markLength, readLead } from './lead.js';
import type { ListenerLimits } from './limits.js';
import { createScanner, type Scanner } from './scan.js';

/** One document, or what there is of it when there is a problem. */
export interface Frame {
  /** As received, without what stood between documents. */
  readonly bytes: Buffer;
  readonly evidence: Evidence;
  readonly problem?: DocumentProblem;
}

interface Read {
  readonly frame: Frame | undefined;
  readonly rest: Uint8Array;
}

export interface Framer {
  /**
   * Reads on, to the end of the first document at most.
   * @returns that document, and the bytes after it. After a problem the next document's start cannot be known: read no further.
   */
  read(chunk: Uint8Array): Read;
  /** Whether a document, or an aside that may belong to one, has begun and not ended. */
  readonly inDocument: boolean;
  /** Ends the document that has begun, as it is. */
  abandon(problem: DocumentProblem): Frame;
}

interface Current {
  readonly evidence: Evidence;
  readonly scanner: Scanner;
  /** The first half of a UTF-16 unit whose second has not come. */
  half: number | undefined;
}

const nothing = new Uint8Array(0);

export function createFramer(limits: Pick<ListenerLimits, 'documentBytes' | 'levels' | 'attributes' | 'parts' | 'asides'>): Framer {
  const gather = createGather();
  /** Bytes that do not tell yet whether they begin a document. */
  let lead: Uint8Array = nothing;
  let current: Current | undefined;
  let previous: Evidence | undefined;
  /** Since the last document. */
  let asides = 0;

  const finish = (evidence: Evidence, problem?: DocumentProblem): Frame => {
    current = undefined;
    previous = evidence;
    const bytes = gather.take();
    return problem === undefined ? { bytes, evidence } : { bytes, evidence, problem };
  };

  const begin = (chunk: Uint8Array): Uint8Array | undefined => {
    const bytes = lead.length === 0 ? chunk : Buffer.concat([lead, chunk]);
    const { at, evidence } = readLead(bytes, previous);
    if (evidence === undefined) {
      lead = Uint8Array.from(bytes.subarray(at));
      return undefined;
    }
    lead = nothing;
    // A byte-order mark begins a document, whatever follows it.
    const place = previous === undefined || markLength[evidence] > 0 ? 'first' : 'behind';
    current = { evidence, scanner: createScanner(limits, place), half: undefined };
    const mark = at + markLength[evidence];
    gather.add(bytes.subarray(at, mark));
    return bytes.subarray(mark);
  };

  const goOn = (document: Current, bytes: Uint8Array): Read => {
    const { evidence, scanner } = document;
    const allowed = bytes.subarray(0, limits.documentBytes - gather.length);
    const end = isWide(evidence) ? scanWide(document, allowed) : scanner.scan(allowed);
    if (end !== -1 && scanner.isAside) {
      asides += 1;
      const message = `More than ${limits.asides} comments and instructions stand between two documents.`;
      if (asides > limits.asides) return { frame: finish(evidence, { kind: 'limit', limit: 'asides', message }), rest: nothing };
      finish(evidence);
      return { frame: undefined, rest: bytes.subarray(end) };
    }
    if (end !== -1) {
      asides = 0;
      gather.add(bytes.subarray(0, end));
      return { frame: finish(evidence), rest: bytes.subarray(end) };
    }
    gather.add(allowed);
    if (scanner.problem !== undefined) return { frame: finish(evidence, scanner.problem), rest: nothing };
    if (allowed.length === bytes.length) return { frame: undefined, rest: nothing };
    const message = `The document is larger than ${limits.documentBytes} bytes.`;
    return { frame: finish(evidence, { kind: 'limit', limit: 'documentBytes', message }), rest: nothing };
  };

  return {
    read: (chunk) => {
      for (let left = chunk; ; ) {
        const bytes = current === undefined ? begin(left) : left;
        if (bytes === undefined || current === undefined) return { frame: undefined, rest: nothing };
        const read = goOn(current, bytes);
        if (read.frame !== undefined || read.rest.length === 0) return read;
        // Behind an aside.
        left = read.rest;
      }
    },
    get inDocument() {
      return current !== undefined || lead.some((byte) => byte !== 0);
    },
    abandon: (problem) => {
      gather.add(lead);
      lead = nothing;
      return finish(current?.evidence ?? 'single', problem);
    },
  };
}

function isWide(evidence: Evidence): boolean {
  return evidence !== 'single' && evidence !== 'utf-8-mark';
}

/** Scans UTF-16 a byte for each unit: ASCII stays as it is, and everything else is a letter to the scanner. */
function scanWide(document: Current, bytes: Uint8Array): number {
  const carried = document.half === undefined ? 0 : 1;
  const littleEndian = document.evidence.startsWith('utf-16le');
  const units = new Uint8Array((bytes.length + carried) >> 1);
  const byteAt = (index: number): number => (index < carried ? document.half : bytes[index - carried]) ?? 0;
  for (let unit = 0; unit < units.length; unit += 1) {
    const a = byteAt(unit * 2);
    const b = byteAt(unit * 2 + 1);
    const [low, high] = littleEndian ? [a, b] : [b, a];
    units[unit] = high === 0 && low < 0x80 ? low : 0x80 | (low & 0x7f);
  }
  document.half = (bytes.length + carried) % 2 === 1 ? byteAt(bytes.length + carried - 1) : undefined;
  const end = document.scanner.scan(units);
  return end === -1 ? -1 : end * 2 - carried;
}
