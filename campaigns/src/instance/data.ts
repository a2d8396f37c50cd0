// The data of an installation that campaigns let die: made once, of one or two organisations, and copied for each case.
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createDemo, openSqlite, type ServerKeys, sampleApplicationKey } from '@s1kit/server';
import Database from 'better-sqlite3';

export interface Organisation {
  readonly organisationId: string;
  readonly apiKey: string;
}

/** Where an installation lies: its database, and the checkpoints and snapshots beside it. */
export interface Installed {
  readonly folder: string;
  readonly organisations: readonly Organisation[];
}

/** Monday, 2 March 2026, 09:00 in the UK: when every case begins. */
export const monday = Date.UTC(2026, 2, 2, 9);

/** The same for all: what they sign need not be secret here, and must be the same in each run. */
export const keys: ServerKeys = keysOf(7);

const names = ['north', 'south'];

export function databaseOf({ folder }: Pick<Installed, 'folder'>): string {
  return join(folder, 's1kit.db');
}

/** Makes an installation with so many organisations, each with so many fictitious patients of its own. */
export async function makeInstalled(folder: string, options: { readonly organisations: 1 | 2; readonly patients: number }): Promise<Installed> {
  mkdirSync(folder, { recursive: true });
  const organisations: Organisation[] = [];
  for (const [index, organisationId] of names.slice(0, options.organisations).entries()) {
    const file = index === 0 ? databaseOf({ folder }) : join(folder, 'another.db');
    await makeOrganisation(file, organisationId, index + 1, options.patients);
    trim(file);
    if (index > 0) moveInto(databaseOf({ folder }), file);
    organisations.push({ organisationId, apiKey: sampleApplicationKey(index + 1) });
  }
  return { folder, organisations };
}

async function makeOrganisation(file: string, organisationId: string, seed: number, patients: number): Promise<void> {
  const store = openSqlite({ file, draft: true });
  await createDemo({ store, organisationId, keys, now: monday, version: '0', seed, anchorDate: '2026-03-02', patients, largeRecord: false });
  await store.close();
}

/** A few events for each patient: what is compared row by row after each request has to be little. */
function trim(file: string): void {
  const database = new Database(file);
  database.exec(`
    CREATE TEMP TABLE few AS SELECT event_id FROM (SELECT event_id, ROW_NUMBER() OVER (PARTITION BY patient_id ORDER BY event_id) AS place FROM event) WHERE place <= 4;
    DELETE FROM event WHERE event_id NOT IN (SELECT event_id FROM few);
    DELETE FROM document WHERE event_id NOT IN (SELECT event_id FROM event);
    DELETE FROM document_page WHERE document_id NOT IN (SELECT document_id FROM document);
    DELETE FROM document_content WHERE content_hash NOT IN (SELECT content_hash FROM document_page);
    VACUUM`);
  database.close();
}

/** A store has many organisations; what makes one makes an installation with it. */
function moveInto(file: string, other: string): void {
  const database = new Database(file);
  database.prepare('ATTACH DATABASE ? AS other').run(other);
  const tables = database.prepare("SELECT name FROM other.sqlite_master WHERE type = 'table' AND name <> 'installation'").pluck().all();
  for (const table of tables) database.exec(`INSERT INTO main."${String(table)}" SELECT * FROM other."${String(table)}"`);
  database.close();
  rmSync(other);
}

/** A copy in a folder of its own. */
export function copyInstalled(installed: Installed, folder: string): Installed {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  copyFileSync(databaseOf(installed), databaseOf({ folder }));
  return { ...installed, folder };
}

function keysOf(byte: number): ServerKeys {
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
  const privateKey = createPrivateKey({ key: Buffer.concat([prefix, Buffer.alloc(32, byte)]), format: 'der', type: 'pkcs8' });
  return {
    hmacSecret: Buffer.alloc(32, byte),
    checkpointPrivateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    checkpointPublicKey: createPublicKey(privateKey).export({ format: 'pem', type: 'spki' }).toString(),
  };
}
