// The schemas of a supplier's own (B10.1): which file of their folder is for which function.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

export type JudgedPart = 'request' | 'reply';

/** The words that a file's name has beside the function's. */
const words: Readonly<Record<JudgedPart, readonly string[]>> = { request: ['request'], reply: ['reply', 'response'] };

/**
 * Finds the schema of each part of each function by the names of the files: a name has the function's in it, and `request`, or `reply` or `response`;
 * case and punctuation do not matter. Of several the shortest name counts.
 * @returns the path of the schema; `undefined` where there is none
 * @example schemaFinder('/schemas')('PatientSearch', 'reply') // '/schemas/Patient_Search-Response.xsd'
 */
export function schemaFinder(folder: string): (functionName: string, part: JudgedPart) => string | undefined {
  const files = readdirSync(folder)
    .filter((name) => name.toLowerCase().endsWith('.xsd'))
    .map((name) => ({ path: join(folder, name), letters: lettersOf(name) }))
    .sort((a, b) => a.letters.length - b.letters.length || (a.path < b.path ? -1 : 1));
  return (functionName, part) => {
    const wanted = lettersOf(functionName);
    return files.find(({ letters }) => letters.includes(wanted) && words[part].some((word) => letters.replace(wanted, '').includes(word)))?.path;
  };
}

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
