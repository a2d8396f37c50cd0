// Files that a user has chosen at the screens: they come with what they belong to, and are kept as those are that lie on the workstation.
import { Refusal } from '@s1kit/contract';
import type { KeptDocuments } from '../changes/index.js';
import type { Outside } from '../context.js';
import type { Store } from '../store/index.js';
import { type Holder, keepContent, releaseContent } from './content.js';
import { uploadBytes } from './limits.js';
import { fileSizeText, mediaTypeOf, plainName } from './names.js';

export interface UploadedFile {
  readonly name: string;
  /** Base64. */
  readonly content: string;
}

/** Where it is kept, and for whom until a document refers to it. */
export interface UploadPlace {
  readonly organisationId: string;
  readonly store: Pick<Store, 'write'>;
  readonly holder: Holder;
}

/**
 * Keeps the content of a file for the holder, under the name that DocumentPath is to have; `undo` drops it again.
 * @throws {Refusal} PathRefused: too large, or not base64; then nothing is kept
 */
export async function takeUpload({ name, content }: UploadedFile, place: UploadPlace): Promise<Outside<KeptDocuments>> {
  const { holder, organisationId, store } = place;
  const bytes = Buffer.from(content, 'base64');
  // The decoder leaves out what is no base64: what it gives is then shorter than its text says.
  if (content.length % 4 !== 0 || bytes.length !== lengthOf(content)) throw new Refusal('PathRefused', 'The file did not come whole. Choose it again.', path);
  if (bytes.length > uploadBytes) {
    const most = uploadBytes / (1024 * 1024);
    throw new Refusal('PathRefused', `A file that is chosen here may have ${most} MiB. Give the path of a larger one, in a folder that s1kit may read.`, path);
  }
  const undo = (): Promise<void> => store.write(() => releaseContent(organisationId, holder));
  const fileName = plainName(name);
  try {
    const hash = await keepContent(store, organisationId, holder, bytes);
    return { value: new Map([[fileName, { fileName, mediaType: mediaTypeOf(fileName), fileSize: fileSizeText(bytes.length), pages: [hash] }]]), undo };
  } catch (failure) {
    await undo();
    throw failure;
  }
}

const path = '/DocumentPath';

/** How many bytes a base64 text holds. */
function lengthOf(content: string): number {
  const padding = content.endsWith('==') ? 2 : content.endsWith('=') ? 1 : 0;
  return (content.length / 4) * 3 - padding;
}
