// The check of the API key (B4.1).
import { Refusal } from '@s1kit/contract';
import { type Application, applicationByKey, type KeyHash } from '../authority/applications.js';
import type { Work } from '../store/index.js';

/** @throws {Refusal} KeyRefused, for every reason alike */
export function* checkKey(organisationId: string, keyHash: KeyHash, apiKey: string, now: number): Work<Application> {
  const application = yield* applicationByKey(organisationId, keyHash(apiKey), now);
  if (application === undefined) {
    throw new Refusal(
      'KeyRefused',
      'The APIKey is not that of a registered application, or it was revoked. Check the key, or ask an administrator for a new one.',
    );
  }
  return application;
}
