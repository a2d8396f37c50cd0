// xmllint as a judge of replies, by the schemas that users get.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { functions, type OrganisationLists, schemaFiles } from '@s1kit/contract';

/** Whether xmllint is on this machine. */
export const hasXmllint = spawnSync('xmllint', ['--version']).error === undefined;

/** What xmllint has against the replies of a function; an empty list if they are all valid. */
export function complaints(functionName: string, lists: OrganisationLists, replies: readonly string[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 's1kit-xmllint-'));
  try {
    for (const { name, content } of schemaFiles(functions, lists)) writeFileSync(join(folder, name), content);
    const files = replies.map((reply, index) => {
      const file = join(folder, `reply-${index}.xml`);
      writeFileSync(file, reply);
      return file;
    });
    const schema = join(folder, `${functionName}.reply.xsd`);
    const { stderr } = spawnSync('xmllint', ['--noout', '--nonet', '--huge', '--schema', schema, ...files], { encoding: 'utf8', maxBuffer: 1 << 28 });
    const lines = stderr.split('\n').filter((line) => line !== '');
    const missing = files.filter((file) => !lines.includes(`${file} validates`));
    return missing.length === 0 ? [] : lines.filter((line) => !line.endsWith(' validates')).slice(0, 20);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
