// One attempt of a call: its turn, its request, its reply.
import {
  type ErrorCode,
  encodeRequest,
  errorRegistry,
  type FunctionMap,
  type FunctionName,
  functionMap,
  isSameVersion,
  type RequestOf,
  windowClassOf,
} from '@s1kit/contract';
import { ukDay } from '../clock.js';
import { ReplyInvalidError, refusedError, SystmOneError } from '../errors/index.js';
import { uuid } from '../random.js';
import { exchange, type Flow, TransportFailure } from '../transport/exchange.js';
import { type ArrivedReply, type PeerError, type ReplyHead, type ReplyReader, replyReader } from '../transport/reply-reader.js';
import { transportError } from '../transport/transport-error.js';
import type { CallContext } from './context.js';
import type { CallOptions } from './options.js';

export interface AttemptRequest<N extends FunctionName> {
  readonly name: N;
  readonly parameters: RequestOf<FunctionMap[N]>;
  readonly options: CallOptions;
  /** From 1. */
  readonly attempt: number;
  /** Values of the reply that are handed over as they arrive, in place of being gathered. */
  readonly items?: { readonly at: readonly string[]; take(value: unknown): void };
  readonly onFlow?: (flow: Flow) => void;
  /** The request has left: from here on it may take effect. */
  readonly onSent?: () => void;
  /** What becomes of a call that is given up once its request has left: it ends (the default), or its reply is waited for. */
  readonly whenSent?: 'end' | 'wait';
}

export interface Answer<N extends FunctionName> {
  readonly reply: Extract<ArrivedReply<FunctionMap[N]>, { readonly kind: 'success' }>;
  readonly requestUid: string;
  readonly milliseconds: number;
}

/**
 * Waits for the call's turn, sends it, and reads its reply.
 * @throws {SystmOneError} of the kind that it was; the signal's reason where it was given up
 */
export async function attempt<N extends FunctionName>(context: CallContext, request: AttemptRequest<N>): Promise<Answer<N>> {
  const { clock, emitter, endpoint, limits, pacing } = context;
  const { name, parameters, options } = request;
  const declaration: FunctionMap[N] = functionMap[name];
  const deviceId = context.deviceId();
  const waiting = options.signal === undefined ? context.closing : AbortSignal.any([options.signal, context.closing]);
  const turn = await pacing.turn(deviceId, windowClassOf(declaration, parameters, ukDay(clock.now())), {
    priority: options.priority ?? 'interactive',
    signal: waiting,
    onWait: (wait) => {
      options.onWait?.(wait);
      emitter.emit('waiting', { function: name, reason: 'pacing', ...wait });
    },
  });
  const requestUid = uuid(context.random);
  const origin = { function: name, requestUid };
  const replyMs = options.replyMs ?? (deviceId === '' ? limits.approvalMs : limits.replyMs);
  const began = clock.monotonic();
  let sent = false;
  let reader: ReplyReader<FunctionMap[N]> | undefined;
  const told = (outcome: string, bytes = 0): void => {
    if (!sent) return;
    const payload = reader?.text();
    emitter.emit('reply', {
      function: name,
      requestUid,
      responseUid: reader?.head().responseUid,
      attempt: request.attempt,
      milliseconds: clock.monotonic() - began,
      bytes,
      outcome,
      ...(payload === undefined ? {} : { payload }),
    });
  };
  try {
    waiting.throwIfAborted();
    const document = encodeRequest(declaration, headOf(context, options, deviceId, requestUid), parameters);
    reader = readerOf(declaration, request, { maxBytes: limits.replyBytes, origin, keepText: context.payloads }, () => reader?.head());
    await exchange(endpoint, document, reader, {
      clock,
      replyMs,
      signal: request.whenSent === 'wait' ? undefined : waiting,
      onSent: () => {
        sent = true;
        request.onSent?.();
        emitter.emit('request', {
          function: name,
          requestUid,
          attempt: request.attempt,
          bytes: document.length + 1,
          ...(context.payloads ? { payload: document } : {}),
        });
      },
      onReply: turn.admitted,
      ...(request.onFlow === undefined ? {} : { onFlow: request.onFlow }),
    });
    const reply = reader.result();
    judgeEcho(reply.head, origin, declaration.version, reply.kind === 'error');
    if (reply.kind === 'error') throw failureOf(context, reply.error, { ...origin, responseUid: reply.head.responseUid });
    told('success', reply.bytes);
    if (reply.unknownPaths.length > 0) emitter.emit('unknown', { function: name, requestUid, paths: reply.unknownPaths });
    return { reply, requestUid, milliseconds: clock.monotonic() - began };
  } catch (error) {
    const failure = error instanceof TransportFailure ? transportError(error, endpoint.port, replyMs, origin) : error;
    told(failure instanceof SystmOneError ? failure.code : 'GivenUp');
    throw failure;
  } finally {
    // One of these after `admitted` does nothing.
    if (sent) turn.unanswered();
    else turn.unused();
  }
}

function headOf({ apiKey, applicationVersion, outputScheme }: CallContext, options: CallOptions, deviceId: string, requestUid: string) {
  const scheme = options.outputScheme ?? outputScheme;
  return { apiKey, deviceId, deviceVersion: applicationVersion, requestUid, ...(scheme === undefined ? {} : { outputScheme: scheme }) };
}

/** Items are handed over only once the reply is known to be to this request. */
function readerOf<N extends FunctionName>(
  declaration: FunctionMap[N],
  { items }: AttemptRequest<N>,
  options: { readonly maxBytes: number; readonly origin: { readonly function: string; readonly requestUid: string }; readonly keepText: boolean },
  head: () => ReplyHead | undefined,
): ReplyReader<FunctionMap[N]> {
  if (items === undefined) return replyReader(declaration, options);
  const { origin } = options;
  const take = (value: unknown): boolean => {
    const { requestUid, function: name } = head() ?? {};
    if (requestUid === undefined || name === undefined) return false;
    if (requestUid !== origin.requestUid || name !== origin.function) throw anotherReply(origin);
    items.take(value);
    return true;
  };
  return replyReader(declaration, { ...options, items: { at: items.at, take } });
}

function anotherReply(origin: { readonly function: string; readonly requestUid: string }): ReplyInvalidError {
  return new ReplyInvalidError('What came back is the reply to another request.', false, origin);
}

/** A reply repeats what it answers. One that tells of a failure may leave out what it could not read. */
function judgeEcho(head: ReplyHead, origin: { readonly function: string; readonly requestUid: string }, version: string, isFailure: boolean): void {
  const same = (said: string | undefined, sent: string): boolean => said === sent || (isFailure && (said === undefined || said === ''));
  const sameVersion = head.functionVersion === undefined || head.functionVersion === '' ? isFailure : isSameVersion(head.functionVersion, version);
  if (!same(head.requestUid, origin.requestUid) || !same(head.function, origin.function) || !sameVersion) throw anotherReply(origin);
}

function failureOf(
  { cache, classify, details, emitter }: CallContext,
  { code, message, permanent }: PeerError,
  origin: { readonly responseUid: string | undefined },
): SystmOneError {
  const known = isErrorCode(code) ? code : classify(message, permanent);
  // What nobody calls temporary is not sent again.
  const failure = refusedError({ code: known, permanent: permanent ?? (known === undefined ? true : errorRegistry[known].permanent) }, origin);
  details.keepMessage(failure, message);
  // Somebody else may be the next to sign in.
  if (known === 'NobodySignedIn') cache.clear();
  if (known === 'DeviceBlocked') emitter.emit('device', { state: 'blocked' });
  if (known === 'DeviceUnknown') emitter.emit('device', { state: 'unknown' });
  return failure;
}

function isErrorCode(code: string | undefined): code is ErrorCode {
  return code !== undefined && Object.hasOwn(errorRegistry, code);
}
