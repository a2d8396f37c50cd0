// Long values are encoded piece by piece, so that no string of a whole record is ever made.
import { cardinalityIn, type ElementType, type Field } from './element.js';
import { elementParts, elementWriter } from './encode.js';
import { EncodedXml } from './encoded-xml.js';
import { LaterXml } from './later-xml.js';

type Piece = string | Uint8Array;
type PieceWriter = (value: unknown) => Iterable<Piece | LaterXml>;

/** How many bytes a piece of a reply has, but for the last. */
const pieceSize = 65_536;
/** Up to this many characters a reply stays text to its end: most are shorter, and a block for each would keep the collector of garbage busy. */
const shortSize = 4_096;

function repeats(field: Field): boolean {
  const cardinality = cardinalityIn(field, 'reply');
  return cardinality === 'many' || cardinality === 'some';
}

/** Whether an element can grow long: whether something below it repeats. */
function growsLong(type: ElementType): boolean {
  return Object.values(type.fields).some((field) => field.shape.kind === 'element' && (repeats(field) || growsLong(field.shape)));
}

function childPieces(name: string, field: Field, write: (value: unknown) => string): PieceWriter {
  const { shape } = field;
  if (shape.kind !== 'element') return (value) => [write(value)];
  if (!repeats(field)) return growsLong(shape) ? optionalPieces(write, pieceWriter(name, shape)) : (value) => [write(value)];
  const each = elementWriter(name, shape, 'reply');
  return function* (value) {
    if (value === undefined || value instanceof EncodedXml) {
      yield value === undefined ? write(value) : value.encoded;
      return;
    }
    if (value instanceof LaterXml) {
      yield value;
      return;
    }
    let some = false;
    // The type of the message says that what repeats is iterable.
    for (const one of value as Iterable<unknown>) {
      some = true;
      yield one instanceof EncodedXml ? one.encoded : each(one);
    }
    // Let the ordinary writer judge whether there may be none.
    if (!some) yield write([]);
  };
}

function optionalPieces(write: (value: unknown) => string, pieces: PieceWriter): PieceWriter {
  return (value) => (value === undefined ? [write(value)] : pieces(value));
}

/** As `elementWriter`, for replies: pieces in place of one text. */
export function pieceWriter(name: string, type: ElementType): PieceWriter {
  const { attributes, children, text } = elementParts(type, 'reply');
  const parts = children.map((child) => ({ name: child.name, pieces: childPieces(child.name, child.field, child.write) }));
  return function* (value) {
    if (value instanceof EncodedXml) {
      yield value.encoded;
      return;
    }
    // The caller's types say that the value is that of the element.
    const values = value as Readonly<Record<string, unknown>>;
    const opening = `<${name}${attributes(values)}`;
    let opened = false;
    if (text !== undefined) {
      yield `${opening}>${text(values)}`;
      opened = true;
    }
    for (const part of parts) {
      for (const piece of part.pieces(values[part.name])) {
        if (!(piece instanceof LaterXml) && piece.length === 0) continue;
        if (!opened) yield `${opening}>`;
        opened = true;
        yield piece;
      }
    }
    yield opened ? `</${name}>` : `${opening}/>`;
  };
}

/** Joins pieces of ASCII into blocks of one size. */
export function* inBlocks(pieces: Iterable<Piece | LaterXml>, size: number = pieceSize): Generator<Uint8Array> {
  const blocks = blockFiller(size);
  for (const piece of pieces) {
    if (piece instanceof LaterXml) throw new TypeError('A reply that is read while it is sent cannot be encoded at once: use encodeLongReply.');
    yield* blocks.add(piece);
  }
  yield* blocks.rest();
}

/** As `inBlocks`, waiting for what is read later. */
export async function* inBlocksLater(pieces: Iterable<Piece | LaterXml>, size: number = pieceSize): AsyncGenerator<Uint8Array> {
  const blocks = blockFiller(size);
  for (const piece of pieces) {
    if (piece instanceof LaterXml) for await (const { encoded } of piece.pieces) yield* blocks.add(encoded);
    else yield* blocks.add(piece);
  }
  yield* blocks.rest();
}

interface BlockFiller {
  /** Takes a piece and gives the blocks that it completes. */
  readonly add: (piece: Piece) => Generator<Uint8Array>;
  /** Gives what is left. */
  readonly rest: () => Generator<Uint8Array>;
}

function blockFiller(size: number): BlockFiller {
  const shortest = Math.min(shortSize, size);
  let short = '';
  let block: Buffer | undefined;
  let filled = 0;
  const begin = (): Buffer => {
    const begun = Buffer.allocUnsafe(size);
    filled = begun.write(short, 0, 'latin1');
    short = '';
    return begun;
  };
  return {
    *add(piece) {
      if (block === undefined && typeof piece === 'string' && short.length + piece.length < shortest) {
        short += piece;
        return;
      }
      let taken = 0;
      while (taken < piece.length) {
        block ??= begin();
        const room = Math.min(size - filled, piece.length - taken);
        if (typeof piece === 'string') block.write(room === piece.length ? piece : piece.slice(taken, taken + room), filled, 'latin1');
        else block.set(room === piece.length ? piece : piece.subarray(taken, taken + room), filled);
        taken += room;
        filled += room;
        if (filled === size) {
          yield block;
          block = undefined;
        }
      }
    },
    *rest() {
      if (block !== undefined) yield block.subarray(0, filled);
      else if (short !== '') yield Buffer.from(short, 'latin1');
    },
  };
}
