// Elements that are read while the reply is sent.
import type { EncodedXml } from './encoded-xml.js';

/** Stands for all elements of a kind in a reply so long that they are read while it is sent. Read once. */
export class LaterXml {
  readonly pieces: AsyncIterable<EncodedXml>;

  constructor(pieces: AsyncIterable<EncodedXml>) {
    this.pieces = pieces;
  }
}
