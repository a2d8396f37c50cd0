// Searching a list by the beginnings of words, or by the code. Made for lists of hundreds of thousands: looked through in portions, between which others have
// their turn.

/** Something that can be searched for. */
export interface Searchable {
  readonly code: string;
  readonly term: string;
}

export interface Found<T> {
  /** The best first. */
  readonly found: readonly T[];
  /** Whether there are more than were asked for. */
  readonly more: boolean;
}

export interface SearchIndex<T> {
  /**
   * @param text beginnings of words in any order, or of the code, whose capitals count
   * @param accept which entries count; all if left out
   */
  search(text: string, limit: number, accept?: (entry: T) => boolean): Promise<Found<T>>;
}

/** How many entries are looked at in one turn of the loop: well under a millisecond's worth of others' patience, a few milliseconds of work. */
const portion = 4_096;

/** Words by their first two letters, each with the entries that have one. */
interface Entry<T extends Searchable> {
  readonly value: T;
  readonly words: readonly string[];
  readonly folded: string;
}

/** Makes an index of a list, in portions. */
export async function makeSearchIndex<T extends Searchable>(list: readonly T[]): Promise<SearchIndex<T>> {
  const buckets = new Map<string, Entry<T>[]>();
  const entries: Entry<T>[] = [];
  for (const [index, value] of list.entries()) {
    if (index % portion === portion - 1) await turn();
    const folded = foldWords(value.term);
    const entry = { value, folded, words: folded.split(' ') };
    entries.push(entry);
    for (const key of new Set([...entry.words, fold(value.code)].map((word) => word.slice(0, keyLength)))) {
      const bucket = buckets.get(key);
      if (bucket === undefined) buckets.set(key, [entry]);
      else bucket.push(entry);
    }
  }
  return {
    search: async (text, limit, accept = () => true) => {
      const sought = foldWords(text)
        .split(' ')
        .filter((word) => word !== '');
      const code = text.trim();
      const candidates = candidatesFor(sought, fold(code), buckets) ?? entries;
      const best: { readonly rank: number; readonly entry: Entry<T> }[] = [];
      for (const [index, entry] of candidates.entries()) {
        if (index % portion === portion - 1) await turn();
        const rank = rankOf(entry, sought, code);
        if (rank !== undefined && accept(entry.value)) best.push({ rank, entry });
      }
      best.sort((a, b) => a.rank - b.rank || a.entry.folded.length - b.entry.folded.length || compare(a.entry.folded, b.entry.folded));
      return { found: best.slice(0, limit).map(({ entry }) => entry.value), more: best.length > limit };
    },
  };
}

const keyLength = 2;

/** The shortest list that has every entry that could match; `undefined` where the text is too short for one. */
function candidatesFor<E>(sought: readonly string[], code: string, buckets: ReadonlyMap<string, readonly E[]>): readonly E[] | undefined {
  const keys = sought.length === 0 ? [code] : sought;
  const lists = keys.filter((word) => word.length >= keyLength).map((word) => buckets.get(word.slice(0, keyLength)) ?? []);
  const [shortest] = [...lists].sort((a, b) => a.length - b.length);
  if (shortest === undefined) return undefined;
  // A code is one word, which folding may have divided.
  const byCode = buckets.get(code.slice(0, keyLength)) ?? [];
  return byCode === shortest ? shortest : [...new Set([...shortest, ...byCode])];
}

/** 0 for the code itself; then terms that begin so, that have the words, codes that begin so; `undefined` for what is not meant. */
function rankOf({ folded, value, words }: Entry<Searchable>, sought: readonly string[], code: string): number | undefined {
  if (value.code === code) return 0;
  if (sought.length > 0 && sought.every((beginning) => words.some((word) => word.startsWith(beginning)))) {
    const text = sought.join(' ');
    return folded === text ? 1 : folded.startsWith(text) ? 2 : 3;
  }
  return code.length >= keyLength && value.code.startsWith(code) ? 4 : undefined;
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function foldWords(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
