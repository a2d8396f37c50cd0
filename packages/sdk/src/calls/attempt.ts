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
  type WindowClass,
  windowClassOf,
} from '@s1kit/contract';
import { ukDay } from '../clock.js';
import { ReplyInvalidError, refusedError, SystmOneError } from '../errors/index.js';
import { uuid } from '../random.js';
import { type Flow, TransportFailure } from '../transport/connection.js';
import { type ArrivedReply, type PeerError, type ReplyHead, type ReplyReader, replyReader } from '../transport/reply-reader.js';
import { transportError } from '../transport/transport-error.js';
import type { CallContext } from './context.js';
import { converse } from './converse.js';
import { effectOf } from './effect.js';
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

/** Windows as long as this are too precious to find out something about connections. */
const longestTrialWindow = 2_000;

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
  const window = windowClassOf(declaration, parameters, ukDay(clock.now()));
  const turn = await pacing.turn(deviceId, window, {
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
    const reply = await converse(context, {
      document,
      may: mayUse(name, parameters, deviceId, window),
      replyMs,
      newReader: () => {
        const made: ReplyReader<FunctionMap[N]> = readerOf(declaration, request, { maxBytes: limits.replyBytes, origin, keepText: context.payloads }, () =>
          made.head(),
        );
        reader = made;
        return made;
      },
      judge: (arrived, how) => judgeEcho(arrived.head, origin, declaration.version, arrived.kind === 'error' && how === 'mayLackEcho'),
      signal: request.whenSent === 'wait' ? undefined : waiting,
      onSent: () => {
        if (sent) return;
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
      onFlow: request.onFlow,
    });
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

/** What must not be asked twice has a connection of its own (decision 0055), and so has a request that the user may have to approve. */
function mayUse(name: FunctionName, parameters: object, deviceId: string, window: WindowClass): 'new' | 'kept' | 'trial' {
  if (deviceId === '' || effectOf(name, parameters) !== 'read') return 'new';
  // Where it has to be asked again at once, its turn must have come again.
  return window.length < longestTrialWindow ? 'trial' : 'kept';
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
function judgeEcho(head: ReplyHead, origin: { readonly function: string; readonly requestUid: string }, version: string, mayLack: boolean): void {
  const same = (said: string | undefined, sent: string): boolean => said === sent || (mayLack && (said === undefined || said === ''));
  const sameVersion = head.functionVersion === undefined || head.functionVersion === '' ? mayLack : isSameVersion(head.functionVersion, version);
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
