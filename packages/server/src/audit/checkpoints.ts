// Writes a checkpoint of every chain: at start, at stop, every so many entries, every so many minutes.
import type { Cancel, Clock } from '@s1kit/link';
import type { Store } from '../store/index.js';
import { allChains, chainHead } from './chains.js';
import { appendCheckpoints, type Checkpoint } from './checkpoint-file.js';
import type { AuditPlace } from './draft.js';

/** The name of the file in the data folder. */
export const checkpointFileName = 'audit-checkpoints.jsonl';

const everyEntries = 1_000;
const everyMilliseconds = 5 * 60_000;

export interface CheckpointOptions {
  readonly store: Pick<Store, 'read'>;
  /** The path of the file; made if it is missing. */
  readonly file: string;
  /** Ed25519, PKCS #8, PEM. */
  readonly privateKey: string;
  readonly clock: Clock;
  /** `false` leaves it to the system when they reach the disk; true if left out. */
  readonly synced?: boolean;
  /** Told when a checkpoint could not be written; the next one tries again. */
  readonly onFailure: (failure: unknown) => void;
}

export interface Checkpoints {
  /** To be called when an entry has been committed. */
  recorded(place: AuditPlace, sequence: number): void;
  /** Writes a last checkpoint of every chain that went on. */
  close(): Promise<void>;
}

/**
 * Writes checkpoints until closed; the first ones before this resolves.
 * @throws {Error} if the file cannot be written
 */
export async function openCheckpoints({ store, file, privateKey, clock, synced, onFailure }: CheckpointOptions): Promise<Checkpoints> {
  /** How far each chain had come at its last checkpoint, by its name. */
  const written = new Map<string, number>();
  let writing: Promise<void> = Promise.resolve();
  let timer: Cancel = () => undefined;

  const write = async (): Promise<void> => {
    const places = await store.read(allChains);
    const checkpoints: Checkpoint[] = [];
    for (const place of places) {
      const head = await store.read(() => chainHead(place));
      if (head !== undefined && head.count !== written.get(nameOf(place))) checkpoints.push({ place, count: head.count, hash: head.hash, at: clock.now() });
    }
    await appendCheckpoints(file, privateKey, checkpoints, synced);
    for (const { place, count } of checkpoints) written.set(nameOf(place), count);
  };
  const enqueue = (): void => {
    writing = writing.then(write).catch(onFailure);
  };
  const again = (): void => {
    timer = clock.timer(everyMilliseconds, () => {
      enqueue();
      again();
    });
  };

  await write();
  again();
  return {
    recorded: (_place, sequence) => {
      if (sequence % everyEntries === 0) enqueue();
    },
    close: async () => {
      timer();
      await writing;
      await write();
    },
  };
}

function nameOf({ organisationId, workstationId }: AuditPlace): string {
  return JSON.stringify([organisationId, workstationId]);
}
