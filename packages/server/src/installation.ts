// What the installation is: Demo or Live, made when, from which seed (B9.1).
import type { History } from './fictitious/history.js';
import { first, run, type Store, sql, type Work } from './store/index.js';

export type InstallationKind = 'demo' | 'live';

export interface Installation {
  readonly kind: InstallationKind;
  /** Milliseconds since 1970 UTC. */
  readonly createdAt: number;
  /** The version that made it. */
  readonly createdBy: string;
  /** Of Demo data: what they were made from. */
  readonly seed: number | null;
  /** `yyyy-MM-dd` */
  readonly anchorDate: string | null;
  /** How many patients were made at creation. */
  readonly patients: number | null;
  /** Whether the fictitious patients include the one of the very large record. */
  readonly largeRecord: boolean;
  /** How much the fictitious patients have on record: `full` if it is not said. */
  readonly history?: History;
}

/** Why an installation cannot be opened. The message is for a person. */
export class InstallationError extends Error {
  readonly code: 'missing' | 'otherKind' | 'demoOnly';

  constructor(code: InstallationError['code'], message: string) {
    super(message);
    this.name = 'InstallationError';
    this.code = code;
  }
}

type InstallationRow = {
  readonly kind: InstallationKind;
  readonly created_at: number;
  readonly created_by: string;
  readonly seed: number | null;
  readonly anchor_date: string | null;
  readonly patients: number | null;
  readonly large_record: number | null;
  readonly history: History | null;
};

const select = sql`SELECT kind, created_at, created_by, seed, anchor_date, patients, large_record, history FROM installation WHERE one = 1`;
const insert = sql`INSERT INTO installation (one, kind, created_at, created_by, seed, anchor_date, patients, large_record, history) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** What a database holds; `undefined` where nothing was created in it yet, or its creation did not get to its end. */
export async function installationOf(store: Store): Promise<Installation | undefined> {
  const row = await store.read(() => first<InstallationRow>(select));
  if (row === undefined) return undefined;
  const { kind, seed, patients, history } = row;
  return {
    kind,
    createdAt: row.created_at,
    createdBy: row.created_by,
    seed,
    anchorDate: row.anchor_date,
    patients,
    largeRecord: row.large_record === 1,
    ...(history === 'none' ? { history } : {}),
  };
}

/** Writes what an installation is: the last step of its creation. */
export function* writeInstallation(installation: Installation): Work<void> {
  const { kind, createdAt, createdBy, seed, anchorDate, patients, largeRecord, history = 'full' } = installation;
  yield* run(insert, kind, createdAt, createdBy, seed, anchorDate, patients, largeRecord ? 1 : 0, history);
}

/**
 * Checks that a database is of the kind that is wanted.
 * @throws {InstallationError} `missing` where nothing was created, `otherKind` where it is of the other kind
 */
export async function requireInstallation(store: Store, kind: InstallationKind): Promise<Installation> {
  const installation = await installationOf(store);
  if (installation === undefined) throw new InstallationError('missing', 'Nothing was created in this data folder yet.');
  if (installation.kind !== kind) {
    const names = { demo: 'Demo', live: 'Live' };
    throw new InstallationError(
      'otherKind',
      `The data was created for ${names[installation.kind]} and is not opened as ${names[kind]}. Use another data folder.`,
    );
  }
  return installation;
}
