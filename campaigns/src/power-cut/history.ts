// What clients have done until the power went, and what may therefore be there afterwards.

/** Where what a request wrote can be: in the record, waiting unsaved, or nowhere. */
export type Whereabouts = 'record' | 'unsaved' | 'nowhere';

/** A request that wrote several things, each with its marker in it. */
export interface Written {
  readonly marker: string;
  /** How many things. */
  readonly parts: number;
  /** The elements that a deletion names. */
  uids: string;
  /** Where it may be, as far as clients can know. */
  may: readonly Whereabouts[];
}

export interface History {
  readonly written: Map<string, Written>;
  /** What each snapshot that was answered has in the record. */
  readonly snapshots: Map<string, ReadonlySet<string>>;
  /** The snapshot whose restoring was not answered: everything is as it has it, or as it was. */
  restoring: string | undefined;
}

export function newHistory(): History {
  return { written: new Map(), snapshots: new Map(), restoring: undefined };
}

/** The markers that are in the record for certain. */
export function inRecord({ written }: History): ReadonlySet<string> {
  return new Set([...written.values()].filter(({ may }) => may.length === 1 && may[0] === 'record').map(({ marker }) => marker));
}

/** Everything is as a snapshot has it: what is unsaved is discarded. */
export function restored(history: History, name: string): void {
  const had = history.snapshots.get(name) ?? new Set();
  for (const one of history.written.values()) one.may = [had.has(one.marker) ? 'record' : 'nowhere'];
}

/** What was found after the power cut. */
export interface Found {
  /** How many of the parts of a marker are there. */
  readonly record: (marker: string) => number;
  readonly unsaved: (marker: string) => number;
  /** Whether the request of a marker is on record as a success. */
  readonly audited: (marker: string) => boolean;
}

/** Judges what was found, and takes it for what is known from now on. @returns what does not hold */
export function judge(history: History, found: Found): readonly string[] {
  const where = new Map([...history.written.values()].map((one) => [one.marker, whereIs(one, found)]));
  const wrong = [...history.written.values()].flatMap((one) => {
    const is = where.get(one.marker);
    if (is === undefined)
      return [`of the ${one.parts} things of a request ${found.record(one.marker)} are in the record and ${found.unsaved(one.marker)} unsaved`];
    if (is !== 'nowhere' && !found.audited(one.marker)) return ['something is there that is not on record'];
    return [];
  });
  if (wrong.length > 0) return wrong;
  const lost = [...history.written.values()].filter(({ marker, may }) => !may.includes(where.get(marker) ?? 'nowhere'));
  if (lost.length > 0 && !isAsRestored(history, where)) {
    return [
      `${lost.length} requests are not as they were answered: ${lost
        .slice(0, 3)
        .map(({ marker, may }) => `${where.get(marker)}, not ${may.join(' or ')}`)
        .join('; ')}`,
    ];
  }
  for (const one of history.written.values()) one.may = [where.get(one.marker) ?? 'nowhere'];
  history.restoring = undefined;
  return [];
}

/** All of it in one place, or `undefined`. */
function whereIs({ marker, parts }: Written, { record, unsaved }: Found): Whereabouts | undefined {
  const [inside, waiting] = [record(marker), unsaved(marker)];
  if (inside === parts && waiting === 0) return 'record';
  if (inside === 0 && waiting === parts) return 'unsaved';
  return inside === 0 && waiting === 0 ? 'nowhere' : undefined;
}

function isAsRestored({ restoring, snapshots, written }: History, where: ReadonlyMap<string, Whereabouts | undefined>): boolean {
  const had = restoring === undefined ? undefined : snapshots.get(restoring);
  return had !== undefined && [...written.keys()].every((marker) => where.get(marker) === (had.has(marker) ? 'record' : 'nowhere'));
}
