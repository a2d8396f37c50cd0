// What a deletion must do, told naively: a list of entries, gone through one by one (B7.18).

export const kinds = ['Event', 'Appointment', 'Task', 'Visit'] as const;
export type Kind = (typeof kinds)[number];

/** An entry of a record. */
export interface Entry {
  readonly kind: Kind;
  readonly uid: string;
  readonly nhsNumber: string;
  /** The application that wrote it; empty for none. */
  readonly by: string;
}

/** What a request names: `kind` is the element that names it, which may be the wrong one. */
export type Named = Pick<Entry, 'kind' | 'uid'>;

export interface Deletion {
  readonly nhsNumber: string;
  readonly by: string;
  readonly reason: string;
  readonly named: readonly Named[];
}

export interface Outcome {
  /** The code of the error; `undefined` where everything named is deleted. */
  readonly error: string | undefined;
  /** What is there afterwards. */
  readonly left: readonly Entry[];
}

/** What becomes of entries by a deletion. */
export function outcomeOf(entries: readonly Entry[], deletion: Deletion): Outcome {
  const error = errorOf(entries, deletion);
  return { error, left: error === undefined ? entries.filter((entry) => !deletion.named.some((named) => isSame(named, entry))) : entries };
}

function errorOf(entries: readonly Entry[], { by, named, nhsNumber, reason }: Deletion): string | undefined {
  if (reason.trim() === '' || named.length === 0) return 'ValueInvalid';
  const before: Named[] = [];
  // By kind, as the schema orders them.
  for (const one of kinds.flatMap((kind) => named.filter((each) => each.kind === kind))) {
    if (before.some((earlier) => isSame(earlier, one))) return 'ValueInvalid';
    before.push(one);
    const entry = entries.find((each) => isSame(each, one) && each.nhsNumber === nhsNumber);
    if (entry === undefined) return 'ValueUnknown';
    if (entry.by !== by) return 'DeletionRefused';
  }
  return undefined;
}

export function isSame(one: Named, other: Named): boolean {
  return one.kind === other.kind && one.uid === other.uid;
}
