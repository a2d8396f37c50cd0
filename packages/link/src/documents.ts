// What a desktop hands to the server, and what it gets back: documents, as plain data.

/** Why a document is not one that can be answered for what it says. */
export type DocumentProblem =
  /** Seen by the desktop while framing: tags that do not match, text before the root, a document type declaration. */
  | { readonly kind: 'notWellFormed'; readonly message: string }
  | { readonly kind: 'documentType' }
  | { readonly kind: 'encoding'; readonly message: string }
  /** Past a limit; `limit` is its name as in the configuration. */
  | { readonly kind: 'limit'; readonly limit: string; readonly message: string }
  /** Not complete in time. */
  | { readonly kind: 'timeout'; readonly message: string }
  /** The client went before the document was complete: recorded, not answered. */
  | { readonly kind: 'cutOff' };

/** One document as the desktop framed it. */
export interface RequestDocument {
  /** The bytes as received, without what stood between documents. */
  readonly bytes: Uint8Array;
  /** The bytes as text; `undefined` where the problem is that they are none. */
  readonly text: string | undefined;
  readonly problem?: DocumentProblem;
}

/** What was really sent of a reply. */
export interface Sending {
  /** Bytes of the document handed to the socket, padding and line feed not counted. */
  readonly bytes: number;
  /** Whether the whole reply was handed over. */
  readonly complete: boolean;
}

/** Where a fault cuts the connection (B9.2). */
export type Cut = 'before' | 'in' | 'after';

/** How an exchange went, for metrics: names only, nothing of a patient. */
export interface ExchangeOutcome {
  /** The function, where it is one that is known. */
  readonly function: string | undefined;
  readonly outcome: 'success' | 'error' | 'throttled' | 'cutOff' | 'fault';
  readonly errorCode: string | undefined;
}

/** What the desktop is to do about one document. */
export type Reply =
  /** No reply at all; the connection stays open (B5.3, B9.2). */
  | { readonly kind: 'silence'; readonly outcome: ExchangeOutcome }
  | {
      readonly kind: 'reply';
      readonly outcome: ExchangeOutcome;
      /** ASCII bytes of the document: no raw line break, no line feed at the end, not padded (B2.2, B2.3). */
      readonly pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
      /** The length of all pieces, where it is known before they are made: up to 1 MiB it always is. */
      readonly length: number | undefined;
      /** Close the connection after it (B2.9). */
      readonly close: boolean;
      /** A fault that the desktop carries out (B9.2). */
      readonly cut?: Cut | undefined;
      /** To be called once when sending has ended, also when it broke; resolves when that is on record (B8.2). */
      readonly sent: (sending: Sending) => Promise<void>;
    };
