// A request and its reply, on a connection that is open already or on a new one.
import type { FunctionDeclaration } from '@s1kit/contract';
import { type Flow, TransportFailure } from '../transport/connection.js';
import type { LentConnection } from '../transport/connections.js';
import type { ArrivedReply, ReplyReader } from '../transport/reply-reader.js';
import type { CallContext } from './context.js';

export interface Conversation<D> {
  readonly document: string;
  /** Which connections it may use: see `Connections`. */
  readonly may: 'new' | 'kept' | 'trial';
  readonly replyMs: number;
  /** For each time that it is sent. */
  readonly newReader: () => ReplyReader<D>;
  /** @throws where the reply is to another request, or does not say to which and `mayLackEcho` is not said */
  readonly judge: (reply: ArrivedReply<D>, how: 'mayLackEcho' | 'mustHaveEcho') => void;
  readonly signal: AbortSignal | undefined;
  readonly onSent: () => void;
  readonly onReply: () => void;
  readonly onFlow: ((flow: Flow) => void) | undefined;
}

/**
 * Sends a request and reads its reply. A connection that had been kept may have been closed by the peer just then: where not a byte came back, the request
 * is sent once more, on a new one.
 * @throws {TransportFailure}, what the reader throws, and the signal's reason
 */
export async function converse<D extends FunctionDeclaration>(context: CallContext, conversation: Conversation<D>): Promise<ArrivedReply<D>> {
  const connection = context.connections.take(conversation.may);
  if (connection.past === 'none') return await converseOn(context, connection, conversation);
  let begun = false;
  const onReply = (): void => {
    begun = true;
    conversation.onReply();
  };
  try {
    return await converseOn(context, connection, { ...conversation, onReply });
  } catch (error) {
    if (begun || !isUnanswered(error, connection)) throw error;
    if (connection.past === 'trial') connection.distrust();
    return await converseOn(context, context.connections.take('new'), conversation);
  }
}

/** Silence is a throttle as well, so it is waited out in full: but for a trial, which asks what is soon allowed again. */
function isUnanswered(error: unknown, { past }: LentConnection): boolean {
  return error instanceof TransportFailure && (error.kind === 'lost' || past === 'trial');
}

async function converseOn<D extends FunctionDeclaration>(
  { clock, limits }: CallContext,
  connection: LentConnection,
  { document, replyMs, newReader, judge, signal, onSent, onReply, onFlow }: Conversation<D>,
): Promise<ArrivedReply<D>> {
  let isClean = false;
  const reader = newReader();
  try {
    await connection.exchange(document, reader, {
      clock,
      replyMs: connection.past === 'trial' ? Math.min(replyMs, limits.trialMs) : replyMs,
      signal,
      onSent,
      onReply,
      ...(onFlow === undefined ? {} : { onFlow }),
    });
    const reply = reader.result();
    judge(reply, 'mayLackEcho');
    if (connection.past !== 'none') judgeKept(connection, () => judge(reply, 'mustHaveEcho'));
    isClean = true;
    return reply;
  } finally {
    if (isClean) connection.giveBack();
    else connection.close();
  }
}

/** On a connection that others have used, a reply says what it answers. A peer whose failures do not is given new connections, where they are believed. */
function judgeKept(connection: LentConnection, judge: () => void): void {
  try {
    judge();
  } catch (error) {
    connection.distrust();
    throw error;
  }
}
