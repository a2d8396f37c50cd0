// What clients have sent to an environment from its first start on, through all kills: what it is judged by.

/** A request that was sent; its marker stands in each part that it makes. */
export interface Sent {
  readonly marker: string;
  readonly answered: boolean;
  /** What its reply names, as a deletion names it. */
  readonly uids: string;
}

export interface History {
  /** An event, an appointment and a task each. */
  readonly written: Sent[];
  /** Deletions of what was written, by its markers. */
  readonly deleted: Sent[];
  /** An event and a task each, left unsaved. */
  readonly left: Sent[];
  /** Markers of what was left unsaved before a save was answered, or a discard begun. */
  readonly saved: Set<string>;
  readonly discarded: Set<string>;
  /** An event with a file each. */
  readonly documents: Sent[];
  /** DeviceIDs that replies carried. */
  readonly devices: Set<string>;
}

export function newHistory(): History {
  return { written: [], deleted: [], left: [], saved: new Set(), discarded: new Set(), documents: [], devices: new Set() };
}

export const uidsIn = (reply: string): string =>
  [...reply.matchAll(/<((?:Event|Appointment|Task)UID)>[0-9a-f]{16}<\/\1>/g)].map(([element]) => element).join('');

/** How often a marker stands in a text. */
export const countOf = (text: string, marker: string): number => text.split(`${marker};`).length - 1;
