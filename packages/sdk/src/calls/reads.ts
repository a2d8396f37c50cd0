// Reads: joined with the same one that is under way, and asked again while they are not answered.
import { type FunctionMap, type FunctionName, functionMap, type RequestOf, windowClassOf } from '@s1kit/contract';
import { type CacheKey, cacheKindOf } from '../cache/cache.js';
import { ukDay } from '../clock.js';
import { type Answer, attempt } from './attempt.js';
import type { CallContext } from './context.js';
import { mayBeShared } from './effect.js';
import type { ReadOptions } from './options.js';
import { repeat } from './repeat.js';
import type { SharedReads } from './shared-reads.js';
import type { ReplyFor } from './types.js';

export interface ReadRequest<N extends FunctionName> {
  readonly name: N;
  readonly parameters: RequestOf<FunctionMap[N]>;
  readonly options: ReadOptions;
}

/** What makes two reads the same: the function, what it is asked, and in which coding schemes. */
export function readKey({ outputScheme }: CallContext, { name, parameters, options }: ReadRequest<FunctionName>): string {
  return JSON.stringify([name, ordered(options.outputScheme ?? outputScheme ?? {}), ordered(parameters)]);
}

/** The same value whatever the order in which its properties were given. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, each]) => [name, ordered(each)]),
  );
}

/** Asks, and asks again where no reply came. */
export async function readOnce<N extends FunctionName>(
  context: CallContext,
  request: ReadRequest<N>,
  signal: AbortSignal | undefined,
): Promise<Answer<N>['reply']['value']> {
  const { name, parameters, options } = request;
  const { signal: _, ...others } = options;
  const once = signal === undefined ? others : { ...others, signal };
  return await repeat(context, name, signal, async (number) =>
    kept(context, await attempt(context, { name, parameters, options: once, attempt: number }), number),
  );
}

/** Keeps what is known of an answer beside its value. */
export function kept<N extends FunctionName>(
  { details }: CallContext,
  { reply, requestUid, milliseconds }: Answer<N>,
  attempts: number,
): Answer<N>['reply']['value'] {
  const { head, bytes, unknown, unknownPaths, value } = reply;
  details.keep(value, { requestUid, responseUid: head.responseUid, attempts, milliseconds, bytes, unknown, unknownPaths, confirmedBy: 'reply' });
  return value;
}

/** Answers from the cache, asks, or joins who is asking the same. */
export async function read<N extends FunctionName>(context: CallContext, shared: SharedReads, request: ReadRequest<N>): Promise<object> {
  const { name, parameters, options } = request;
  const { cache, details, emitter } = context;
  // Every reply is an object.
  const ask = async (signal: AbortSignal | undefined): Promise<object> => (await readOnce(context, request, signal)) as object;
  if (!mayBeShared('read', parameters)) return await ask(options.signal);
  const key = cacheKeyOf(context, request);
  const asOf = cache.now();
  if (key !== undefined && options.fresh !== true) {
    const known = cache.get(key);
    emitter.emit('cache', { function: name, outcome: known === undefined ? 'miss' : 'hit' });
    if (known !== undefined) return known;
  }
  const askAndKeep = async (signal: AbortSignal | undefined): Promise<object> => {
    const reply = await ask(signal);
    const before = cache.now();
    const seen = userIn(name, reply);
    if (seen !== undefined) cache.userSeen(seen);
    // What tells who is signed in is theirs, and is the first that is kept for them; else it is theirs who was known from the beginning to the end.
    const readAs = { era: asOf.era === before.era ? cache.now().era : asOf.era, user: seen ?? (asOf.user === before.user ? asOf.user : undefined) };
    if (key !== undefined) cache.put(key, reply, details.of(reply)?.bytes ?? 0, readAs);
    return reply;
  };
  if (options.fresh === true) return await askAndKeep(options.signal);
  // What was begun before something was dropped is not joined: it may have been answered before.
  const { joined, result } = shared.join(`${asOf.era} ${readKey(context, request)}`, options.signal, askAndKeep);
  if (joined) emitter.emit('cache', { function: name, outcome: 'shared' });
  return await result;
}

function cacheKeyOf<N extends FunctionName>(context: CallContext, request: ReadRequest<N>): CacheKey | undefined {
  const { name, parameters } = request;
  const { name: windowName, length } = windowClassOf(functionMap[name], parameters, ukDay(context.clock.now()));
  const kind = cacheKindOf(
    name,
    windowName === 'GetPatientRecord light' && !('Filter' in parameters && JSON.stringify(parameters.Filter).includes('EntryDate')),
  );
  const patient = patientOf(parameters);
  // The metadata say of each user whether they are the one who is signed in.
  return kind === undefined
    ? undefined
    : { key: readKey(context, request), kind, patient, ofUser: patient !== undefined || name === 'GetOrganisationMetaData', windowMs: length };
}

/** Whose record a request concerns; `undefined` for nobody's. */
export function patientOf(parameters: object): string | undefined {
  return 'Identity' in parameters && parameters.Identity !== undefined ? JSON.stringify(ordered(parameters.Identity)) : undefined;
}

/** Who is signed in, as far as a reply says it. */
function userIn(name: FunctionName, reply: object): string | undefined {
  // What a reply of a function has is what its shape says of replies.
  if (name === 'GetCurrentActivity') return (reply as ReplyFor<'GetCurrentActivity'>).UserName;
  if (name === 'GetOrganisationMetaData') return (reply as ReplyFor<'GetOrganisationMetaData'>).User.find(({ CurrentUser }) => CurrentUser === true)?.UserName;
  return undefined;
}
