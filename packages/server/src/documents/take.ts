// Files of the workstation that come into a record: read at once from where DocumentPath says, and kept (B7.14).
import { Refusal } from '@s1kit/contract';
import type { DesktopDoor, IncomingFile } from '@s1kit/link';
import type { KeptDocument, KeptDocuments } from '../changes/index.js';
import type { Outside } from '../context.js';
import type { Store, Work } from '../store/index.js';
import { type Holder, keepContent, releaseContent, requireClaims } from './content.js';
import { documentBytes, requestBytes, requestFiles } from './limits.js';
import { fileSizeText, mediaTypeOf, plainName } from './names.js';

/** A DocumentPath, and where it stands in the request. */
export interface NamedFile {
  readonly path: string;
  /** The path of the element. */
  readonly element: string;
}

/** Where files are read and kept. */
export interface TakingPlace {
  readonly organisationId: string;
  readonly store: Pick<Store, 'write'>;
  readonly desktop: Pick<DesktopDoor, 'readFile'>;
  /** For whom they are kept until documents refer to them. */
  readonly holder: Holder;
}

/**
 * Reads the files and keeps their content for the holder; `undo` drops it again. Who refers to it then settles the holder's claims.
 * @throws {Refusal} PathRefused with the element, NotRecorded if the data is replaced meanwhile; then nothing is kept
 */
export async function takeDocuments(files: readonly NamedFile[], place: TakingPlace): Promise<Outside<KeptDocuments>> {
  const { organisationId, store, holder } = place;
  const kept = new Map<string, KeptDocument>();
  const undo = (): Promise<void> => store.write(() => releaseContent(organisationId, holder));
  let room = requestBytes;
  try {
    for (const { path, element } of files) {
      if (kept.has(path)) continue;
      if (kept.size >= requestFiles) throw new Refusal('PathRefused', `A request may name ${requestFiles} files. Send the others in another one.`, element);
      const { name, bytes } = await readFile(place.desktop, path, element);
      room -= bytes.length;
      if (room < 0) {
        const most = requestBytes / (1024 * 1024);
        throw new Refusal('PathRefused', `The files of a request may have ${most} MiB together. Send the others in another one.`, element);
      }
      const hash = await keepContent(store, organisationId, holder, bytes);
      const fileName = plainName(name);
      kept.set(path, { fileName, mediaType: mediaTypeOf(fileName), fileSize: fileSizeText(bytes.length), pages: [hash] });
    }
  } catch (failure) {
    await undo();
    throw failure;
  }
  return { value: kept, undo };
}

/**
 * Makes sure that what was taken is still kept, in the unit of work that is to refer to it.
 * @throws {Refusal} NotRecorded if the data has been replaced since
 */
export function* requireTaken(documents: KeptDocuments, { organisationId, holder }: Pick<TakingPlace, 'organisationId' | 'holder'>): Work<void> {
  for (const { pages } of documents.values()) yield* requireClaims(organisationId, holder, pages);
}

async function readFile(desktop: TakingPlace['desktop'], path: string, element: string): Promise<IncomingFile> {
  try {
    return await desktop.readFile(path, documentBytes);
  } catch (failure) {
    // The desktop does not know where in the request the path stands.
    if (failure instanceof Refusal) throw new Refusal(failure.code, failure.message, element);
    throw failure;
  }
}
