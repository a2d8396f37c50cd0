import { expect, it } from 'vitest';
import { collapse, isBlank } from '../../src/shape/white-space.js';

it.each([
  ['', ''],
  ['a b', 'a b'],
  [' a \t\r\n b  c\n', 'a b c'],
  [' \n', ''],
  ['\u00a0a\u2003', '\u00a0a\u2003'],
])('white space of %j is collapsed as XML has it', (text, collapsed) => {
  expect(collapse(text)).toBe(collapsed);
});

it('is blank of nothing but white space as XML has it', () => {
  expect(['', ' \t\r\n', 'a', ' a ', '\u00a0'].map(isBlank)).toEqual([true, true, false, false, false]);
});
