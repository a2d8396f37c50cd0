// What is to be put on record. The sequence, the chain and the digests are made when it is recorded.
import type { AuditKind, AuditOutcome } from '@s1kit/link';
import type { PreparedPayload } from './payload.js';

/** Where something is put on record: one chain for each organisation and workstation (B8.3). */
export interface AuditPlace {
  readonly organisationId: string;
  readonly workstationId: string;
}

export type { AuditKind, AuditOutcome };

export interface AuditDraft {
  readonly kind: AuditKind;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
  readonly outcome: AuditOutcome;
  readonly userName?: string | undefined;
  readonly applicationId?: string | undefined;
  readonly applicationName?: string | undefined;
  readonly deviceId?: string | undefined;
  readonly function?: string | undefined;
  readonly functionVersion?: string | undefined;
  readonly requestUid?: string | undefined;
  readonly responseUid?: string | undefined;
  /** NHS number or pseudo-number. */
  readonly patient?: string | undefined;
  readonly errorCode?: string | undefined;
  /** The message of the refusal, with the path of the element. */
  readonly rule?: string | undefined;
  readonly deviations?: readonly string[];
  /** The path of the element at fault. */
  readonly element?: string | undefined;
  /** For a throttled request (B5.5), milliseconds since 1970 UTC. */
  readonly allowedAt?: number | undefined;
  /** Microseconds. */
  readonly duration?: number | undefined;
  readonly requestBytes?: number | undefined;
  readonly replyBytes?: number | undefined;
  /** Raw bytes, or prepared beforehand where they are many (`preparePayload`). */
  readonly request?: Uint8Array | PreparedPayload | undefined;
  /** For a reply over 1 MiB it stands in the entry `sent` instead (B8.2). */
  readonly reply?: Uint8Array | PreparedPayload | undefined;
  /** An entry `sent` will follow with the end of the reply: until then the message reads `interrupted` (B8.2). */
  readonly replyFollows?: boolean;
  /** For `sent`: the sequence of its message. For what a person did: the sequence of the entry that it is about. */
  readonly linked?: number | undefined;
  /** What a person did, in words without clinical content. */
  readonly detail?: string | undefined;
}
