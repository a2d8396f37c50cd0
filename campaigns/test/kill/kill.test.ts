import { describe, expect, it } from 'vitest';
import { countOf, newHistory, uidsIn } from '../../src/kill/history.js';
import { judgeWritten } from '../../src/kill/judge.js';
import { kill } from '../../src/kill/kill.js';
import { briefly } from '../support/briefly.js';

it('B3.7, B5.4, B7.15, B7.16, B8.1: an environment that is killed 20 times loses nothing that was answered and leaves nothing half done', {
  timeout: 180_000,
}, async () => {
  const { answered, kills, whileWorking } = await briefly(kill, 1_000);
  expect(kills).toBeGreaterThanOrEqual(20);
  expect(whileWorking).toBeGreaterThan(3);
  expect(answered).toBeGreaterThan(20);
});

describe('the judge', () => {
  const judged = (record: string, answered: boolean, onRecord: readonly string[] = ['a']) =>
    judgeWritten(record, { ...newHistory(), written: [{ marker: 'a', answered, uids: '' }] }, new Set(onRecord)).length;

  it('accepts what is whole, and nothing where nothing was answered', () => {
    expect(judged('a; a; a;', true)).toBe(0);
    expect(judged('', false, [])).toBe(0);
  });

  it('finds what is half done, lost, or not on record', () => {
    expect(judged('a; a;', false)).toBeGreaterThan(0);
    expect(judged('', true, [])).toBeGreaterThan(0);
    expect(judged('a; a; a;', true, [])).toBeGreaterThan(0);
  });

  it('counts markers, and reads what a reply names', () => {
    expect(countOf('r1n1; r11n1; r1n11; r1n1;', 'r1n1')).toBe(2);
    expect(uidsIn('<TaskUID>0123456789abcdef</TaskUID><DocumentUID>0123456789abcdef</DocumentUID>')).toBe('<TaskUID>0123456789abcdef</TaskUID>');
  });
});
