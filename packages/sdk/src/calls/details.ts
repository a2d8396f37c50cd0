// What is known of a reply or an error besides what it says: kept beside it, so that replies are what the wire has and errors name no patient.
import type { UnknownElement } from '../transport/reply-reader.js';

/** What is known of a reply besides its content. */
export interface ReplyDetails {
  readonly requestUid: string;
  readonly responseUid: string | undefined;
  /** How often the request was sent. */
  readonly attempts: number;
  /** From sending to the last byte, in milliseconds. */
  readonly milliseconds: number;
  readonly bytes: number;
  /** Elements that the contract does not know, as they stood in the reply. */
  readonly unknown: readonly UnknownElement[];
  /** The paths of these, of attributes that are not known, and of elements whose value is not one of the contract's list: it stands in the reply as it came. */
  readonly unknownPaths: readonly string[];
  /** `looking`: no reply came, and the SDK found in the record that the write took effect. */
  readonly confirmedBy: 'reply' | 'looking';
}

export interface Details {
  keep(reply: object, details: ReplyDetails): void;
  of(reply: object): ReplyDetails | undefined;
  /** Keeps what a peer said of a failure. */
  keepMessage(error: Error, message: string): void;
  messageOf(error: Error): string | undefined;
}

/** Keeps details for as long as what they are of lives. */
export function createDetails(): Details {
  const replies = new WeakMap<object, ReplyDetails>();
  const messages = new WeakMap<Error, string>();
  return {
    keep: (reply, details) => void replies.set(reply, details),
    of: (reply) => replies.get(reply),
    keepMessage: (error, message) => void messages.set(error, message),
    messageOf: (error) => messages.get(error),
  };
}
