import { describe, expect, it } from 'vitest';
import { UsageError } from '#runner';
import { readCommandLine } from '../src/command-line.js';

describe('readCommandLine', () => {
  it('takes names, rounds and how to show the results', () => {
    expect(readCommandLine([])).toEqual({ kind: 'run', names: [], rounds: 9, json: false, write: false });
    expect(readCommandLine(['a', 'b', '--rounds', '3', '--json', '--write'])).toEqual({ kind: 'run', names: ['a', 'b'], rounds: 3, json: true, write: true });
    expect(readCommandLine(['list', '--json'])).toEqual({ kind: 'list', json: true });
    expect(readCommandLine(['stages', '--write'])).toEqual({ kind: 'stages', write: true });
  });

  it.each([[['--rounds', '0']], [['--rounds', 'many']], [['--seed', '1']], [['list', 'a']], [['stages', 'a']]])('refuses %j', (words) => {
    expect(() => readCommandLine(words)).toThrow(UsageError);
  });
});
