// What an application is told where there is no whole reply.
import { ClientNotRunningError, ConnectionLostError, type ErrorOrigin, NoReplyError, type SystmOneError } from '../errors/index.js';
import type { TransportFailure } from './connection.js';

/** @param replyMs how long silence was waited out */
export function transportError({ kind, cause }: TransportFailure, port: number, replyMs: number, origin: ErrorOrigin): SystmOneError {
  if (kind === 'refused') return new ClientNotRunningError(port, { ...origin, cause });
  return kind === 'silence' ? new NoReplyError(replyMs, origin) : new ConnectionLostError({ ...origin, cause });
}
