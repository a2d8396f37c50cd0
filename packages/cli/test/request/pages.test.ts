// Every command of the pages and examples that sends a request names a function and parameters that there are.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { functionByName } from '@s1kit/contract';
import { describe, expect, it } from 'vitest';
import { parametersOf } from '../../src/request/assignments.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const pages = [
  'README.md',
  ...['docs', 'examples'].flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((path) => join(folder, String(path)))),
]
  .filter((path) => /\.(?:md|sh)$/.test(path) && !path.includes('node_modules'))
  .sort();

/** The words of a command of the shell: quotes are taken away, and what a page says behind the command is not there. */
function wordsOf(command: string): readonly string[] {
  const [own = ''] = command.split(/ +#| {2}| *[|;)`]| >/);
  return [...own.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) => word.replaceAll(/['"]/g, ''));
}

const commands = pages.flatMap((page) =>
  readFileSync(join(root, page), 'utf8')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .flatMap((line) => [...line.matchAll(/(?:s1kit|\$\(|^|! )\s*send ([A-Z]\w+.*)/g)].map(([, found = '']) => ({ page, words: wordsOf(found) }))),
);

describe('the commands of the pages', () => {
  it('there are some', () => expect(commands.length).toBeGreaterThan(30));

  it.each(commands.map(({ page, words }) => [page, words.join(' '), words] as const))('%s: %s', (_page, _text, [name = '', ...words]) => {
    const declaration = functionByName(name);
    if (declaration === undefined) throw new Error(`There is no function ${name}.`);
    const option = words.findIndex((word) => word.startsWith('--') || word === '…');
    // What a shell fills in from an array cannot be judged here.
    const assignments = (option < 0 ? words : words.slice(0, option)).filter((word) => !word.startsWith('${') && !word.startsWith('$'));
    expect(parametersOf(declaration, assignments)).toMatch(/^<FunctionParameters/);
  });
});
