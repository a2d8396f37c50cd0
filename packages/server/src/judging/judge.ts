// Judges requests and replies by a supplier's own schemas as well, aside: never on the way of a request (B10.1).
import { Worker } from 'node:worker_threads';
import type { JudgeFinding, JudgeQuestion } from './judge-worker.js';
import { type JudgedPart, schemaFinder } from './schema-folder.js';

/** Where the supplier's schema and ours differ. No value of the document, and nothing of the schema, is in it. */
export interface SchemaDifference {
  /** The message's number in the audit of its workstation. */
  readonly sequence: number;
  readonly workstationId: string;
  readonly function: string;
  readonly part: JudgedPart;
  readonly ours: 'valid' | 'invalid';
  /** `unusable`: the schema could not be read, which is told once. */
  readonly theirs: 'valid' | 'invalid' | 'unusable';
  /** The element at fault by their schema, and what kind of rule it breaks. */
  readonly where: string | null;
}

export type Judged = Pick<SchemaDifference, 'sequence' | 'workstationId' | 'function' | 'part' | 'ours'> & { readonly xml: string };

export interface Judge {
  /** Takes a document to be judged, and returns at once. What is too much to hold is left out. */
  take(judged: Judged): void;
  /** How many documents were left out. */
  leftOut(): number;
  close(): Promise<void>;
}

export interface JudgeOptions {
  /** The folder of their schemas. */
  readonly folder: string;
  readonly onDifference: (difference: SchemaDifference) => void;
  /** Told once if the judging has ended for good. */
  readonly onFailure: (failure: unknown) => void;
  /** The program of the thread; beside this file if left out. */
  readonly worker?: URL;
}

/** How much is held for the thread at most: characters of documents. */
export const heldCharacters = 32 * 1024 * 1024;

/** @throws {Error} if the folder cannot be read */
export function openJudge({ folder, onDifference, onFailure, worker: program }: JudgeOptions): Judge {
  const find = schemaFinder(folder);
  const waiting = new Map<number, Judged & { readonly schema: string }>();
  const unusable = new Set<string>();
  const worker = new Worker(program ?? new URL('./judge-worker.js', import.meta.url));
  let held = 0;
  let left = 0;
  let last = 0;
  let ended = false;

  worker.unref();
  worker.on('error', (failure) => {
    ended = true;
    waiting.clear();
    onFailure(failure);
  });
  worker.on('message', ({ id, verdict, where }: JudgeFinding) => {
    const judged = waiting.get(id);
    if (judged === undefined) return;
    waiting.delete(id);
    const { schema, xml, ...about } = judged;
    held -= xml.length;
    if (verdict === about.ours || (verdict === 'unusable' && unusable.has(schema))) return;
    if (verdict === 'unusable') unusable.add(schema);
    onDifference({ ...about, theirs: verdict, where });
  });

  return {
    take: (judged) => {
      const schema = find(judged.function, judged.part);
      if (schema === undefined || ended) return;
      if (held + judged.xml.length > heldCharacters) {
        left += 1;
        return;
      }
      last += 1;
      held += judged.xml.length;
      waiting.set(last, { ...judged, schema });
      worker.postMessage({ id: last, schema, xml: withoutProlog(judged.xml) } satisfies JudgeQuestion);
    },
    leftOut: () => left,
    close: async () => {
      ended = true;
      await worker.terminate();
    },
  };
}

/** The text is decoded: what its prolog says of an encoding no longer holds. */
function withoutProlog(xml: string): string {
  return xml.replace(/^\uFEFF?\s*<\?xml[^>]*\?>/, '');
}
