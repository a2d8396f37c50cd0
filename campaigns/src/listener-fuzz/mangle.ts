// Bytes that no client should send: documents with bits flipped, cut, repeated, spliced with others, filled up; and bytes at random.
import type { Chance } from '@s1kit/server';

const markup = [
  '<',
  '>',
  '</',
  '/>',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<?',
  '?>',
  '<!DOCTYPE a [',
  '&',
  '&#0;',
  '&#x110000;',
  '\0',
  '<EOF>',
  '"',
  "'",
  '=',
] as const;

const manners: readonly ((bytes: Buffer, chance: Chance, others: readonly Buffer[]) => Buffer)[] = [
  (bytes, chance) => {
    const flipped = Buffer.from(bytes);
    for (let left = chance.between(1, 4); left > 0 && flipped.length > 0; left--) {
      const at = chance.below(flipped.length);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << chance.below(8));
    }
    return flipped;
  },
  (bytes, chance) => bytes.subarray(0, chance.below(bytes.length + 1)),
  (bytes, chance) => bytes.subarray(chance.below(bytes.length + 1)),
  (bytes, chance) => {
    const [from, to] = stretch(bytes, chance);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  (bytes, chance) => {
    const [from, to] = stretch(bytes, chance);
    const times = chance.between(1, 50);
    return Buffer.concat([bytes.subarray(0, to), ...Array.from({ length: times }, () => bytes.subarray(from, to)), bytes.subarray(to)]);
  },
  (bytes, chance, others) => {
    const other = chance.pick(others);
    return Buffer.concat([bytes.subarray(0, chance.below(bytes.length + 1)), other.subarray(chance.below(other.length + 1))]);
  },
  (bytes, chance) => inserted(bytes, chance, Buffer.from(chance.pick(markup))),
  (bytes, chance) => inserted(bytes, chance, atRandom(chance, chance.between(1, 16))),
  (bytes, chance) => inserted(bytes, chance, Buffer.alloc(chance.between(1, 20_000), chance.pick(['a', ' ', '\n', '<a>', '&amp;', ' a="b"', 'é']))),
  (_bytes, chance) => atRandom(chance, chance.between(1, 600)),
];

/** @param others documents that it may be spliced with */
export function mangled(bytes: Buffer, chance: Chance, others: readonly Buffer[]): Buffer {
  return chance.pick(manners)(bytes, chance, others);
}

function stretch(bytes: Buffer, chance: Chance): readonly [from: number, to: number] {
  const from = chance.below(bytes.length + 1);
  return [from, Math.min(bytes.length, from + chance.between(1, 200))];
}

function inserted(bytes: Buffer, chance: Chance, what: Buffer): Buffer {
  const at = chance.below(bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, at), what, bytes.subarray(at)]);
}

function atRandom(chance: Chance, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => chance.below(256)));
}
