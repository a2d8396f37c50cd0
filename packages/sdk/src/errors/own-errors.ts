// Failures that no reply tells of: the SDK found them itself.
import { type ErrorOrigin, SystmOneError } from './systmone-error.js';

/** Nothing listens: the SystmOne client (or s1kit) is not running on this machine. Nothing was sent. */
export class ClientNotRunningError extends SystmOneError {
  declare readonly code: 'ClientNotRunning';
  constructor(port: number, origin?: ErrorOrigin) {
    super('ClientNotRunning', false, `Nothing listens on port ${port} of this machine. Start the SystmOne client, and try again.`, origin);
  }
}

/** No reply came in time: the request was throttled, or lost. */
export class NoReplyError extends SystmOneError {
  declare readonly code: 'NoReply';
  constructor(milliseconds: number, origin?: ErrorOrigin) {
    super(
      'NoReply',
      false,
      `No reply came within ${milliseconds} ms: the request was throttled, or lost. Another program may be using the same device.`,
      origin,
    );
  }
}

/** The connection went before the reply was whole. */
export class ConnectionLostError extends SystmOneError {
  declare readonly code: 'ConnectionLost';
  constructor(origin?: ErrorOrigin) {
    super('ConnectionLost', false, 'The connection went before the reply was whole.', origin);
  }
}

/** What came back was not a reply to this request. */
export class ReplyInvalidError extends SystmOneError {
  declare readonly code: 'ReplyInvalid';
  /** The path of the element at fault, where there is one. */
  readonly path: string | undefined;
  constructor(what: string, permanent: boolean, origin?: ErrorOrigin, path?: string) {
    super('ReplyInvalid', permanent, what, origin);
    this.path = path;
  }
}

/** The reply was longer than the limit that is set. */
export class ReplyTooLargeError extends SystmOneError {
  declare readonly code: 'ReplyTooLarge';
  constructor(maxBytes: number, origin?: ErrorOrigin) {
    super('ReplyTooLarge', true, `The reply is longer than ${maxBytes} bytes. Ask for less with a Filter, or raise limits.replyBytes.`, origin);
  }
}

/** The request was not sent: it could not have succeeded. `path` names the element, and the message the rule, never a value. */
export class RequestInvalidError extends SystmOneError {
  declare readonly code: 'RequestInvalid';
  /** As `Identity/NHSNumber`, below the request. */
  readonly path: string;
  constructor(path: string, rule: string, origin?: ErrorOrigin) {
    super('RequestInvalid', true, path === '' ? rule : `${path}: ${rule}`, origin);
    this.path = path;
  }
}

/** An option of the SDK makes no sense. */
export class OptionInvalidError extends SystmOneError {
  declare readonly code: 'OptionInvalid';
  constructor(option: string, rule: string) {
    super('OptionInvalid', true, `${option}: ${rule}`);
  }
}

/** The record is not that of the patient who was expected: nothing was written. */
export class WrongPatientError extends SystmOneError {
  declare readonly code: 'WrongPatient';
  constructor(origin?: ErrorOrigin) {
    super('WrongPatient', true, 'The record is not that of the patient who was expected. Nothing was written.', origin);
  }
}

/** The client was closed. */
export class ClosedError extends SystmOneError {
  declare readonly code: 'Closed';
  constructor() {
    super('Closed', true, 'This connection to SystmOne was closed. Connect again.');
  }
}
