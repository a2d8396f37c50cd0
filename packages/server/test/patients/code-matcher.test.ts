// Codes of a filter: scheme, equivalence and what lies below.
import { expect, it } from 'vitest';
import { codeLists } from '../../src/directory/code-lists/index.js';
import { codeMatcher } from '../../src/patients/code-matcher.js';

const lists = codeLists();
const matches = (wanted: string, descendants: boolean, code: string): boolean =>
  codeMatcher([{ code: wanted, descendants }], lists)({ Scheme: /^\d{6,}$/u.test(code) ? 'Snomed' : 'CTV3', Code: code });
const diabetes = lists.findCode('CTV3', 'C10..');
const [typeTwo = ''] = [...lists.descendants('CTV3', 'C10..')].filter((code) => code !== 'C10..');
const typeTwoSnomed = lists.findCode('CTV3', typeTwo)?.snomed?.code ?? '';

it('B7.7: a code is itself, in either scheme, and not what lies below it unless that is asked', () => {
  expect(diabetes?.snomed?.code).toMatch(/^\d+$/u);
  expect(matches('C10..', false, 'C10..')).toBe(true);
  expect(matches('C10..', false, diabetes?.snomed?.code ?? '')).toBe(true);
  expect(matches(diabetes?.snomed?.code ?? '', false, 'C10..')).toBe(true);
  expect(matches('C10..', false, typeTwo)).toBe(false);
  expect(matches('C10..', true, typeTwo)).toBe(true);
  expect(matches(diabetes?.snomed?.code ?? '', true, typeTwo)).toBe(true);
  expect(matches('C10..', true, typeTwoSnomed)).toBe(true);
  expect(matches(typeTwo, true, 'C10..')).toBe(false);
});

it('B7.7: codes that nobody lists match by their own text; below them is what begins as they do', () => {
  expect(matches('QQQ..', false, 'QQQ..')).toBe(true);
  expect(matches('QQQ..', false, 'QQQ1.')).toBe(false);
  expect(matches('QQQ..', true, 'QQQ1.')).toBe(true);
  expect(matches('QQQ..', true, 'QQq1.')).toBe(false);
  expect(matches('C10..', true, 'C10zz')).toBe(true);
  expect(lists.findCode('CTV3', 'C1...')).toBeUndefined();
  expect(matches('C1...', true, diabetes?.snomed?.code ?? '')).toBe(true);
  expect(matches('QQQ12', true, 'QQQ1.')).toBe(false);
});

it('B7.7: a whole code set costs no more than its length', () => {
  const wanted = Array.from({ length: 50_000 }, (_, index) => ({ code: index.toString(36).padStart(4, 'Q').padEnd(5, '.'), descendants: true }));
  const began = performance.now();
  const match = codeMatcher(wanted, lists);
  for (const { ctv3 } of lists.codes) if (ctv3 !== undefined) match({ Scheme: 'CTV3', Code: ctv3.code });
  expect(performance.now() - began).toBeLessThan(3_000);
});
