// A whole reply: from a typed value to its bytes, and back.
import type { XmlNode } from './document.js';
import { type Echo, errorShape, replyHeader, replyRoot } from './envelope.js';
import { Refusal } from './errors.js';
import type { FunctionDeclaration, ReplyOf } from './functions/index.js';
import { type ArrivingAttributes, arrivingElement } from './shape/arriving.js';
import { decodeElement, type Judgement } from './shape/decode.js';
import { type ChildPlan, type ElementPlan, planElement } from './shape/decode-plan.js';
import { type ElementType, element, optional } from './shape/element.js';
import { elementWriter } from './shape/encode.js';
import { EncodedXml } from './shape/encoded-xml.js';
import type { Encodable } from './shape/infer.js';
import { LaterXml } from './shape/later-xml.js';
import { oncePer } from './shape/once.js';
import { inBlocks, inBlocksLater, pieceWriter } from './shape/stream.js';

/** The content of a function's reply, for encoding: XML that is encoded already may stand for an element, an iterable for an array. */
export type ReplyValue<D> = D extends { readonly reply: infer R } ? Encodable<R> : never;

/** What an error reply says. A `Refusal` is one. */
export interface RefusalLike {
  readonly code: string;
  readonly message: string;
  readonly permanent: boolean;
}

/** The shape of a whole reply. Exactly one of `Response` and `Error` stands in it: the schema and the decoder see to that. */
export function replyEnvelope(declaration: FunctionDeclaration) {
  return element(replyRoot, `A reply to ${declaration.name}, version ${declaration.version}.`, {
    ...replyHeader.fields,
    Response: optional(declaration.reply, declaration.reply.doc),
    Error: optional(errorShape, 'What went wrong.'),
  });
}

const prolog = '<?xml version="1.0" encoding="UTF-8"?>';
const closing = `</${replyRoot}>`;
const headerWriter = elementWriter(replyRoot, replyHeader, 'reply');
const errorWriter = elementWriter('Error', errorShape, 'reply');
const responseWriterOf = oncePer((reply: ElementType) => pieceWriter('Response', reply));

function opening(echo: Echo, responseUid: string): string {
  const header = headerWriter({
    DeviceID: echo.deviceId,
    RequestUID: echo.requestUid,
    Function: echo.function,
    FunctionVersion: echo.functionVersion,
    ResponseUID: responseUid,
  });
  return prolog + header.slice(0, -closing.length);
}

/**
 * Encodes the reply of a request that succeeded, in blocks of 64 KiB: one line of ASCII, without the line break at its end (which is the listener's,
 * with the padding of B2.3).
 * @throws {TypeError} while it is iterated, where the value lacks what the reply must have
 */
export function* encodeReply<D extends FunctionDeclaration>(echo: Echo, responseUid: string, declaration: D, value: ReplyValue<D>): Generator<Uint8Array> {
  yield* inBlocks(replyPieces(echo, responseUid, declaration, value));
}

/** As `encodeReply`, for a reply of which parts are read while it is sent. */
export function encodeLongReply<D extends FunctionDeclaration>(
  echo: Echo,
  responseUid: string,
  declaration: D,
  value: ReplyValue<D>,
): AsyncGenerator<Uint8Array> {
  return inBlocksLater(replyPieces(echo, responseUid, declaration, value));
}

/** Whether parts of a reply are read while it is sent: then `encodeLongReply` encodes it. */
export function isLong(value: unknown): boolean {
  if (value instanceof LaterXml) return true;
  if (typeof value !== 'object' || value === null || Symbol.iterator in value || value instanceof EncodedXml) return false;
  return Object.values(value).some(isLong);
}

function* replyPieces<D extends FunctionDeclaration>(
  echo: Echo,
  responseUid: string,
  declaration: D,
  value: ReplyValue<D>,
): Generator<string | Uint8Array | LaterXml> {
  yield opening(echo, responseUid);
  yield* responseWriterOf(declaration.reply)(value);
  yield closing;
}

/** Encodes the reply of a request that was refused or failed (B3.3), as `encodeReply` does. */
export function encodeError(echo: Echo, responseUid: string, refusal: RefusalLike): Uint8Array {
  const error = errorWriter({ Code: refusal.code, ErrorMessage: refusal.message, PermanentError: refusal.permanent });
  return Buffer.from(opening(echo, responseUid) + error + closing, 'latin1');
}

/** What a reply holds: the function's answer, or an error. */
export type ReplyOutcome<D> = { readonly kind: 'response'; readonly value: ReplyOf<D> } | { readonly kind: 'error'; readonly error: RefusalLike };

export interface DecodedReply<D> {
  readonly echo: Echo;
  readonly responseUid: string;
  readonly outcome: ReplyOutcome<D>;
  /** Paths of elements and attributes that the contract does not know; empty unless they are tolerated. */
  readonly unknown: readonly string[];
}

const planOf = oncePer((declaration: FunctionDeclaration) => planElement(replyEnvelope(declaration), 'reply'));

/**
 * Decodes a reply. Values of the organisation's lists are plain text in replies.
 * @param options `unknown: 'report'` takes elements and attributes that the contract does not know, and values that are not of their list, and reports them;
 *   otherwise they are refused
 * @throws {Refusal} SchemaInvalid, with the element's path and the rule
 */
export function decodeReply<D extends FunctionDeclaration>(
  declaration: D,
  root: XmlNode,
  options: { readonly unknown: 'refuse' | 'report' } = { unknown: 'refuse' },
): DecodedReply<D> {
  const path = `/${replyRoot}`;
  if (root.name !== replyRoot) throw new Refusal('SchemaInvalid', `/: the root element must be ${replyRoot}.`, '/');
  const unknown = options.unknown === 'report' ? ([] as string[]) : undefined; // The cast gives the empty array its type.
  const judgement: Judgement = { lists: undefined, strict: false, deviations: [], unknown };
  // The plan was made from the declaration, so what it decodes has the type of the declared envelope.
  return decodedReply(decodeElement(planOf(declaration), root, path, undefined, judgement) as unknown as WholeReply<D>, unknown ?? []);
}

function decodedReply<D>(decoded: WholeReply<D>, unknown: readonly string[]): DecodedReply<D> {
  return {
    echo: { deviceId: decoded.DeviceID, requestUid: decoded.RequestUID, function: decoded.Function, functionVersion: decoded.FunctionVersion },
    responseUid: decoded.ResponseUID,
    outcome: outcomeOf(decoded, `/${replyRoot}`),
    unknown,
  };
}

/** A reply decoded while it arrives, tag by tag, as a parser of XML gives them. */
export interface ReplyDecoder<D> {
  /** An opening tag. @throws {Refusal} SchemaInvalid, as `decodeReply` */
  open(name: string, attributes: ArrivingAttributes): void;
  /** Text, or a piece of it. */
  text(piece: string): void;
  /** A closing tag. @throws {Refusal} SchemaInvalid, as `decodeReply` */
  close(): void;
  /** Whether the root has been closed. */
  ended(): boolean;
  /** What the reply repeats of its request, as far as it has arrived. */
  echo(): Partial<Echo>;
  /** The reply, once it has ended. Values that were handed over are not in it. @throws {Refusal} SchemaInvalid where neither or both of Response and Error stood in it */
  result(): DecodedReply<D>;
}

export interface ReplyDecoderOptions {
  /** Where the values stand that are handed over one by one, below the root: `['Response', 'Clinical', 'Event']`. They must be repeatable. */
  readonly items?: { readonly at: readonly string[]; take(value: unknown): boolean };
  /** Is told of every element that the contract does not know, with all below it. */
  readonly onUnknown?: (path: string, node: XmlNode) => void;
}

/**
 * Makes the decoder of one reply of a function. Its verdict is that of `decodeReply` with `unknown: 'report'`; no nodes are made, and a reply of many
 * megabytes need never be in memory as a whole.
 * @example parser.on('opentag', ({ name, attributes }) => decoder.open(name, attributes));
 */
export function replyDecoder<D extends FunctionDeclaration>(declaration: D, { items, onUnknown }: ReplyDecoderOptions = {}): ReplyDecoder<D> {
  const unknown: string[] = [];
  const plan = planOf(declaration);
  const child = items === undefined ? undefined : childAt(plan, items.at);
  const element = arrivingElement(
    plan,
    { lists: undefined, strict: false, deviations: [], unknown },
    {
      ...(items === undefined || child === undefined ? {} : { items: { child, take: items.take } }),
      ...(onUnknown === undefined ? {} : { onUnknown }),
    },
  );
  // The plan was made from the declaration, so what it decodes has the type of the declared envelope; what has not arrived yet is missing.
  const arrived = (): Partial<WholeReply<D>> => element.value() as Partial<WholeReply<D>>;
  let begun = false;
  return {
    open: (name, attributes) => {
      if (!begun && name !== replyRoot) throw new Refusal('SchemaInvalid', `/: the root element must be ${replyRoot}.`, '/');
      begun = true;
      element.open(name, attributes);
    },
    text: element.text,
    close: element.close,
    ended: element.ended,
    echo: () => {
      const { DeviceID, RequestUID, Function: name, FunctionVersion } = arrived();
      return {
        ...(DeviceID === undefined ? {} : { deviceId: DeviceID }),
        ...(RequestUID === undefined ? {} : { requestUid: RequestUID }),
        ...(name === undefined ? {} : { function: name }),
        ...(FunctionVersion === undefined ? {} : { functionVersion: FunctionVersion }),
      };
    },
    // What has ended has everything that a whole reply must have.
    result: () => decodedReply(arrived() as WholeReply<D>, unknown),
  };
}

function childAt(plan: ElementPlan, [step = '', ...rest]: readonly string[]): ChildPlan {
  const child = plan.byName.get(step);
  if (child === undefined || (rest.length > 0 && child.element === undefined)) throw new TypeError(`A reply of this function has no ${step} there.`);
  return rest.length === 0 || child.element === undefined ? child : childAt(child.element, rest);
}

interface WholeReply<D> {
  readonly DeviceID: string;
  readonly RequestUID: string;
  readonly Function: string;
  readonly FunctionVersion: string;
  readonly ResponseUID: string;
  readonly Response?: ReplyOf<D>;
  readonly Error?: { readonly Code: string; readonly ErrorMessage: string; readonly PermanentError: boolean };
}

function outcomeOf<D>({ Response: value, Error: error }: WholeReply<D>, path: string): ReplyOutcome<D> {
  if (value !== undefined && error !== undefined) throw new Refusal('SchemaInvalid', `${path}: Response and Error cannot both stand here.`, path);
  if (value !== undefined) return { kind: 'response', value };
  if (error === undefined) throw new Refusal('SchemaInvalid', `${path}: neither Response nor Error is there.`, path);
  return { kind: 'error', error: { code: error.Code, message: error.ErrorMessage, permanent: error.PermanentError } };
}
