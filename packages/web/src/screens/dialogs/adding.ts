// Adds an entry to the open record by hand.
import type { OutputOf } from '@s1kit/link';
import { perform } from '../api/perform.js';
import type { Content } from './content.js';
import type { DialogElement } from './faults.js';
import { uploadOf } from './upload.js';

/**
 * @param nhsNumber of the open record: refused where another one is open by now
 * @throws {ApiError} with the path of what was refused
 */
export async function addEntry(nhsNumber: string, element: DialogElement, content: Content, file: File | undefined): Promise<OutputOf<'entries.add'>> {
  return await perform('entries.add', { nhsNumber, element, content: { ...content }, ...(file === undefined ? {} : { file: await uploadOf(file) }) });
}
