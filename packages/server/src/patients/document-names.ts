// What may be seen of documents without clinical reading: their names, not what they are about (B4.7).
import type { ClinicalItem } from '@s1kit/contract';

/** Leaves of an attachment or letter only what names its file. Other items are not meant for it. */
export function withNamesOnly(item: ClinicalItem): ClinicalItem {
  if (item.kind !== 'Attachment' && item.kind !== 'Letter') return item;
  const { FileName, FileSize, DocumentUID } = item.value;
  const names = {
    ...(FileName === undefined ? {} : { FileName }),
    ...(FileSize === undefined ? {} : { FileSize }),
    ...(DocumentUID === undefined ? {} : { DocumentUID }),
  };
  return { kind: item.kind, value: names };
}
