// A document's text as bytes, in every encoding that clients use, and in some that they declare wrongly (B2.7).
import type { Chance } from '@s1kit/server';

const declared = (name: string, text: string): string => `<?xml version="1.0" encoding="${name}"?>${text}`;
const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');
const marks = { utf8: Buffer.from([0xef, 0xbb, 0xbf]), utf16le: Buffer.from([0xff, 0xfe]), utf16be: Buffer.from([0xfe, 0xff]) } as const;

const encodings: readonly ((text: string) => Buffer)[] = [
  (text) => Buffer.from(text),
  (text) => Buffer.from(text),
  (text) => Buffer.from(text),
  (text) => Buffer.from(text),
  (text) => Buffer.from(declared('utf-8', text)),
  (text) => Buffer.from(declared('UTF-16', text)),
  (text) => Buffer.from(declared('iso-8859-1', text), 'latin1'),
  (text) => Buffer.from(declared('windows-1252', text), 'latin1'),
  (text) => Buffer.from(declared('us-ascii', text)),
  (text) => Buffer.from(declared('shift_jis', text)),
  (text) => Buffer.concat([marks.utf8, Buffer.from(text)]),
  (text) => Buffer.concat([marks.utf16le, wide(text)]),
  (text) => Buffer.concat([marks.utf16be, wide(text).swap16()]),
  (text) => wide(text),
  (text) => wide(declared('utf-16', text)).swap16(),
  (text) => Buffer.concat([marks.utf16be, wide(text)]),
];

export function encoded(text: string, chance: Chance): Buffer {
  return chance.pick(encodings)(text);
}
