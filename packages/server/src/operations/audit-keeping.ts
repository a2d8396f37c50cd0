// What the audit needs while the server is open: checkpoints outside the database (B8.3), and retention (B8.5).
import { join } from 'node:path';
import type { Clock } from '@s1kit/link';
import type { Logger } from 'pino';
import { type AuditPlace, type Checkpoints, checkpointFileName, demoRetention, liveRetention, openCheckpoints, startRetention } from '../audit/index.js';
import type { InstallationKind } from '../installation.js';
import type { Store } from '../store/index.js';

export interface AuditKeeping extends Checkpoints {
  /** The path of the checkpoints. */
  readonly file: string;
  /** What their signatures are checked with: ed25519, PEM. */
  readonly publicKey: string;
}

export interface AuditKeepingOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly kind: InstallationKind;
  readonly dataFolder: string;
  readonly throwAway?: boolean;
  readonly keys: { readonly checkpointPrivateKey: string; readonly checkpointPublicKey: string };
}

/** Keeps the audit until closed. */
export async function keepAudit({ clock, dataFolder, keys, kind, log, store, throwAway = false }: AuditKeepingOptions): Promise<AuditKeeping> {
  const file = join(dataFolder, checkpointFileName);
  const checkpoints = await openCheckpoints({
    store,
    file,
    privateKey: keys.checkpointPrivateKey,
    clock,
    synced: !throwAway,
    onFailure: (failure) => log.error({ failure: nameOf(failure) }, 'A checkpoint of the audit could not be written.'),
  });
  const retention = startRetention({
    store,
    clock,
    policy: kind === 'demo' ? demoRetention : liveRetention,
    onFailure: (failure) => log.error({ failure: nameOf(failure) }, 'Old payloads of the audit could not be dropped.'),
  });
  return {
    file,
    publicKey: keys.checkpointPublicKey,
    recorded: (place: AuditPlace, sequence) => checkpoints.recorded(place, sequence),
    close: async () => {
      await retention.close();
      await checkpoints.close();
    },
  };
}

function nameOf(failure: unknown): string {
  return failure instanceof Error ? failure.name : 'unknown';
}
