// xmllint as a judge: the verdict of a program that others wrote, by the schemas that users get.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SchemaFile } from '../../src/index.js';

/** Whether xmllint is on this machine. */
export const hasXmllint = spawnSync('xmllint', ['--version']).error === undefined;

/** Judges documents by a schema of a set, all in one run. */
export function judge(
  schemas: readonly SchemaFile[],
  schema: string,
  documents: readonly string[],
): readonly { readonly valid: boolean; readonly said: string }[] {
  const folder = mkdtempSync(join(tmpdir(), 's1kit-xmllint-'));
  try {
    for (const { name, content } of schemas) writeFileSync(join(folder, name), content);
    const files = documents.map((document, index) => {
      const file = join(folder, `document-${index}-.xml`);
      writeFileSync(file, document);
      return file;
    });
    const { stderr, status, error } = spawnSync('xmllint', ['--noout', '--nonet', '--schema', join(folder, schema), ...files], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    if (error !== undefined) throw error;
    if (status === 5 || /failed to compile/u.test(stderr)) throw new Error(`${schema} does not compile: ${stderr}`);
    const lines = stderr.split('\n');
    return files.map((file) => ({
      valid: lines.includes(`${file} validates`),
      said: lines.filter((line) => line.startsWith(file)).join('\n'),
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
