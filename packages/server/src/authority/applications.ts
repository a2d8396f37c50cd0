// The applications that are registered, and their keys (B4.1).
import { createHmac, createSecretKey } from 'node:crypto';
import { hexOf, type Random } from '../random.js';
import { all, first, kept, run, sql, type Work } from '../store/index.js';

/** An application as the checks need it. */
export interface Application {
  readonly id: string;
  readonly name: string;
  /** The functions that it may call; `null` for all. */
  readonly functions: readonly string[] | null;
}

/** An application as an administrator sees it. Times are milliseconds since 1970 UTC. */
export interface RegisteredApplication extends Application {
  readonly createdAt: number;
  readonly revokedAt: number | null;
  /** Its keys that are still accepted. */
  readonly keys: readonly { readonly createdAt: number; readonly expiresAt: number | null }[];
}

/** Turns a key into what is kept of it and found by. */
export type KeyHash = (apiKey: string) => string;

/**
 * Keys are kept as HMAC-SHA-256 and found by that: what compares is an index of digests that nobody without the secret can aim at,
 * so the time it takes tells nothing of a key.
 * @param secret the installation's own, at least 32 bytes
 */
export function keyHashWith(secret: Uint8Array): KeyHash {
  const key = createSecretKey(secret);
  return (apiKey) => createHmac('sha256', key).update(apiKey, 'utf8').digest('hex');
}

const keyBytes = 8;

type ApplicationRow = {
  readonly application_id: string;
  readonly name: string;
  readonly functions: string | null;
  readonly created_at: number;
  readonly revoked_at: number | null;
};

type KeyRow = { readonly application_id: string; readonly created_at: number; readonly expires_at: number | null };

const selectByKey = sql`SELECT application.application_id, application.name, application.functions, application_key.expires_at
  FROM application_key JOIN application
    ON application.organisation_id = application_key.organisation_id AND application.application_id = application_key.application_id
  WHERE application_key.organisation_id = ? AND application_key.key_hash = ?
    AND application.revoked_at IS NULL`;
const selectApplications = sql`SELECT application_id, name, functions, created_at, revoked_at FROM application
  WHERE organisation_id = ? ORDER BY created_at, application_id`;
const selectApplication = sql`SELECT application_id, name, functions, created_at, revoked_at FROM application
  WHERE organisation_id = ? AND application_id = ?`;
const selectNamed = sql`SELECT application_id FROM application WHERE organisation_id = ? AND name = ? AND revoked_at IS NULL`;
const selectKeys = sql`SELECT application_id, created_at, expires_at FROM application_key
  WHERE organisation_id = ? AND (expires_at IS NULL OR expires_at > ?) ORDER BY created_at`;
const insertApplication = sql`INSERT INTO application (organisation_id, application_id, name, functions, created_at, revoked_at) VALUES (?, ?, ?, ?, ?, NULL)`;
const insertKey = sql`INSERT INTO application_key (organisation_id, key_hash, application_id, created_at, expires_at) VALUES (?, ?, ?, ?, NULL)`;
const expireKeys = sql`UPDATE application_key SET expires_at = ?
  WHERE organisation_id = ? AND application_id = ? AND (expires_at IS NULL OR expires_at > ?)`;
const revokeRow = sql`UPDATE application SET revoked_at = ? WHERE organisation_id = ? AND application_id = ? AND revoked_at IS NULL`;
const deleteKeys = sql`DELETE FROM application_key WHERE organisation_id = ? AND application_id = ?`;

function functionsOf(text: string | null): readonly string[] | null {
  // The column is written below only, from an array of names.
  return text === null ? null : (JSON.parse(text) as readonly string[]);
}

/** The application whose key this is; `undefined` for an unknown, expired or revoked one. */
export function* applicationByKey(organisationId: string, keyHash: string, now: number): Work<Application | undefined> {
  const row = yield* kept<{ application_id: string; name: string; functions: string | null; expires_at: number | null }>(selectByKey, organisationId, keyHash);
  if (row === undefined || (row.expires_at !== null && row.expires_at <= now)) return undefined;
  return { id: row.application_id, name: row.name, functions: functionsOf(row.functions) };
}

/** Every application, the revoked ones too, the oldest first. */
export function* listApplications(organisationId: string, now: number): Work<readonly RegisteredApplication[]> {
  const rows = yield* all<ApplicationRow>(selectApplications, organisationId);
  const keys = yield* all<KeyRow>(selectKeys, organisationId, now);
  return rows.map((row) => registered(row, keys));
}

/** One application by its id. */
export function* applicationById(organisationId: string, id: string, now: number): Work<RegisteredApplication | undefined> {
  const row = yield* first<ApplicationRow>(selectApplication, organisationId, id);
  return row && registered(row, yield* all<KeyRow>(selectKeys, organisationId, now));
}

function registered(row: ApplicationRow, keys: readonly KeyRow[]): RegisteredApplication {
  return {
    id: row.application_id,
    name: row.name,
    functions: functionsOf(row.functions),
    createdAt: row.created_at,
    revokedAt: row.revoked_at,
    keys: keys.filter((key) => key.application_id === row.application_id).map((key) => ({ createdAt: key.created_at, expiresAt: key.expires_at })),
  };
}

/** Whether an application of that name is registered and not revoked: names are what people approve by, so two may not share one. */
export function* isNameTaken(organisationId: string, name: string): Work<boolean> {
  return (yield* first(selectNamed, organisationId, name)) !== undefined;
}

/** A new key: 16 hexadecimal digits. It is to be shown once and kept nowhere. */
export function newApiKey(random: Random): string {
  return hexOf(random, keyBytes);
}

/** Registers an application with its first key. */
export function* addApplication(organisationId: string, application: Application, keyHash: string, now: number): Work<void> {
  const functions = application.functions === null ? null : JSON.stringify(application.functions);
  yield* run(insertApplication, organisationId, application.id, application.name, functions, now);
  yield* run(insertKey, organisationId, keyHash, application.id, now);
}

/**
 * Gives an application a further key; those it has are accepted until `acceptedUntil`, or until they expire if that is sooner.
 * @param acceptedUntil milliseconds since 1970 UTC
 */
export function* rotateKey(organisationId: string, id: string, keyHash: string, acceptedUntil: number, now: number): Work<void> {
  yield* run(expireKeys, acceptedUntil, organisationId, id, acceptedUntil);
  yield* run(insertKey, organisationId, keyHash, id, now);
}

/** Revokes an application and its keys at once. */
export function* revokeApplication(organisationId: string, id: string, now: number): Work<void> {
  yield* run(revokeRow, now, organisationId, id);
  yield* run(deleteKeys, organisationId, id);
}
