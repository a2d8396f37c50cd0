// What somebody does to the file of checkpoints.
import { generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Chance } from '@s1kit/server';

/** What verification must say of it. */
export type Found = 'broken' | 'told' | 'nothing';

/** Changes the file. A line that can no longer be read may have been torn by a power cut: it is told of, and no break. */
export function tamperWithCheckpoints(file: string, chance: Chance): { readonly what: string; readonly expected: Found } {
  const text = readFileSync(file, 'utf8');
  const lines = text.trim().split('\n');
  switch (chance.below(4)) {
    case 0:
      rmSync(file);
      return { what: 'the checkpoints removed', expected: 'broken' };
    case 1: {
      const { privateKey } = generateKeyPairSync('ed25519');
      // A line of a file that was written as such.
      const forged = { ...(JSON.parse(chance.pick(lines)) as object), signature: sign(null, Buffer.from('forged'), privateKey).toString('base64') };
      writeFileSync(file, `${text}${JSON.stringify(forged)}\n`);
      return { what: 'a checkpoint forged', expected: 'broken' };
    }
    case 2: {
      const line = chance.below(lines.length);
      writeFileSync(file, [...lines.slice(0, line), lines[line]?.slice(0, -chance.between(2, 40)) ?? '', ...lines.slice(line + 1), ''].join('\n'));
      return { what: 'a checkpoint torn', expected: 'told' };
    }
    default: {
      const bytes = Buffer.from(text);
      const at = chance.below(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.below(8));
      writeFileSync(file, bytes);
      return { what: 'a bit of the checkpoints flipped', expected: saysTheSame(text, bytes.toString()) ? 'nothing' : 'told' };
    }
  }
}

/** Whether a flip has changed nothing that is read: bits of the last digit of a signature that stand for no byte. */
function saysTheSame(before: string, after: string): boolean {
  const meaning = (text: string): string | undefined => {
    try {
      const lines = text.split('\n').filter((line) => line !== '');
      // As above; what has become something else gives another meaning.
      return JSON.stringify(
        lines.map(
          (line) => JSON.parse(line, (key, value: unknown) => (key === 'signature' ? Buffer.from(String(value), 'base64').toString('hex') : value)) as unknown,
        ),
      );
    } catch {
      return undefined;
    }
  };
  return meaning(before) === meaning(after);
}
