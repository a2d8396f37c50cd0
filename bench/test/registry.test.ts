import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { benchmarks } from '../src/registry.js';

describe('the benchmarks', () => {
  it('have names of their own, and say what they are for', () => {
    const names = benchmarks.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name) || ['list', 'stages'].includes(name))).toEqual([]);
    expect(benchmarks.filter(({ purpose }) => !/^[A-Z].{20,200}\.$/.test(purpose))).toEqual([]);
  });

  it('each have a place in the page of results', () => {
    const page = readFileSync(new URL('../../docs/performance.md', import.meta.url), 'utf8');
    expect(benchmarks.map(({ name }) => name).filter((name) => !page.includes(`<!-- bench ${name} -->\n`))).toEqual([]);
  });
});
