// A document that has reached the server, and what could be read of it before any question was asked of the data.
import { type Echo, type Envelope, Refusal, readableEnvelope, readEnvelope, type XmlNode } from '@s1kit/contract';
import type { RequestDocument } from '@s1kit/link';
import { type Compress, type PreparedPayload, preparePayload } from '../audit/index.js';
import { readRoot } from './document.js';
import type { Sender } from './sender.js';

/** Past this check the start of the next document is known again (B2.9). */
type Readable = { readonly kind: 'readable'; readonly root: XmlNode; readonly envelope: Envelope };
type Unreadable = { readonly kind: 'unreadable'; readonly refusal: Refusal /** Nothing more can be read from this connection. */; readonly close: boolean };

export type Reading = (Readable | Unreadable) & { readonly echo: Echo };

export interface Message {
  readonly document: RequestDocument;
  /** Its bytes as they are to be put on record: prepared beforehand where they are many. */
  readonly payload: Uint8Array | PreparedPayload;
  readonly reading: Reading;
  readonly responseUid: string;
  /** When it arrived: milliseconds since 1970 UTC, and on the clock that never goes back. */
  readonly at: number;
  readonly began: number;
  /** Whom it is sent for, where it comes from the screens. */
  readonly sender: Sender | undefined;
}

/** Parses a document and reads its envelope. @throws only what is no refusal */
export function readDocument(document: RequestDocument): Reading {
  let root: XmlNode | undefined;
  try {
    root = readRoot(document);
    const envelope = readEnvelope(root);
    return { kind: 'readable', root, envelope, echo: envelope };
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure;
    return { kind: 'unreadable', refusal: failure, close: root === undefined, echo: readableEnvelope(root) };
  }
}

/** Above this many bytes a request is digested and compressed before its unit of work begins, so that it holds up nobody. */
const preparedFrom = 65_536;

/** The bytes of a document as they are to be put on record. */
export function payloadOf({ bytes }: RequestDocument, compress: Compress): Promise<PreparedPayload> | Uint8Array {
  return bytes.length > preparedFrom ? preparePayload(bytes, compress) : bytes;
}
