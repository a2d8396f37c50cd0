// xmllint as the second judge: the program that people have, over documents in files, many in one run.
import { spawn } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Judges documents by a schema of a folder. */
export type Xmllint = (schema: string, documents: readonly string[]) => Promise<readonly boolean[]>;

export function xmllintIn(folder: string): Xmllint {
  let runs = 0;
  return async (schema, documents) => {
    runs += 1;
    const documentsFolder = join(folder, `documents-${runs}`);
    await mkdir(documentsFolder);
    const files = documents.map((_, index) => join(documentsFolder, `${index}-.xml`));
    for (const [index, document] of documents.entries()) await writeFile(files[index] ?? '', document);
    const said = new Set((await judged(join(folder, schema), files)).split('\n'));
    await rm(documentsFolder, { recursive: true });
    return files.map((file) => said.has(`${file} validates`));
  };
}

/** What xmllint says of files, on its standard error. @throws if it is not there, or cannot use the schema */
function judged(schema: string, files: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('xmllint', ['--noout', '--nonet', '--schema', schema, ...files], { stdio: ['ignore', 'ignore', 'pipe'] });
    const pieces: Buffer[] = [];
    child.stderr.on('data', (piece: Buffer) => pieces.push(piece));
    child.on('error', reject);
    child.on('close', (status) => {
      const text = Buffer.concat(pieces).toString('utf8');
      // 3: a document is not valid. 1: one could not be parsed.
      if (status === 0 || status === 1 || status === 3) resolve(text);
      else reject(new Error(`xmllint ended with ${status}.`));
    });
  });
}
