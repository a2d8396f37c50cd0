// Every limit of the SDK, with its name.

/** Limits of a client. Each has a default; times are in milliseconds. */
export interface Limits {
  /** How long silence is waited out before a request counts as not answered. */
  readonly replyMs: number;
  /** The same, while the user of SystmOne is being asked to approve this application. */
  readonly approvalMs: number;
  /** For how long a connection stays open between two reads. */
  readonly idleMs: number;
  /** How long silence is waited out when a connection is used for a second request for the first time: not every peer may read one. */
  readonly trialMs: number;
  /** How many connections stay open at most without a request. */
  readonly idleConnections: number;
  /** How long a reply may be, in bytes. */
  readonly replyBytes: number;
  /** How often a read is sent at most. */
  readonly attempts: number;
  /** The pause before the second attempt; each further one is twice as long, and each is cut at random by up to a half. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** How many events of a streamed record wait for their reader before the peer is made to wait. */
  readonly eventsAhead: number;
}

export const defaultLimits: Limits = {
  replyMs: 15_000,
  approvalMs: 130_000,
  idleMs: 5_000,
  trialMs: 3_000,
  idleConnections: 16,
  replyBytes: 128 * 1024 * 1024,
  attempts: 4,
  firstPauseMs: 1_000,
  longestPauseMs: 30_000,
  eventsAhead: 1_000,
};
