// A client on one connection: what it has sent, how much of it the server has read, and what it was answered.
import { createHash } from 'node:crypto';
import type { Composed } from './documents.js';
import type { Connection } from './network.js';

/** What the audit says of a document. */
export interface Recorded {
  readonly outcome: string;
  readonly errorCode: string | null;
  readonly replyDigest: string | null;
}

export interface SentDocument extends Composed {
  readonly requestUid: string;
  readonly digest: string;
  /** Where it ends among the bytes of its connection. */
  readonly end: number;
  /** Whether the server has read all of it. */
  hasArrived: boolean;
  recorded: Recorded | undefined;
  isAnswered: boolean;
  /** Whether the disk failed while it was on its way: then it may be answered that it could not be recorded. */
  metFault: boolean;
}

export interface Client {
  readonly connection: Connection;
  readonly documents: SentDocument[];
  /** Whether what was sent last is no document: nothing more is sent then. */
  isSpoilt: boolean;
  queue(document: Composed, requestUid: string, tail: string): Buffer;
  queueGarbage(text: string): Buffer;
  /** Delivers the next piece. @returns the documents that the server has now read whole, or nothing if nothing was on its way */
  deliver(): readonly SentDocument[];
  /** The digest of what the server has read of a document that is not whole; `undefined` if nothing. */
  partDigest(): string | undefined;
  /** The part is on record. */
  partRecorded(): void;
}

export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export function openClient(connection: Connection): Client {
  const documents: SentDocument[] = [];
  let queued = 0;
  let read = 0;
  let arrived = 0;
  let part: Buffer[] = [];
  let isPartRecorded = false;

  const client: Client = {
    connection,
    documents,
    isSpoilt: false,
    queue: (document, requestUid, tail) => {
      const bytes = Buffer.from(document.text);
      queued += bytes.length;
      const state = { hasArrived: false, recorded: undefined, isAnswered: false, metFault: false };
      documents.push({ ...document, requestUid, digest: digestOf(bytes), end: queued, ...state });
      queued += tail.length;
      return Buffer.from(document.text + tail);
    },
    queueGarbage: (text) => {
      client.isSpoilt = true;
      queued += text.length;
      return Buffer.from(text);
    },
    deliver: () => {
      const bytes = connection.deliver();
      if (bytes === undefined) return [];
      const whole: SentDocument[] = [];
      const before = read;
      read += bytes.length;
      let from = 0;
      for (let next = documents[arrived]; next !== undefined && next.end <= read; next = documents[++arrived]) {
        next.hasArrived = true;
        whole.push(next);
        part = [];
        from = next.end - before;
      }
      part.push(bytes.subarray(from));
      return whole;
    },
    partDigest: () => {
      if (isPartRecorded) return undefined;
      // What stands between two documents belongs to neither.
      const bytes = Buffer.concat(part);
      const start = bytes.findIndex((byte) => byte !== 0x0a);
      return start < 0 ? undefined : digestOf(bytes.subarray(start));
    },
    partRecorded: () => {
      isPartRecorded = true;
    },
  };
  return client;
}
