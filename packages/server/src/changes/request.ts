// What a change is asked for with, and where its elements stand.
import type { OrganisationLists, RequestOf, updatePatientRecord } from '@s1kit/contract';
import type { StaffMember } from '../directory/index.js';

/** What may be asked for at once: what UpdatePatientRecord takes. */
export type ChangeRequest = Pick<RequestOf<typeof updatePatientRecord>, 'Demographics' | 'Clinical' | 'NonClinical'>;

/** Who asks for a change, and when. */
export interface ChangeContext {
  readonly organisationId: string;
  /** The user who is signed in. */
  readonly user: StaffMember;
  /** The application that asks; left out for what a user does at the screens. */
  readonly application?: { readonly id: string; readonly name: string } | undefined;
  readonly requestUid?: string | undefined;
  readonly lists: OrganisationLists;
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
}

/** A file of the workstation that was read and whose content is kept. */
export interface KeptDocument {
  readonly fileName: string;
  readonly mediaType: string;
  /** Number and unit as one text: `12 KB`. */
  readonly fileSize: string;
  /** The hashes of its contents in `document_content`, a page each. */
  readonly pages: readonly string[];
}

/** The files that a request names, by its DocumentPath as sent. */
export type KeptDocuments = ReadonlyMap<string, KeptDocument>;

export const parametersPath = '/ClientIntegrationRequest/FunctionParameters';
export const eventPath = `${parametersPath}/Clinical/Event`;

/** The path of an element that repeats. @param index from 0 */
export function placeOf(parent: string, name: string, index: number): string {
  return index === 0 ? `${parent}/${name}` : `${parent}/${name}[${index + 1}]`;
}
