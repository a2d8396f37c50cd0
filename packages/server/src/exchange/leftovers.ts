// What requests have kept outside their unit of work and could not drop again, because the disk failed: dropped once it works (B3.7).
import { type Holder, holderOfRequest, releaseContent } from '../documents/index.js';
import type { Store } from '../store/index.js';

export interface Leftovers {
  /** Notes that a request may have left something. */
  note(responseUid: string): void;
  /** Drops what is left, as far as that is possible now; to be called when something could be written. Never rejects. */
  release(): Promise<void>;
}

export function createLeftovers(store: Pick<Store, 'write'>, organisationId: string): Leftovers {
  const holders = new Set<Holder>();
  return {
    note: (responseUid) => void holders.add(holderOfRequest({ responseUid })),
    release: async () => {
      for (const holder of holders) {
        holders.delete(holder);
        try {
          await store.write(() => releaseContent(organisationId, holder));
        } catch {
          holders.add(holder);
          return;
        }
      }
    },
  };
}
