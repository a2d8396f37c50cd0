// Keys and DeviceIDs as somebody forges them who knows a true one, or thinks to know one.
import { createHash } from 'node:crypto';
import type { Chance } from '@s1kit/server';

/** Letters and digits that look like those of a key, and are others. */
const lookAlikes: Readonly<Record<string, string>> = { a: 'а', b: 'Ь', c: 'с', d: 'ԁ', e: 'е', f: 'ƒ', 0: 'Ο', 1: 'l', 3: 'З', 5: 'Ƽ', 6: 'б', 8: 'Ȣ' };
const spaces = [' ', '\t', '\n', '\r', '\u00a0', '\u200b', '\u2028', '\ufeff', '\u0085'] as const;
const wholes = [
  '',
  '0',
  '0000000000000000',
  'ffffffffffffffff',
  'null',
  'undefined',
  'true',
  '*',
  '%',
  '________________',
  "' OR '1'='1",
  '"; --',
  '../..',
  '[object Object]',
] as const;

const manners: readonly ((text: string, chance: Chance) => string)[] = [
  (text) => text.toUpperCase(),
  (text, chance) => replacedAt(text, chance.below(text.length), (letter) => letter.toUpperCase()),
  (text, chance) => chance.pick(spaces) + text,
  (text, chance) => text + chance.pick(spaces),
  (text, chance) => insertedAt(text, chance.below(text.length), chance.pick(spaces)),
  (text, chance) => replacedAt(text, chance.below(text.length), (letter) => lookAlikes[letter] ?? letter),
  (text) => [...text].map((letter) => String.fromCodePoint(0xfee0 + (letter.codePointAt(0) ?? 0))).join(''),
  (text, chance) => insertedAt(text, chance.between(1, text.length), '\u0301'),
  (text, chance) => text.slice(0, chance.below(text.length)),
  (text, chance) => text.slice(chance.between(1, text.length)),
  (text, chance) => text + chance.pick(['0', text, text.slice(0, 1), 'x'.repeat(10_000)]),
  (text) => [...text].reverse().join(''),
  (text, chance) => replacedAt(text, chance.below(text.length), (letter) => ((Number.parseInt(letter, 16) + 1) % 16).toString(16)),
  (text) => replacedAt(text, text.length - 1, (letter) => ((Number.parseInt(letter, 16) ^ 1) % 16).toString(16)),
  (text) => createHash('sha256').update(text).digest('hex'),
  (text) => Buffer.from(text).toString('base64'),
  (text) => `0x${text}`,
  (text) => BigInt(`0x${text}`).toString(),
  (_text, chance) => chance.pick(wholes),
  (_text, chance) => Array.from({ length: 16 }, () => chance.below(16).toString(16)).join(''),
];

/** A text that is not the true one. */
export function forged(text: string, chance: Chance): string {
  for (;;) {
    const attempt = chance.pick(manners)(text, chance);
    if (attempt !== text) return attempt;
  }
}

function replacedAt(text: string, at: number, change: (letter: string) => string): string {
  return text.slice(0, at) + change(text.charAt(at)) + text.slice(at + 1);
}

function insertedAt(text: string, at: number, what: string): string {
  return text.slice(0, at) + what + text.slice(at);
}
