import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { campaigns } from '../src/registry.js';

describe('the campaigns', () => {
  it('have names of their own, and say what they are for', () => {
    const names = campaigns.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name) || ['all', 'list'].includes(name))).toEqual([]);
    expect(campaigns.filter(({ purpose }) => !/^[A-Z].{20,200}\.$/.test(purpose))).toEqual([]);
  });

  it('are each run by a test', () => {
    const without = campaigns.filter(({ name }) => !existsSync(new URL(`${name}/${name}.test.ts`, import.meta.url)));
    expect(without.map(({ name }) => name)).toEqual([]);
  });

  it('have each a section in docs/campaigns.md, and are named in docs/reliability.md', () => {
    const page = (name: string): string => readFileSync(new URL(`../../docs/${name}.md`, import.meta.url), 'utf8');
    const sections = [...page('campaigns').matchAll(/^## (.+)$/gm)].map(([, name]) => name);
    expect(sections).toEqual(campaigns.map(({ name }) => name).sort());
    const reliability = page('reliability');
    expect(campaigns.filter(({ name }) => !reliability.includes(`\`${name}\``)).map(({ name }) => name)).toEqual([]);
  });
});
