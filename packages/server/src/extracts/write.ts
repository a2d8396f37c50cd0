// Writes an extract into a folder of a workstation: all of its files, or none (B7.17).
import { Refusal } from '@s1kit/contract';
import type { Clock, OutgoingFile } from '@s1kit/link';
import type { Store } from '../store/index.js';
import { startOfUkDay, ukDay } from '../uk-time.js';
import { openExtract } from './extract.js';

export interface ExtractRequest {
  readonly organisationId: string;
  readonly store: Pick<Store, 'readPortions'>;
  readonly clock: Pick<Clock, 'now'>;
  /** A full path. */
  readonly folder: string;
  /** A UK day, `yyyy-MM-dd`: only what changed on it or later. */
  readonly since: string | undefined;
  /** Writes the files in their order: all of them, or none. */
  readonly writeFiles: (folder: string, files: readonly OutgoingFile[]) => Promise<readonly string[]>;
  readonly onProgress?: (done: number, total: number) => void;
}

/** The full paths of what was written. */
export interface WrittenExtract {
  readonly manifest: string;
  readonly files: readonly string[];
}

const sincePath = '/ClientIntegrationRequest/FunctionParameters/Since';

/** @throws {Refusal} ValueInvalid for a day to come, PathRefused */
export async function writeExtract({ clock, folder, onProgress, organisationId, since, store, writeFiles }: ExtractRequest): Promise<WrittenExtract> {
  const now = clock.now();
  const from = since === undefined ? undefined : startOfUkDay(since);
  if (since !== undefined && (from === undefined || since > ukDay(now))) {
    throw new Refusal('ValueInvalid', 'Since is not a day up to today: name the day of the last extract, or leave it out.', sincePath);
  }
  const extract = openExtract({ organisationId, store, since: from, now, ...(onProgress === undefined ? {} : { onProgress }) });
  try {
    const paths = await writeFiles(folder, extract.files);
    return { manifest: paths.at(-1) ?? '', files: paths.slice(0, -1) };
  } finally {
    await extract.close();
  }
}
