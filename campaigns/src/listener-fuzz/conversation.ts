// What one connection sends: many documents that can mostly be read, behind one another, then perhaps bytes that cannot; in chunks of every size.
import { documentText, parseDocument, type XmlNode } from '@s1kit/contract';
import type { Chance } from '@s1kit/server';
import { broken } from '../documents/broken.js';
import { edgeTexts } from '../documents/edge-texts.js';
import { type Caller, requestFrom, type Templates } from '../wire/requests.js';
import { encoded } from './encoding.js';
import { mangled } from './mangle.js';

/** What documents are made of. */
export interface Corpus {
  readonly nodes: readonly { readonly name: string; readonly root: XmlNode }[];
  readonly bytes: readonly Buffer[];
}

const separators = ['', '', '\n', '\r\n', '\0', '<EOF>', '  \t\n', '\n\0'] as const;
/** Functions whose replies or files are large come seldom, and so does the one that signs the user out: one in so many. */
const seldom: Readonly<Record<string, number>> = { DataExtract: 150, ExitClient: 300, GetXSDFiles: 100, GetOrganisationMetaData: 20 };
/** What a changed text may become beside what is at the edges of types. */
const longTexts = [...edgeTexts, 'x'.repeat(4_000), ' '.repeat(5_000), '9'.repeat(300), 'ü'.repeat(1_365)];

export function corpusOf(templates: Templates, caller: Caller): Corpus {
  const texts = [...templates.keys()].map((name) => ({ name, text: requestFrom(templates, name, caller) }));
  return { nodes: texts.map(({ name, text }) => ({ name, root: parseDocument(text) })), bytes: texts.map(({ text }) => Buffer.from(text)) };
}

/** The chunks that a connection sends. */
export function conversationOf(chance: Chance, corpus: Corpus): readonly Buffer[] {
  const parts: Buffer[] = [];
  for (let left = chance.between(0, 40); left > 0; left--) parts.push(readable(chance, corpus), Buffer.from(chance.pick(separators)));
  if (parts.length === 0 || chance.chance(0.6)) parts.push(mangled(encoded(textOf(chance, corpus), chance), chance, corpus.bytes));
  return inChunks(Buffer.concat(parts), chance);
}

/** A document that is broken, but whose end can be found. */
function readable(chance: Chance, corpus: Corpus): Buffer {
  return encoded(textOf(chance, corpus), chance);
}

function textOf(chance: Chance, { nodes }: Corpus): string {
  let chosen = chance.pick(nodes);
  while (!chance.chance(1 / (seldom[chosen.name] ?? 1))) chosen = chance.pick(nodes);
  return documentText(chance.chance(0.9) ? broken(chosen.root, chance, longTexts) : chosen.root);
}

/** A connection's bytes in chunks: one, or of some size, or a few bytes at a time. */
export function inChunks(bytes: Buffer, chance: Chance): readonly Buffer[] {
  const size = chance.pick([bytes.length, bytes.length, bytes.length, 65_536, 4_096, 1_460, 500, 0]);
  if (size !== 0) return pieces(bytes, () => size);
  // A few bytes at a time, while that is not too many chunks.
  const most = Math.max(8, Math.ceil(bytes.length / 100));
  return pieces(bytes, () => chance.between(1, most));
}

function pieces(bytes: Buffer, sizeOf: () => number): readonly Buffer[] {
  const all: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = Math.max(1, sizeOf());
    all.push(bytes.subarray(at, at + size));
    at += size;
  }
  return all;
}
