// What the pages say must be there: every link leads somewhere.
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, root, textOf } from './support/project.js';

const pages = [
  ...filesBelow('.').filter((path) => /^[A-Z]+\.md$/.test(path)),
  ...['docs', 'examples', 'packages'].flatMap(filesBelow).filter((path) => path.endsWith('.md')),
];

/** The anchors that a page's headings make, as code hosts make them. */
function anchorsOf(page: string): readonly string[] {
  return [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('pages', () => {
  it('link only to what is there', () => {
    expect(pages.length).toBeGreaterThan(10);
    const broken = pages.flatMap((page) =>
      [
        ...textOf(page)
          .replaceAll(/```[\s\S]*?```/g, '')
          .matchAll(/\]\(([^)\s]+)\)/g),
      ]
        .map(([, target = '']) => target)
        .filter((target) => !/^[a-z]+:/.test(target))
        .filter((target) => {
          const [path = '', anchor] = target.split('#');
          const file = path === '' ? page : posix.join(posix.dirname(page), path);
          if (!existsSync(join(root, file))) return true;
          return anchor !== undefined && !anchorsOf(file).includes(anchor);
        })
        .map((target) => `${page} → ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it('are reachable from the index of docs', () => {
    const seen = new Set<string>();
    const visit = (page: string): void => {
      if (seen.has(page) || !existsSync(join(root, page))) return;
      seen.add(page);
      for (const [, target = ''] of textOf(page).matchAll(/\]\(([^)#\s]+\.md)/g)) visit(posix.join(posix.dirname(page), target));
    };
    visit('docs/README.md');
    expect(pages.filter((page) => page.startsWith('docs/') && !seen.has(page))).toEqual([]);
  });
});
