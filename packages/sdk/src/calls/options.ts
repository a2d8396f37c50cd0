// What a single call may be told.
import type { OutputScheme } from '@s1kit/contract';
import type { Priority, Wait } from '../pacing/window.js';

export interface CallOptions {
  /**
   * Gives the call up: it rejects with the signal's reason. A write that has left is not given up: it may have taken effect, so its outcome is told.
   */
  readonly signal?: AbortSignal;
  /** `interactive` (the default) comes before `background`, where calls wait for their turn. */
  readonly priority?: Priority;
  /** The coding schemes of the reply; those of the client, or of SystmOne, if left out. */
  readonly outputScheme?: Partial<OutputScheme>;
  /** How long silence is waited out, in milliseconds; `limits.replyMs` if left out. */
  readonly replyMs?: number;
  /** Told when the call has to wait for its turn, and whenever the expected time changes: for a countdown. */
  readonly onWait?: (wait: Wait) => void;
}

export interface ReadOptions extends CallOptions {
  /** Asks SystmOne, whatever the cache has. */
  readonly fresh?: boolean;
}

/** Who the patient is expected to be. */
export interface ExpectedPatient {
  /** Case, accents and white space at the ends do not matter. */
  readonly surname: string;
  /** `yyyy-MM-dd` */
  readonly dateOfBirth: string;
}

export interface WriteOptions extends CallOptions {
  /** Reads who the patient is first, and writes nothing where it is somebody else. */
  readonly expect?: ExpectedPatient;
}

export interface UpdateOptions extends WriteOptions {
  /**
   * `now`: the change is saved at once. `leaveOpen`: it stands unsaved on the user's screen, for them to save or discard, and the record is left open. There
   * is no default: whether somebody looks at a change before it is saved is a clinical decision.
   */
  readonly save: 'now' | 'leaveOpen';
}
