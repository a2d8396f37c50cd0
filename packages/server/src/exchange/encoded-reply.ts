// A reply as bytes: whole, or piece by piece where it is long (B2.3, B8.2).

/** Up to this many bytes a reply is whole: it leaves in one write and stands in the audit entry of its message. */
export const wholeReplyLimit = 1_048_576;

export interface WholeReply {
  readonly kind: 'whole';
  readonly bytes: Uint8Array;
}

export interface LongReply {
  readonly kind: 'long';
  /** To be read once. */
  readonly pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  /** What has been read of it so far, cut to a number of bytes. */
  readonly taken: (bytes: number) => Uint8Array;
}

export type EncodedReply = WholeReply | LongReply;

/** Reads pieces until they end or are too many for a whole reply. Pieces that have to be awaited make a long one. */
export function gather(pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): EncodedReply {
  if (Symbol.asyncIterator in pieces) return longReply((taken) => awaited(pieces, taken));
  const head: Uint8Array[] = [];
  let length = 0;
  const iterator = pieces[Symbol.iterator]();
  for (let next = iterator.next(); !next.done; next = iterator.next()) {
    head.push(next.value);
    length += next.value.length;
    if (length > wholeReplyLimit) return longReply((taken) => following(head, iterator, taken));
  }
  const [only] = head;
  return { kind: 'whole', bytes: head.length === 1 && only !== undefined ? only : Buffer.concat(head) };
}

/** What is to be sent of a reply; its length is known if it is whole after all. */
export interface Sendable {
  readonly pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  readonly length: number | undefined;
}

export function whole({ bytes }: WholeReply): Sendable {
  return { pieces: [bytes], length: bytes.length };
}

/** Waits for so much of a long reply that its length is known after all, or that it is too long for one write (B2.3). */
export async function readied({ pieces }: LongReply): Promise<Sendable> {
  if (!(Symbol.asyncIterator in pieces)) return { pieces, length: undefined };
  const head: Uint8Array[] = [];
  let length = 0;
  const iterator = pieces[Symbol.asyncIterator]();
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
    head.push(next.value);
    length += next.value.length;
    if (length > wholeReplyLimit) return { pieces: followingLater(head, iterator), length: undefined };
  }
  return { pieces: head, length };
}

async function* followingLater(head: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* head;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    // Whoever reads no further lets go of what it was read from.
    await rest.return?.();
  }
}

function longReply(start: (taken: Uint8Array[]) => LongReply['pieces']): LongReply {
  const taken: Uint8Array[] = [];
  return { kind: 'long', pieces: start(taken), taken: (bytes) => Buffer.concat(taken).subarray(0, bytes) };
}

function* following(head: readonly Uint8Array[], rest: Iterator<Uint8Array>, taken: Uint8Array[]): Generator<Uint8Array> {
  for (const piece of head) {
    taken.push(piece);
    yield piece;
  }
  for (let next = rest.next(); !next.done; next = rest.next()) {
    taken.push(next.value);
    yield next.value;
  }
}

async function* awaited(pieces: AsyncIterable<Uint8Array>, taken: Uint8Array[]): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    taken.push(piece);
    yield piece;
  }
}
