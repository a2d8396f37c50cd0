// Takes a file's content into the organisation, as one unit of work.
import type { Work } from '../store/index.js';
import { readAuthors } from './authors.js';
import { addOrganisation } from './organisation.js';
import { addPatient } from './patients.js';
import type { ImportDocument } from './schema.js';

export interface ImportCounts {
  readonly sites: number;
  readonly staff: number;
  readonly clinics: number;
  readonly patients: number;
  readonly events: number;
}

/**
 * Adds what a file holds.
 * @param document as `parseImport` gave it
 * @returns how many of each were added
 * @throws {ImportError} where the file does not fit what is there already; then nothing is added
 */
export function* importData(organisationId: string, document: ImportDocument): Work<ImportCounts> {
  yield* addOrganisation(organisationId, document);
  const authors = yield* readAuthors(organisationId);
  const patients = document.patients ?? [];
  let events = 0;
  for (const [index, patient] of patients.entries()) events += yield* addPatient(organisationId, patient, authors, `/patients/${index}`);
  return {
    sites: document.sites?.length ?? 0,
    staff: document.staff?.length ?? 0,
    clinics: document.clinics?.length ?? 0,
    patients: patients.length,
    events,
  };
}
