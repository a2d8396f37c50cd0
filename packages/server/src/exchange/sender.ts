// Whom a document is sent for that comes from the screens: an application that is named by its id, as nobody at a browser holds a key (0041).
import { Refusal } from '@s1kit/contract';
import { type Application, applicationById } from '../authority/applications.js';
import type { Work } from '../store/index.js';

export interface Sender {
  /** The application that a document without a key of its own is sent for. */
  readonly applicationId: string;
  /** Who sends it, for the audit. */
  readonly by: string;
}

/** What stands in example documents in the place of a key. */
export const placeholderKey = '0000000000000000';

/** Whether the sender's application stands in for the key of a document: one that has a key of its own is judged by that. */
export function vouchesFor(sender: Sender | undefined, apiKey: string): sender is Sender {
  return sender !== undefined && (apiKey === '' || apiKey === placeholderKey);
}

/** @throws {Refusal} KeyRefused, if the application was revoked meanwhile */
export function* checkSender(organisationId: string, { applicationId }: Sender, now: number): Work<Application> {
  const application = yield* applicationById(organisationId, applicationId, now);
  if (application !== undefined && application.revokedAt === null) return application;
  throw new Refusal('KeyRefused', 'The application was revoked. Register a new one.');
}
