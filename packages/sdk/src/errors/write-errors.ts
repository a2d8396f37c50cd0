// How a write ends that was sent and not answered, where it did not take effect or nobody can tell.
import { type ErrorOrigin, SystmOneError } from './systmone-error.js';

/** What was seen when it was looked whether a write took effect: no patient's data. */
export interface Seen {
  /** How often it was looked. */
  readonly looks: number;
  /** Identifiers of what is like the write, and was not there before as far as that is known. */
  readonly uids: readonly string[];
}

/** The write was sent, not answered, and did not take effect: it may be sent again. */
export class WriteNotDoneError extends SystmOneError {
  declare readonly code: 'WriteNotDone';
  readonly seen: Seen;
  constructor(seen: Seen, origin: ErrorOrigin) {
    super('WriteNotDone', false, 'No reply came, and the write did not take effect. It may be sent again.', origin);
    this.seen = seen;
  }
}

/**
 * Why it cannot be told. `identical`: there is more than one like it, or one that may have been there before. `unsaved`: it stands unsaved on the user's
 * screen, or does not, which nobody but the user sees. `notSeen`: what would show it could not be read.
 */
export type Doubt = 'identical' | 'unsaved' | 'notSeen';

const advice: Readonly<Record<Doubt, string>> = {
  identical: 'The record has something like it that may have been there before.',
  unsaved: 'It may stand unsaved on the screen of the user, who can tell.',
  notSeen: 'The record could not be looked at.',
};

/** The write was sent, not answered, and whether it took effect cannot be told. Do not send it again: let somebody look at the record. */
export class WriteUnknownError extends SystmOneError {
  declare readonly code: 'WriteUnknown';
  readonly doubt: Doubt;
  readonly seen: Seen;
  constructor(doubt: Doubt, seen: Seen, origin: ErrorOrigin) {
    super('WriteUnknown', true, `No reply came, and whether the write took effect cannot be told. ${advice[doubt]} Do not send it again: look first.`, origin);
    this.doubt = doubt;
    this.seen = seen;
  }
}
