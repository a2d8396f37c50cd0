// What every error of the SDK has in common.

/** Which message an error belongs to. */
export interface ErrorOrigin {
  /** The function, as on the wire: `PatientSearch`. */
  readonly function?: string | undefined;
  /** The RequestUID that was sent: what to ask the Message Audit about. */
  readonly requestUid?: string | undefined;
  /** The ResponseUID of the reply, where there was one. */
  readonly responseUid?: string | undefined;
  readonly cause?: unknown;
}

/**
 * Every error of the SDK is one of these. Match on `code`, which does not change; the class tells the same to `instanceof`. Messages say what was wrong
 * and what to do; neither they nor any property carry a patient's data, a key, or a word of what the peer said.
 * @example if (error instanceof SystmOneError && !error.permanent) askAgainLater();
 */
export class SystmOneError extends Error {
  readonly code: string;
  /** Whether the same call cannot succeed as things are set up. */
  readonly permanent: boolean;
  readonly function: string | undefined;
  readonly requestUid: string | undefined;
  readonly responseUid: string | undefined;

  constructor(code: string, permanent: boolean, message: string, { function: name, requestUid, responseUid, cause }: ErrorOrigin = {}) {
    super(name === undefined ? message : `${name}: ${message}`, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.permanent = permanent;
    this.function = name;
    this.requestUid = requestUid;
    this.responseUid = responseUid;
  }
}
