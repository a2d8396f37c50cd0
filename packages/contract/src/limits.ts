// The limits of a document, whatever its size (B2.10). Sizes and times are the listener's.

export interface DocumentLimits {
  /** How deep elements may stand in each other; the root is level 1. */
  readonly levels: number;
  /** How many attributes an element may have. */
  readonly attributes: number;
}

export const documentLimits: DocumentLimits = { levels: 64, attributes: 1_000 };
