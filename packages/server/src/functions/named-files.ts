// The files that attachments and letters of a request name.
import type { Attachment, Letter } from '@s1kit/contract';
import { placeOf } from '../changes/index.js';
import type { NamedFile } from '../documents/index.js';

/** What may name a file. */
export interface FileNames {
  readonly Attachment?: readonly Attachment[] | undefined;
  readonly Letter?: readonly Letter[] | undefined;
}

/** @param parent the path of the element that they stand in */
export function namedFiles({ Attachment: attachments = [], Letter: letters = [] }: FileNames, parent: string): readonly NamedFile[] {
  const named = (name: string, { DocumentPath: path }: Attachment | Letter, index: number): readonly NamedFile[] =>
    path === undefined ? [] : [{ path, element: `${placeOf(parent, name, index)}/DocumentPath` }];
  return [...letters.flatMap((letter, index) => named('Letter', letter, index)), ...attachments.flatMap((one, index) => named('Attachment', one, index))];
}
