// An audit in a real store in a folder of its own, and a way to tamper with it behind the environment's back.
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type MovableClock, movableClock } from '@s1kit/link';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import {
  type AuditDraft,
  type AuditPlace,
  type Checkpoints,
  checkpointFileName,
  openCheckpoints,
  record,
  type Verification,
  verify,
} from '../../src/audit/index.js';
import { openSqlite, type Store } from '../../src/store/index.js';

export const here: AuditPlace = { organisationId: 'test-practice', workstationId: 'desk-1' };
export const start = Date.UTC(2026, 0, 5, 9);

export interface Trail {
  readonly folder: string;
  readonly file: string;
  readonly checkpointFile: string;
  readonly publicKey: string;
  readonly privateKey: string;
  readonly clock: MovableClock;
  readonly store: Store;
  add(draft?: Partial<AuditDraft>, place?: AuditPlace): Promise<number>;
  /** Adds many, in few units of work. */
  addMany(count: number, draft: (index: number) => Partial<AuditDraft>): Promise<void>;
  openCheckpoints(onFailure?: (failure: unknown) => void): Promise<Checkpoints>;
  verify(): Promise<Verification>;
  /** Changes the database past the environment. */
  tamper(change: (database: Database.Database) => void): void;
}

export function message(draft: Partial<AuditDraft> = {}): AuditDraft {
  return {
    kind: 'message',
    at: start,
    outcome: 'success',
    userName: 'ada',
    applicationId: 'app-1',
    applicationName: 'Sample',
    deviceId: '0123456789ABCDEF',
    function: 'PatientSearch',
    functionVersion: '1.0',
    requestUid: 'request',
    responseUid: 'response',
    duration: 1234,
    request: Buffer.from('<ClientIntegrationRequest/>'),
    reply: Buffer.from('<ClientIntegrationResponse/>'),
    ...draft,
  };
}

/** Opens a trail; it is closed and removed when the test is over. */
export function openTrail(): Trail {
  const folder = mkdtempSync(join(tmpdir(), 's1kit-audit-'));
  const file = join(folder, 's1kit.db');
  const checkpointFile = join(folder, checkpointFileName);
  const store = openSqlite({ file });
  const clock = movableClock({ start });
  const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  onTestFinished(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    folder,
    file,
    checkpointFile,
    publicKey,
    privateKey,
    clock,
    store,
    add: (draft, place = here) => store.write(() => record(place, message({ at: clock.now(), ...draft }))),
    addMany: async (count, draft) => {
      for (let from = 0; from < count; from += 2_000) {
        await store.write(function* () {
          for (let index = from; index < Math.min(from + 2_000, count); index++) yield* record(here, message(draft(index)));
        });
      }
    },
    openCheckpoints: (onFailure) =>
      openCheckpoints({
        store,
        file: checkpointFile,
        privateKey,
        clock,
        onFailure:
          onFailure ??
          ((failure) => {
            throw failure;
          }),
      }),
    verify: () => verify({ store, checkpoints: { file: checkpointFile, publicKey } }),
    tamper: (change) => {
      const database = new Database(file);
      try {
        change(database);
      } finally {
        database.close();
      }
    },
  };
}
