// The data of an environment that is stopped, opened to read only: for the command line.
import { join } from 'node:path';
import { functions, schemaFiles, schemaVersion } from '@s1kit/contract';
import type { OutputOf } from '@s1kit/link';
import { type AuditFilters, allChains, checkpointFileName, type ExportPage, exportPage, type Verification, verify } from './audit/index.js';
import { loadDirectory } from './directory/index.js';
import { type ExtractRequest, type WrittenExtract, writeExtract } from './extracts/index.js';
import { all, openSqlite, type Store, sql, type Work } from './store/index.js';

export interface StoppedOptions {
  /** The path of the database. */
  readonly database: string;
  /** The data folder, where the checkpoints of the audit lie. */
  readonly folder: string;
  /** What the checkpoints' signatures are checked with: ed25519, SPKI, PEM. */
  readonly checkpointPublicKey: string;
}

export interface StoppedData {
  verify(): Promise<Verification>;
  /** Entries with their payloads, page by page, each chain oldest first. Nothing is put on record: nothing is written. */
  export(filters: AuditFilters): AsyncIterable<ExportPage>;
  /** The schemas of the functions on offer, with the organisation's lists. */
  schemas(): Promise<OutputOf<'schemas.get'>>;
  /**
   * Writes the extract of the organisation (B7.22). Nothing is put on record: nothing in the data folder is written.
   * @throws {Refusal} ValueInvalid, and what `writeFiles` throws
   */
  extract(request: Omit<ExtractRequest, 'organisationId' | 'store'>): Promise<WrittenExtract>;
  close(): Promise<void>;
}

/**
 * Opens the data of a stopped environment. Nothing in its folder is changed.
 * @throws {StoreError} if it cannot be read
 */
export async function openStopped({ database, folder, checkpointPublicKey }: StoppedOptions): Promise<StoppedData> {
  const store = openSqlite({ file: database, readOnly: true });
  return {
    verify: () => verify({ store, checkpoints: { file: join(folder, checkpointFileName), publicKey: checkpointPublicKey } }),
    export: (filters) => exportAll(store, filters),
    schemas: async () => {
      const { lists } = await store.read(firstDirectory);
      const offered = functions.filter(({ available }) => available);
      return { version: schemaVersion(lists, offered), files: schemaFiles(offered, lists).map(({ name, content }) => ({ name, content })) };
    },
    extract: async (request) => writeExtract({ ...request, store, organisationId: await store.read(firstOrganisation) }),
    close: () => store.close(),
  };
}

async function* exportAll(store: Store, filters: AuditFilters): AsyncIterable<ExportPage> {
  for (const place of await store.read(allChains)) {
    let { after } = filters;
    for (;;) {
      const page = await exportPage(store, place, { ...filters, ...(after === undefined ? {} : { after }) });
      const last = page.at(-1)?.entry.sequence;
      if (last === undefined) break;
      yield page;
      after = last;
    }
  }
}

const selectOrganisations = sql`SELECT organisation_id FROM organisation ORDER BY organisation_id`;

/** A Demo has one organisation. */
function* firstOrganisation(): Work<string> {
  const [organisation] = yield* all<{ organisation_id: string }>(selectOrganisations);
  return organisation?.organisation_id ?? '';
}

function* firstDirectory(): ReturnType<typeof loadDirectory> {
  return yield* loadDirectory(yield* firstOrganisation());
}
