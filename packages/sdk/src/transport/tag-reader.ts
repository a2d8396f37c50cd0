// From the bytes of a document, in whatever blocks, to its tags: plain ones the quick way, all else by the parser, whose verdict on the whole is kept.
import type { ArrivingAttributes } from '@s1kit/contract';
import { SaxesParser } from 'saxes';
import { plainTags, type TagHandler } from './plain-tags.js';

export interface TagReader {
  /**
   * Takes the next bytes. @returns whether the root has been closed
   * @throws {NotXml} and what the handler throws
   */
  read(chunk: Uint8Array): boolean;
}

/** What came is no XML, or XML of a kind that no message is. */
export class NotXml extends Error {
  readonly kind: 'notUtf8' | 'notWellFormed' | 'documentType';

  constructor(kind: NotXml['kind']) {
    super(kind);
    this.name = 'NotXml';
    this.kind = kind;
  }
}

/** How much of what is not complete waits for the rest of it, in bytes; the parser takes it piece by piece. */
const longestPlain = 1_024;
const greaterThan = 0x3e;

/** Reads one document. White space before it, as may be left over from another, is no part of it. */
export function tagReader(handler: TagHandler): TagReader {
  const open: string[] = [];
  const plain = plainTags(handler);
  const parser = createParser(handler, open);
  /** What is not complete yet. */
  let waiting: Buffer | undefined;
  /** Whether the next byte is the parser's. */
  let isParsing = true;

  return {
    read: (chunk) => {
      const bytes = waiting === undefined ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length) : Buffer.concat([waiting, chunk]);
      waiting = undefined;
      const piece = { bytes, text: bytes.toString('latin1') };
      let at = 0;
      while (at < bytes.length) {
        if (isParsing) {
          at = parser.readToTag(bytes, at);
          isParsing = !parser.isBehindTag();
          continue;
        }
        const stop = plain.run(piece, at, open);
        at = stop.at;
        if (stop.why === 'incomplete' && bytes.length - at <= longestPlain) {
          // A copy: the block is not kept for the sake of its end.
          if (at < bytes.length) waiting = Buffer.from(bytes.subarray(at));
          break;
        }
        isParsing = true;
        parser.goTo(open);
      }
      return parser.hasBegun() && open.length === 0;
    },
  };
}

/** The parser, which is told of what the quick way has gone over: what was opened and closed there. */
function createParser(handler: TagHandler, open: string[]) {
  const bytesToText = new TextDecoder('utf-8', { fatal: true });
  // At most six handlers: with more the engine keeps the parser's fields in a slower form.
  const parser = new SaxesParser({ xmlns: false });
  /** What is open for the parser. */
  const seen: string[] = [];
  const attributes = { names: [] as string[], values: [] as string[], count: 0 }; // The casts give the empty arrays their type.
  let hasBegun = false;
  let hasText = false;
  let isTold = false;
  let tags = 0;
  let isBehindTag = false;
  const text = (piece: string): void => {
    if (!isTold) handler.text(piece);
  };
  parser.on('error', () => {
    throw new NotXml('notWellFormed');
  });
  parser.on('doctype', () => {
    throw new NotXml('documentType');
  });
  parser.on('opentag', ({ name, attributes: given }) => {
    hasBegun = true;
    tags += 1;
    seen.push(name);
    if (isTold) return;
    open.push(name);
    handler.open(name, listed(attributes, given));
  });
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('closetag', ({ name }) => {
    tags += 1;
    seen.pop();
    if (isTold) return;
    open.pop();
    handler.close(name);
  });
  const write = (piece: string): void => {
    parser.write(piece);
  };
  return {
    hasBegun: () => hasBegun,
    /** Whether what was read last ends with a tag. */
    isBehindTag: () => isBehindTag,
    /** Brings the parser to where the quick way has come: between two tags in these elements. */
    goTo: (elements: readonly string[]): void => {
      let same = 0;
      while (same < seen.length && same < elements.length && seen[same] === elements[same]) same += 1;
      isTold = true;
      for (const name of seen.slice(same).reverse()) write(`</${name}>`);
      for (const name of elements.slice(same)) write(`<${name}>`);
      isTold = false;
    },
    /** Has the parser read up to the next place where a tag may end. @returns where that is */
    readToTag: (bytes: Uint8Array, from: number): number => {
      const found = bytes.indexOf(greaterThan, from);
      const to = found === -1 ? bytes.length : found + 1;
      let piece: string;
      try {
        piece = bytesToText.decode(bytes.subarray(from, to), { stream: true });
      } catch {
        throw new NotXml('notUtf8');
      }
      if (!hasText) piece = piece.replace(/^[ \t\r\n]+/, '');
      hasText ||= piece !== '';
      const before = tags;
      write(piece);
      isBehindTag = tags > before && open.length > 0;
      return to;
    },
  };
}

function listed(list: { names: string[]; values: string[]; count: number }, given: Readonly<Record<string, string>>): ArrivingAttributes {
  list.count = 0;
  for (const name in given) {
    list.names[list.count] = name;
    list.values[list.count] = given[name] ?? '';
    list.count += 1;
  }
  return list;
}
