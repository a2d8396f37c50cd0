// An export, page by page: what was read is handed to the browser at once, which may put it on disk, so that nothing is held twice.
import type { OutputOf } from '@s1kit/link';
import { perform } from '../../api/perform.js';
import type { ListInput } from '../search.js';
import { csvHead, csvLine } from './csv.js';

export type Format = 'csv' | 'json';

type ExportedEntry = OutputOf<'audit.export'>[number];

interface Download {
  readonly input: ListInput;
  readonly format: Format;
  /** Whether requests and replies are in it: JSON only. */
  readonly payloads: boolean;
  readonly onProgress: (entries: number) => void;
  readonly signal: AbortSignal;
}

const atATime = { with: 200, without: 1_000 } as const;

/**
 * Reads all of it, oldest first.
 * @returns the file; a promise that rejects where the signal aborted
 */
export async function exported({ format, input, onProgress, payloads, signal }: Download): Promise<Blob> {
  const pieces: Blob[] = [];
  const add = (text: string): void => void pieces.push(new Blob([text]));
  add(format === 'csv' ? csvHead : '[');
  let entries = 0;
  for (let after: number | undefined; ; ) {
    const limit = payloads ? atATime.with : atATime.without;
    const page = await perform('audit.export', { ...input, limit, payloads, ...(after === undefined ? {} : { after }) }, signal);
    const last = page.at(-1);
    if (last === undefined) break;
    add(format === 'csv' ? page.map(({ entry }) => csvLine(entry)).join('') : jsonOf(page, entries === 0, payloads));
    entries += page.length;
    after = last.entry.sequence;
    onProgress(entries);
  }
  if (format === 'json') add(entries === 0 ? ']\n' : '\n]\n');
  return new Blob(pieces, { type: format === 'csv' ? 'text/csv;charset=utf-8' : 'application/json' });
}

function jsonOf(page: readonly ExportedEntry[], isFirst: boolean, payloads: boolean): string {
  const lines = page.map((one) => JSON.stringify(payloads ? one : one.entry));
  return `${isFirst ? '\n' : ',\n'}${lines.join(',\n')}`;
}

/** Has the browser save a file. */
export function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
