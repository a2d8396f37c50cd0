// Brings the documents of a record into a folder: again and again until all are there.
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { NoReplyError, PeerFailedError, ValueRefusedError } from '@s1kit/sdk';

/**
 * @typedef {{ readonly done: number, readonly total: number, readonly failed: readonly { readonly documentUid: string, readonly code: string }[] }} Progress
 */

/**
 * Exports the attachments and letters of a patient, each into a folder that is named by its DocumentUID. A folder of that name is whole: it is written under
 * another name first. What is there already is not asked for again, so that an export that was broken off goes on where it was.
 * @param {import('@s1kit/sdk').SystmOne} systmOne
 * @param {import('@s1kit/sdk').PatientIdentity} identity
 * @param {string} folder on this workstation, below one that SystmOne may write to
 * @param {{ readonly onProgress?: (progress: Progress) => void, readonly signal?: AbortSignal }} [options]
 * @returns {Promise<Progress>} what was refused is in `failed`
 * @throws what stands in the way of all of them, such as that nobody is signed in: export again later
 */
export async function exportDocuments(systmOne, identity, folder, { onProgress = () => undefined, signal } = {}) {
  await mkdir(folder, { recursive: true });
  const documents = await documentsOf(systmOne, identity, signal);
  const there = new Set(await readdir(folder));
  const wanted = documents.filter((documentUid) => !there.has(documentUid));
  let done = documents.length - wanted.length;
  /** @type {{ documentUid: string, code: string }[]} */
  const failed = [];
  const tell = () => onProgress({ done, total: documents.length, failed: [...failed] });
  tell();
  for (const documentUid of wanted) {
    signal?.throwIfAborted();
    const whole = join(resolve(folder), documentUid);
    const part = `${whole}.part`;
    // What an earlier export left behind may be half of a document.
    await rm(part, { recursive: true, force: true });
    await mkdir(part);
    try {
      await systmOne.getDocument(
        { Identity: identity, DocumentUID: documentUid, WriteTo: part },
        { priority: 'background', ...(signal === undefined ? {} : { signal }) },
      );
      await rename(part, whole);
      done += 1;
    } catch (error) {
      await rm(part, { recursive: true, force: true });
      if (!isOfOneDocument(error)) throw error;
      failed.push({ documentUid, code: error.code });
    }
    tell();
  }
  return { done, total: documents.length, failed };
}

/**
 * A record may be many megabytes: its events are looked at as they come, and only the identifiers are kept.
 * @param {import('@s1kit/sdk').SystmOne} systmOne
 * @param {import('@s1kit/sdk').PatientIdentity} identity
 * @param {AbortSignal | undefined} signal
 */
async function documentsOf(systmOne, identity, signal) {
  /** @type {Set<import('@s1kit/sdk').Uid>} */
  const found = new Set();
  const request = { Identity: identity, Filter: /** @type {const} */ ({ Attachment: true, Letter: true }) };
  for await (const { Attachment = [], Letter = [] } of systmOne.streamPatientRecord(request, {
    priority: 'background',
    ...(signal === undefined ? {} : { signal }),
  })) {
    for (const { DocumentUID } of [...Attachment, ...Letter]) if (DocumentUID !== undefined) found.add(DocumentUID);
  }
  return [...found];
}

/**
 * Whether another document may be had all the same.
 * @param {unknown} error
 * @returns {error is ValueRefusedError | PeerFailedError | NoReplyError}
 */
function isOfOneDocument(error) {
  return [ValueRefusedError, PeerFailedError, NoReplyError].some((kind) => error instanceof kind);
}
