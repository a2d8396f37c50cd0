// What happened in an episode: its last steps for a person, and a hash of everything, by which two runs are told to be the same.
import { createHash } from 'node:crypto';

export interface Trace {
  /** A step, in words without patients' data. */
  step(words: string): void;
  /** Bytes that belong to the last step: those of a reply, hashes of the audit. */
  bytes(bytes: Uint8Array | string): void;
  readonly steps: number;
  last(count: number): readonly string[];
  /** 48 bits of the hash so far: a number that JSON keeps whole. */
  hash(): number;
}

/** How many steps are kept for a person. */
const kept = 40;

export function openTrace(): Trace {
  const digest = createHash('sha256');
  const lines: string[] = [];
  let steps = 0;
  return {
    step: (words) => {
      steps++;
      digest.update(`${words}\n`);
      lines.push(`${steps}: ${words}`);
      if (lines.length > kept) lines.shift();
    },
    bytes: (bytes) => void digest.update(bytes),
    get steps() {
      return steps;
    },
    last: (count) => lines.slice(-count),
    hash: () => Number.parseInt(digest.copy().digest('hex').slice(0, 12), 16),
  };
}
