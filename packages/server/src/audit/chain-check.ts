// Checks one chain, entry by entry.
import type { Checkpoint } from './checkpoint-file.js';
import { chainStart, type EntryRow, entryHash } from './entry-row.js';
import { digestInTurns, payloadBytes } from './payload.js';
import type { PayloadRow } from './verify-portions.js';

export /** Why a chain is not whole. */
class Break extends Error {
  readonly sequence: number;

  constructor(sequence: number, why: string) {
    super(why);
    this.sequence = sequence;
  }
}

export interface ChainCheck {
  /** The sequence that the next entry must have. */
  next(): number;
  entry(entry: EntryRow, payload: PayloadRow | undefined): Promise<void>;
  /** There is a payload without an entry, no further on than the next. */
  stray(): void;
  end(): Promise<void>;
}

/** Begins with a chain. `checkpoints` are its own, in the order of their counts. What is not whole is thrown as a `Break`. */
export function chainCheck(checkpoints: readonly Checkpoint[]): ChainCheck {
  let next = 1;
  let previous = chainStart;
  let position = 0;
  /** Sequences whose payloads are gone without an entry that says so yet, as runs. */
  let gone: { readonly from: number; to: number }[] = [];
  let strayAt: number | undefined;

  return {
    next: () => next,
    entry: async (entry, payload) => {
      if (entry.sequence !== next) throw new Break(next, 'The entry is missing.');
      if (entry.previous_hash !== previous) throw new Break(next, 'The entry does not follow on the one before it.');
      if (entryHash(entry) !== entry.hash) throw new Break(next, 'The entry was changed.');
      for (let checkpoint = checkpoints[position]; checkpoint !== undefined && checkpoint.count <= next; checkpoint = checkpoints[++position]) {
        if (checkpoint.hash !== entry.hash)
          throw new Break(next, `The entry is not the one that a checkpoint of ${timeOf(checkpoint)} tells of: the chain was made anew.`);
      }
      if (payload !== undefined) await checkPayload(entry, payload);
      else if (entry.request_digest !== null || entry.reply_digest !== null) noteGone(gone, next);
      const { linked } = entry;
      if (entry.kind === 'retention' && linked !== null)
        gone = gone.map(({ from, to }) => ({ from: Math.max(from, linked + 1), to })).filter(({ from, to }) => from <= to);
      previous = entry.hash;
      next++;
    },
    stray: () => {
      strayAt ??= next;
    },
    end: async () => {
      const checkpoint = checkpoints.at(-1);
      // First, for the retention that dropped what is missing may be among what was cut off.
      if (checkpoint !== undefined && checkpoint.count >= next) {
        throw new Break(next, `A checkpoint of ${timeOf(checkpoint)} counts ${checkpoint.count} entries: the last ones were cut off.`);
      }
      const [unexplained] = gone;
      if (unexplained !== undefined) throw new Break(unexplained.from, 'The payload is missing, and no retention dropped it.');
      if (strayAt !== undefined) throw new Break(strayAt, 'There is a payload without its entry: the entry was removed.');
    },
  };
}

function noteGone(gone: { readonly from: number; to: number }[], sequence: number): void {
  const last = gone.at(-1);
  if (last?.to === sequence - 1) last.to = sequence;
  else gone.push({ from: sequence, to: sequence });
}

async function checkPayload(entry: EntryRow, payload: PayloadRow): Promise<void> {
  if (payload.stored_bytes !== (payload.request?.length ?? 0) + (payload.reply?.length ?? 0))
    throw new Break(entry.sequence, 'The size of the payload was changed.');
  await checkPart(entry.sequence, 'request', entry.request_digest, payload.request_encoding, payload.request);
  await checkPart(entry.sequence, 'reply', entry.reply_digest, payload.reply_encoding, payload.reply);
}

async function checkPart(sequence: number, part: string, digest: string | null, encoding: string | null, stored: Uint8Array | null): Promise<void> {
  if (digest === null && encoding === null && stored === null) return;
  if (digest === null || encoding === null || stored === null) throw new Break(sequence, `The payload of the ${part} was added or removed.`);
  let bytes: Uint8Array;
  try {
    bytes = await payloadBytes(encoding, stored);
  } catch {
    throw new Break(sequence, `The payload of the ${part} was changed.`);
  }
  if ((await digestInTurns(bytes)) !== digest) throw new Break(sequence, `The payload of the ${part} was changed.`);
}

/** When a checkpoint was written. */
export function timeOf(checkpoint: Checkpoint): string {
  return new Date(checkpoint.at).toISOString();
}
