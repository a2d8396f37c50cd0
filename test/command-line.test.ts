// The page about the command line is what the command says of itself, and the commands on all pages are among those.
import { main } from 's1kit';
import { describe, expect, it } from 'vitest';
import { commandLinePage } from '../scripts/command-line.mjs';
import { filesBelow, textOf } from './support/project.js';

const page = 'docs/reference/command-line.md';
const sections = new Map([...textOf(page).matchAll(/^## (.+)\n\n```text\n([\s\S]*?)^```/gm)].map(([, name = '', help = '']) => [name, help]));

/** Every `npx s1kit …` in the code of a page, up to a pipe or a redirection. */
function commandsIn(path: string): readonly string[] {
  const text = textOf(path);
  // Every block is read, so that the end of one is not taken for the beginning of another.
  const blocks = [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].flatMap(([, language = '', block = '']) => (['', 'sh'].includes(language) ? [block] : []));
  const words = [...text.matchAll(/`([^`\n]+)`/g)].map(([, found = '']) => found);
  const code = [...blocks, ...words].flatMap((found) => found.split('\n'));
  return code.flatMap((line) => [...line.matchAll(/\bnpx (s1kit [^|>#]*)/g)].map(([, command = '']) => command.trim()));
}

/** The words of a command line that name a command, e.g. `s1kit audit list`; undefined where there is none. */
function sectionOf(command: string): string | undefined {
  const words = command.split(' ');
  const names = words.map((_, index) => words.slice(0, index + 1).join(' '));
  return names.findLast((name) => sections.has(name));
}

describe('the command line', () => {
  it('has a page that says what its help says', async () => {
    expect(sections.size).toBeGreaterThan(20);
    expect(textOf(page)).toBe(await commandLinePage(main));
  });

  it('has the commands and options that the pages use', () => {
    const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...filesBelow('docs')].filter((path) => path.endsWith('.md') && path !== page);
    const used = pages.flatMap((path) => commandsIn(path).map((command) => ({ path, command })));
    expect(used.length).toBeGreaterThan(50);
    const wrong = used.filter(({ command }) => {
      const section = sectionOf(command);
      if (section === undefined) return true;
      const help = sections.get(section) ?? '';
      const next = command.slice(section.length).trim().split(' ')[0] ?? '';
      const wantsSubcommand = /^Commands:/m.test(help) && !next.startsWith('-');
      const options = [...command.matchAll(/ (--[a-z-]+)/g)].map(([, option = '']) => option);
      return wantsSubcommand || options.some((option) => !help.includes(option));
    });
    expect(wrong).toEqual([]);
  });
});
