// What the server offers to one workstation: its documents answered, and the operations of its screens.
import type { Reply, RequestDocument } from './documents.js';
import type { InputOf, OperationName, OutputOf } from './operations/index.js';

/** Who asks for an operation: the user signed in at the screens, or whoever holds the environment's token. */
export type Actor = { readonly kind: 'user'; readonly userName: string } | { readonly kind: 'operator' };

export interface ServerDoor {
  /**
   * Answers one document. Never rejects: what fails becomes an error reply.
   * @param signal aborts when the client has gone; only a throttle or a prompt that still holds the request heeds it (B2.8)
   */
  exchange(document: RequestDocument, signal: AbortSignal): Promise<Reply>;
  /**
   * Carries out an operation of the screens or the command line.
   * @throws {OperationError} with a status as in HTTP and a message for a person
   */
  perform<N extends OperationName>(name: N, input: InputOf<N>, actor: Actor): Promise<OutputOf<N>>;
}

/** Why an operation was not carried out. */
export class OperationError extends Error {
  /** As in HTTP: 400 wrong input, 403 not allowed, 404 not there, 409 not in this state. */
  readonly status: 400 | 403 | 404 | 409;
  /** Which part of the input is at fault, where one is: the path of its element in a message. */
  readonly path: string | undefined;

  constructor(status: 400 | 403 | 404 | 409, message: string, path?: string) {
    super(message);
    this.name = 'OperationError';
    this.status = status;
    this.path = path;
  }
}
