// A document sent as it is, and its reply as it came: for tools that show what goes over the wire.
import { decodeRequest, functionOfVersion, parseDocument, readEnvelope, type WindowClass, windowClassOf } from '@s1kit/contract';
import { SaxesParser } from 'saxes';
import { type Clock, systemClock, ukDay } from '../clock.js';
import { ReplyInvalidError, ReplyTooLargeError } from '../errors/index.js';
import { defaultLimits } from '../limits.js';
import { noPacing, type Pacing } from '../pacing/pacing.js';
import type { Priority, Wait } from '../pacing/window.js';
import { type ReplySink, TransportFailure } from './connection.js';
import { exchange } from './exchange.js';
import { transportError } from './transport-error.js';

export interface SendDocumentOptions {
  /** `127.0.0.1` if left out. */
  readonly host?: '127.0.0.1' | '::1' | 'localhost';
  /** 40700 if left out. */
  readonly port?: number;
  /** How long silence is waited out, in milliseconds; 15,000 if left out. */
  readonly replyMs?: number;
  /** How long the reply may be, in bytes; 128 MiB if left out. */
  readonly replyBytes?: number;
  /** Whose turn is waited for: that of the function and the device that the document names. At once if left out, and where the document names none. */
  readonly pacing?: Pacing;
  /** `interactive` (the default) comes before `background`. */
  readonly priority?: Priority;
  /** Told when the document has to wait for its turn, and whenever the expected time changes. */
  readonly onWait?: (wait: Wait) => void;
  /** The document has left. */
  readonly onSent?: () => void;
  /** Gives up. What has left may have taken effect all the same. */
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
}

export interface DocumentReply {
  /** The reply as it came, without the line feed behind it. It may tell of a failure. */
  readonly document: string;
  /** Of the reply, in bytes. */
  readonly bytes: number;
  /** From sending to the last byte. */
  readonly milliseconds: number;
}

/**
 * Sends one document as it is, right or wrong, and gives the reply as it came. For tools and for tests of a peer: nothing is checked, decoded, kept or sent
 * again, and a write that is not answered is not looked for. Applications call the methods of what `connect` gives.
 * @param document text, sent as UTF-8, or bytes in whatever encoding; a line feed is added
 * @throws {ClientNotRunningError} nothing listens: nothing was sent
 * @throws {NoReplyError} no reply came in time
 * @throws {ConnectionLostError} the connection went before the reply was whole
 * @throws {ReplyInvalidError} what came back is not XML; {ReplyTooLargeError}; the signal's reason
 * @example const { document } = await sendDocument('<ClientIntegrationRequest/>', { port }); // a reply with EnvelopeInvalid
 */
export async function sendDocument(document: string | Uint8Array, options: SendDocumentOptions = {}): Promise<DocumentReply> {
  const { host = '127.0.0.1', port = 40_700, replyMs = defaultLimits.replyMs, replyBytes = defaultLimits.replyBytes } = options;
  const { pacing = noPacing(), priority = 'interactive', clock = systemClock(), signal, onSent, onWait = () => undefined } = options;
  const wanted = windowOf(document, ukDay(clock.now()));
  const turn = await (wanted === undefined ? noPacing() : pacing).turn(wanted?.deviceId ?? '', wanted?.window ?? unlimited, { priority, signal, onWait });
  const reply = wholeText(replyBytes);
  let sentAt: number | undefined;
  try {
    await exchange({ host, port }, document, reply, {
      clock,
      replyMs,
      signal,
      onSent: () => {
        sentAt = clock.monotonic();
        onSent?.();
      },
      onReply: turn.admitted,
    });
  } catch (error) {
    throw error instanceof TransportFailure ? transportError(error, port, replyMs, {}) : error;
  } finally {
    // One of these after `admitted` does nothing.
    if (sentAt === undefined) turn.unused();
    else turn.unanswered();
  }
  return { ...reply.result(), milliseconds: clock.monotonic() - (sentAt ?? clock.monotonic()) };
}

/** The window of what no limit is kept for. */
const unlimited: WindowClass = { name: '', length: 0 };

/** The window that a document falls into; `undefined` for one that fails an earlier check, as far as that can be told here: it uses up nothing (B5.2). */
function windowOf(document: string | Uint8Array, today: string): { readonly deviceId: string; readonly window: WindowClass } | undefined {
  try {
    const root = parseDocument(typeof document === 'string' ? document : new TextDecoder('utf-8', { fatal: true }).decode(document));
    const envelope = readEnvelope(root);
    const declaration = functionOfVersion(envelope.function, envelope.functionVersion);
    if (declaration === undefined) return undefined;
    const { value } = decodeRequest(declaration, root, { lists: undefined, strict: false });
    return { deviceId: envelope.deviceId, window: windowClassOf(declaration, value, today) };
  } catch {
    return undefined;
  }
}

/** A reply is whole when its root has been closed, whatever it is. */
function wholeText(maxBytes: number): ReplySink & { result(): Pick<DocumentReply, 'document' | 'bytes'> } {
  const bytesToText = new TextDecoder('utf-8', { fatal: true });
  const parser = new SaxesParser({ xmlns: false });
  const pieces: string[] = [];
  let bytes = 0;
  let depth = 0;
  let begun = false;
  parser.on('error', () => {
    throw new ReplyInvalidError('What came back is not well-formed XML.', false);
  });
  parser.on('opentag', () => {
    begun = true;
    depth += 1;
  });
  parser.on('closetag', () => {
    depth -= 1;
  });
  return {
    read: (chunk) => {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new ReplyTooLargeError(maxBytes);
      let piece: string;
      try {
        piece = bytesToText.decode(chunk, { stream: true });
      } catch {
        throw new ReplyInvalidError('What came back is not text in UTF-8.', false);
      }
      // White space before the document, as it may be left over, is no part of it.
      if (pieces.length === 0) piece = piece.trimStart();
      if (piece === '') return false;
      pieces.push(piece);
      parser.write(piece);
      return begun && depth === 0;
    },
    result: () => {
      const document = pieces.join('').trimEnd();
      return { document, bytes: Buffer.byteLength(document) };
    },
  };
}
