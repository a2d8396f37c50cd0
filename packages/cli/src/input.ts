// What a command reads: a file, or standard input.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CommandError } from './command-error.js';
import type { Terminal } from './terminal.js';

/**
 * The bytes of a file, or of standard input where `-` is given.
 * @throws {CommandError} if it cannot be read
 */
export async function readInput(terminal: Terminal, file: string): Promise<Buffer> {
  if (file === '-') {
    const pieces: Buffer[] = [];
    for await (const piece of terminal.stdin) pieces.push(Buffer.from(piece));
    return Buffer.concat(pieces);
  }
  const path = resolve(terminal.host.workingFolder, file);
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new CommandError(`${path} cannot be read (${cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason'}).`, 1, { cause });
  }
}
