import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { makeSearchIndex } from '../../src/directory/code-lists/search.js';
import { openEnvironment, operator } from '../support/environment.js';

const list = [
  { code: 'H33..', term: 'Asthma' },
  { code: 'XE0YX', term: 'Severe asthma' },
  { code: 'Xa1hD', term: 'Exacerbation of asthma' },
  { code: 'M240.', term: "Ménière's disease" },
  { code: '5220.', term: 'X-ray of chest' },
];
const found = async (text: string, limit = 10) => (await (await makeSearchIndex(list)).search(text, limit)).found.map(({ code }) => code);

describe('searching a list', () => {
  it.each([
    ['asth', ['H33..', 'XE0YX', 'Xa1hD']],
    ['ASTHMA sev', ['XE0YX']],
    ['of asthma', ['Xa1hD']],
    ['meniere', ['M240.']],
    ['x ray', ['5220.']],
    ['x-', ['5220.']],
    ['XE0YX', ['XE0YX']],
    ['XE', ['XE0YX']],
    ['xe0', []],
    ['H33..', ['H33..']],
    ['a', ['H33..', 'XE0YX', 'Xa1hD']],
    ['...', []],
    ['zz', []],
  ])('%s finds %j', async (text, codes) => {
    expect(new Set(await found(text))).toEqual(new Set(codes));
  });

  it('gives what begins so first, and says that there is more', async () => {
    expect(await found('asthma')).toEqual(['H33..', 'XE0YX', 'Xa1hD']);
    const { found: first, more } = await (await makeSearchIndex(list)).search('asthma', 1);
    expect([first.map(({ code }) => code), more]).toEqual([['H33..'], true]);
  });

  it('never holds the loop for long, whatever the list: 300,000 terms', async () => {
    const words = ['chronic', 'acute', 'disease', 'disorder', 'of', 'left', 'right', 'kidney', 'heart', 'lung', 'severe', 'mild'];
    const many = Array.from({ length: 300_000 }, (_, index) => ({
      code: `X${index}`,
      term: [index % 12, index % 7, index % 11, index % 5].map((place) => words[place]).join(' '),
    }));
    let turns = 0;
    let isOver = false;
    const count = (): void => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    count();
    const index = await makeSearchIndex(many);
    const built = turns;
    const began = performance.now();
    const { found: codes, more } = await index.search('disease', 20);
    isOver = true;
    expect([codes.length, more]).toEqual([20, true]);
    // Each portion gave others their turn.
    expect(built).toBeGreaterThan(300_000 / 4_096 - 2);
    expect(turns - built).toBeGreaterThan(10);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe('codes.search', () => {
  it('gives codes of a scheme and kind, and products with what is usual', async () => {
    const { perform } = (await (await openEnvironment()).desk()).server;
    const { found: codes } = await perform('codes.search', { scheme: 'CTV3', text: 'essential hyper' }, operator);
    expect(codes[0]).toEqual({ code: 'XE0Uc', term: 'Essential hypertension', kind: 'problem', units: null, dose: null, quantity: null });
    const { found: drugs } = await perform('codes.search', { scheme: 'Dmd', text: 'amlo 5mg', limit: 1 }, operator);
    expect(drugs[0]).toMatchObject({ term: 'Amlodipine 5mg tablets', dose: 'One to be taken each day', quantity: '28 tablet' });
    const { found: languages } = await perform('codes.search', { scheme: 'Snomed', text: 'main', kind: 'language' }, operator);
    expect(new Set(languages.map(({ kind }) => kind))).toEqual(new Set(['language']));
  });
});
