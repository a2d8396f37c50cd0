// Makes a Demo installation: the fictitious data from a seed, and the sample application (B4.1, B9.2).
import { addApplication, keyHashWith } from './authority/applications.js';
import type { History } from './fictitious/history.js';
import { sampleApplication, sampleApplicationKey } from './fictitious/sample-application.js';
import { writeInstallation } from './installation.js';
import type { Store } from './store/index.js';

export interface DemoOptions {
  /** In which nothing was created yet. */
  readonly store: Store;
  readonly organisationId: string;
  readonly keys: { readonly hmacSecret: Uint8Array };
  /** The time of creation, in milliseconds since 1970 UTC. */
  readonly now: number;
  /** Of this program. */
  readonly version: string;
  /** The same seed and anchor date give the same data. */
  readonly seed: number;
  /** The day that the data is made for, `yyyy-MM-dd`. */
  readonly anchorDate: string;
  readonly patients: number;
  /** `false` leaves out the patient of 15,000 events, which takes its time. */
  readonly largeRecord?: boolean;
  /** How much the patients have on record; `full` if left out. */
  readonly history?: History;
  /** Told how many patients there are. What it throws ends the making. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Makes a Demo installation in an empty store. It counts as made when this has resolved: what broke off before is not opened. */
export async function createDemo(options: DemoOptions): Promise<void> {
  const { anchorDate, history = 'full', keys, largeRecord = true, now, onProgress, organisationId, patients, seed, store, version } = options;
  // Loaded when it is needed: most starts find their data there.
  const { writeFictitious } = await import('./fictitious/index.js');
  await writeFictitious(store, { organisationId, seed, anchorDate, patients, largeRecord, history }, ({ done, total }) => onProgress?.(done, total));
  const keyHash = keyHashWith(keys.hmacSecret)(sampleApplicationKey(seed));
  await store.write(function* () {
    yield* addApplication(organisationId, { ...sampleApplication, functions: null }, keyHash, now);
    yield* writeInstallation({ kind: 'demo', createdAt: now, createdBy: version, seed, anchorDate, patients, largeRecord, history });
  });
}
