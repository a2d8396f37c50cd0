// XML that is encoded already and stands where a value would.

/** One or more whole elements, encoded as ASCII. It passes into a reply as it is: whoever makes one answers for it. */
export class EncodedXml {
  readonly #encoded: string | Uint8Array;

  /** @param encoded elements with their tags, as `encodeItem` and `encodeEvent` give them */
  constructor(encoded: string | Uint8Array) {
    this.#encoded = encoded;
  }

  /** As it was given: text, or ASCII bytes. */
  get encoded(): string | Uint8Array {
    return this.#encoded;
  }

  get text(): string {
    const encoded = this.#encoded;
    return typeof encoded === 'string' ? encoded : Buffer.from(encoded.buffer, encoded.byteOffset, encoded.byteLength).toString('latin1');
  }
}
