// A reply as it arrives: from bytes to typed values in one pass, whatever the blocks that it comes in.
import {
  type ArrivingAttributes,
  type DecodedReply,
  type FunctionDeclaration,
  Refusal,
  type ReplyDecoder,
  type ReplyDecoderOptions,
  type ReplyOf,
  replyDecoder,
  type XmlNode,
} from '@s1kit/contract';
import { type ErrorOrigin, ReplyInvalidError, ReplyTooLargeError } from '../errors/index.js';
import type { ReplySink } from './connection.js';
import { NotXml, tagReader } from './tag-reader.js';

/** An element of a reply that the contract does not know, with all that stands below it. */
export interface UnknownElement {
  /** From the root, as `/ClientIntegrationResponse/Response/Result[2]/New`. */
  readonly path: string;
  readonly element: XmlNode;
}

/** What a reply says of itself, as far as it says it. */
export interface ReplyHead {
  readonly deviceId: string | undefined;
  readonly requestUid: string | undefined;
  readonly function: string | undefined;
  readonly functionVersion: string | undefined;
  readonly responseUid: string | undefined;
}

/** A failure as the peer told of it. */
export interface PeerError {
  /** The attribute `Code`, where there is one. */
  readonly code: string | undefined;
  /** What the peer said. It may name a patient. */
  readonly message: string;
  /** `undefined` where the peer did not say. */
  readonly permanent: boolean | undefined;
}

export type ArrivedReply<D> = { readonly head: ReplyHead; readonly bytes: number } & (
  | { readonly kind: 'success'; readonly value: ReplyOf<D>; readonly unknown: readonly UnknownElement[]; readonly unknownPaths: readonly string[] }
  | { readonly kind: 'error'; readonly error: PeerError }
);

export interface ReplyReader<D> extends ReplySink {
  head(): ReplyHead;
  /** The reply as far as it came; `undefined` where it is not kept. */
  text(): string | undefined;
  /** The reply, once it is whole. @throws {ReplyInvalidError} where it does not follow the contract and tells of no failure either */
  result(): ArrivedReply<D>;
}

export interface ReplyReaderOptions {
  /** How long a reply may be, in bytes. */
  readonly maxBytes: number;
  /** Which request it answers: for errors. */
  readonly origin: ErrorOrigin;
  /** Keeps the text of the reply: `text` gives it. */
  readonly keepText?: boolean;
  readonly items?: ReplyDecoderOptions['items'];
}

/** How deep elements of a reply may stand in each other. */
const maxLevels = 64;

/** Elements that are read wherever they stand: the structure of a peer's failures is not published (WIRE-FORMAT §4). */
type Loose = 'DeviceID' | 'RequestUID' | 'Function' | 'FunctionVersion' | 'ResponseUID' | 'ErrorMessage' | 'PermanentError';
const envelopeNames = new Set(['DeviceID', 'RequestUID', 'Function', 'FunctionVersion', 'ResponseUID']);

const notXml = {
  notUtf8: 'What came back is not text in UTF-8.',
  notWellFormed: 'What came back is not well-formed XML.',
  documentType: 'What came back has a document type declaration.',
} as const;

/**
 * Reads one reply of a function. It is whole when its root has been closed; only white space may follow.
 * @throws {ReplyInvalidError} from `read`, for what is not well-formed; {ReplyTooLargeError}
 */
export function replyReader<D extends FunctionDeclaration>(declaration: D, { maxBytes, origin, items, keepText = false }: ReplyReaderOptions): ReplyReader<D> {
  const unknown: UnknownElement[] = [];
  const loose: Partial<Record<Loose, string>> = {};
  const decoder: ReplyDecoder<D> = replyDecoder(declaration, {
    ...(items === undefined ? {} : { items }),
    onUnknown: (path, element) => unknown.push({ path, element }),
  });
  const pieces: string[] = [];
  const bytesToText = new TextDecoder();
  let bytes = 0;
  let depth = 0;
  let text = '';
  let code: string | undefined;
  /** Set once the reply is found not to follow the contract: from there on only its failure is looked for. */
  let refusal: Refusal | undefined;

  const tags = tagReader({
    open: (name, attributes) => {
      depth += 1;
      if (depth > maxLevels) throw new ReplyInvalidError(`Elements of the reply stand more than ${maxLevels} levels deep.`, true, origin);
      text = '';
      if (name === 'Error') code = attributeOf(attributes, 'Code');
      if (refusal !== undefined) return;
      try {
        decoder.open(name, attributes);
      } catch (error) {
        refusal = refusalOf(error);
      }
    },
    text: (piece) => {
      text += piece;
      if (refusal === undefined) decoder.text(piece);
    },
    close: (name) => {
      if (name === 'ErrorMessage' || name === 'PermanentError' || (depth === 2 && envelopeNames.has(name))) loose[name as Loose] ??= text; // One of the names.
      depth -= 1;
      text = '';
      if (refusal !== undefined) return;
      try {
        decoder.close();
      } catch (error) {
        refusal = refusalOf(error);
      }
    },
  });

  const head = (): ReplyHead => ({
    deviceId: loose.DeviceID,
    requestUid: loose.RequestUID,
    function: loose.Function,
    functionVersion: loose.FunctionVersion,
    responseUid: loose.ResponseUID,
  });
  return {
    read: (chunk) => {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new ReplyTooLargeError(maxBytes, origin);
      if (keepText) pieces.push(bytesToText.decode(chunk, { stream: true }));
      try {
        return tags.read(chunk);
      } catch (error) {
        throw error instanceof NotXml ? new ReplyInvalidError(notXml[error.kind], false, origin) : error;
      }
    },
    head,
    text: () => (keepText ? pieces.join('') : undefined),
    result: () => {
      if (loose.ErrorMessage !== undefined) {
        const permanent = loose.PermanentError?.trim().toLowerCase();
        return {
          kind: 'error',
          head: head(),
          bytes,
          error: { code, message: loose.ErrorMessage, permanent: permanent === 'true' ? true : permanent === 'false' ? false : undefined },
        };
      }
      if (refusal !== undefined) throw notByContract(refusal, { ...origin, responseUid: loose.ResponseUID });
      const { outcome, unknown: unknownPaths } = decoded(decoder, origin);
      // An error that decodes has an ErrorMessage.
      if (outcome.kind === 'error')
        throw new ReplyInvalidError('The reply tells of a failure and does not say which.', true, { ...origin, responseUid: loose.ResponseUID });
      return { kind: 'success', head: head(), bytes, value: outcome.value, unknown, unknownPaths };
    },
  };
}

function attributeOf({ names, values, count }: ArrivingAttributes, name: string): string | undefined {
  for (let index = 0; index < count; index += 1) if (names[index] === name) return values[index];
  return undefined;
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  throw error;
}

/** The decoder's messages name paths and rules, never values. */
function notByContract({ message, path }: Refusal, origin: ErrorOrigin): ReplyInvalidError {
  return new ReplyInvalidError(`The reply does not follow the contract. ${message}`, true, origin, path);
}

function decoded<D>(decoder: ReplyDecoder<D>, origin: ErrorOrigin): DecodedReply<D> {
  try {
    return decoder.result();
  } catch (error) {
    throw notByContract(refusalOf(error), origin);
  }
}
