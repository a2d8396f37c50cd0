// Every limit of the listener, with its name (B2.10).
import { documentLimits } from '@s1kit/contract';

export interface ListenerLimits {
  /** Bytes of one request. */
  readonly documentBytes: number;
  /** Elements inside one another. */
  readonly levels: number;
  /** Attributes on one element. */
  readonly attributes: number;
  /** Tags, attributes, comments, sections, instructions and references of a document together: each of them takes memory when it is parsed. */
  readonly parts: number;
  /** Comments and instructions between two documents: all that come at once are read in one turn. */
  readonly asides: number;
  /** Milliseconds between two bytes of a document. */
  readonly betweenBytesMs: number;
  /** Milliseconds for a whole document. */
  readonly documentMs: number;
  /** Milliseconds between documents. */
  readonly idleMs: number;
  /** Connections at a time; past that the newest is refused. */
  readonly connections: number;
  /** Milliseconds in which a client must take something of the reply that waits for it. */
  readonly replyStallMs: number;
  /** Milliseconds for a client to close its side after we have closed ours; what it still sends is thrown away. */
  readonly lingerMs: number;
  /** Bytes that a client may send ahead while a request is carried out; past that it has to wait. */
  readonly aheadBytes: number;
}

export const defaultLimits: ListenerLimits = {
  documentBytes: 8 * 1024 * 1024,
  // Past these the server refuses as well.
  ...documentLimits,
  parts: 200_000,
  asides: 1_000,
  betweenBytesMs: 30_000,
  documentMs: 120_000,
  idleMs: 600_000,
  connections: 4096,
  replyStallMs: 120_000,
  lingerMs: 2_000,
  aheadBytes: 64 * 1024,
};
