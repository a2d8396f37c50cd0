import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorsPage, functionsPage, symmetryPage } from '../src/index.js';

const committed = (name: string): string => readFileSync(new URL(`../../../docs/reference/${name}`, import.meta.url), 'utf8');

describe('the reference pages', () => {
  it('are those that the declarations give: if not, `npm run reference` writes them', () => {
    expect(committed('functions.md') === functionsPage()).toBe(true);
    expect(committed('errors.md') === errorsPage()).toBe(true);
    expect(committed('symmetry.md') === symmetryPage()).toBe(true);
  });

  it('have no row that breaks its table', () => {
    for (const page of [functionsPage(), errorsPage(), symmetryPage()]) {
      const rows = page.split('\n').filter((line) => line.startsWith('|'));
      for (const row of rows) expect([4, 5]).toContain(row.replace(/\\\|/gu, '').split('|').length - 1);
    }
  });
});
