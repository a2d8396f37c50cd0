// What a search of the audit is asked for.

/** What is asked for. Texts are compared as they are. */
export interface Wanted {
  /** Only entries between these sequences, both left out. */
  readonly above: number;
  readonly below: number;
  /** Only entries of these times, both included: milliseconds since 1970 UTC. */
  readonly from: number;
  readonly to: number;
  readonly limit: number;
  readonly order: 'newest' | 'oldest';
  readonly user?: string | undefined;
  /** Its identifier or its name. */
  readonly application?: string | undefined;
  readonly device?: string | undefined;
  readonly function?: string | undefined;
  readonly outcome?: string | undefined;
  readonly patient?: string | undefined;
  /** A ResponseUID or a RequestUID. */
  readonly uid?: string | undefined;
  /** The beginning of a RequestUID. */
  readonly uidStart?: string | undefined;
  readonly kinds?: Kinds | undefined;
}

/** What came through the API, or what people did. */
export type Kinds = 'messages' | 'people';

/** Whether an entry is of these. */
export function isOf(kinds: Kinds, kind: string): boolean {
  return (kind === 'message' || kind === 'sent') === (kinds === 'messages');
}
