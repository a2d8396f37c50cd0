import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { commandTree } from '../../src/commands/index.js';
import { main } from '../../src/main.js';
import { hostOf, temporaryFolder, testTerminal } from '../support.js';

function pathsOf(command: Command, path: readonly string[] = []): readonly (readonly string[])[] {
  return [path, ...command.commands.flatMap((child) => pathsOf(child, [...path, child.name()]))];
}

describe('help', () => {
  const tree = commandTree({ terminal: testTerminal(hostOf('/')), exitWith: () => undefined }, '0');
  it.each(pathsOf(tree).map((path) => [path.join(' ')]))('of s1kit %s begins with examples, then usage', async (path) => {
    const terminal = testTerminal(hostOf(temporaryFolder()));
    expect(await main([...path.split(' ').filter((word) => word !== ''), '--help'], terminal)).toBe(0);
    expect(terminal.written()).toMatch(/^Examples:\n {2}\S.*\n(.*\n)*\nUsage: s1kit/);
    expect(terminal.told()).toBe('');
  });
});

describe('wrong command lines', () => {
  it.each([
    [[], /^s1kit: A command is missing/],
    [['apps'], /^s1kit: A command is missing/],
    [['nonsense'], /unknown command 'nonsense'/],
    [['demo', '--prot', '1'], /unknown option '--prot'/],
    [['demo', '--port'], /argument missing/],
    [['demo', '--port', '99999999'], /--port must be a whole number/],
    [['demo', 'extra'], /too many arguments/],
    [['fault', 'set', 'broken'], /Allowed choices are silence/],
    [['fault', 'set', 'late'], /needs --delay/],
    [['clock', 'advance', 'soon'], /span of time/],
    [['send', 'Nonsense', 'A=1'], /There is no function Nonsense/],
  ])('%j are told in one line, with exit code 2', async (argv, line) => {
    const terminal = testTerminal(hostOf(temporaryFolder()));
    const code = await main(argv, terminal);
    expect(terminal.told()).toMatch(line);
    expect(terminal.told().trimEnd()).not.toContain('\n');
    expect(terminal.written()).toBe('');
    expect(code).toBe(2);
  });

  it('nothing running is exit code 1, and says how to start', async () => {
    const terminal = testTerminal(hostOf(temporaryFolder()));
    expect(await main(['staff', 'list'], terminal)).toBe(1);
    expect(terminal.told()).toMatch(/^s1kit: No environment is running.*s1kit demo/);
  });
});

describe('s1kit config', () => {
  it('prints what is in force and where it came from', async () => {
    const folder = temporaryFolder();
    const terminal = testTerminal(hostOf(folder, { S1KIT_THROTTLE: 'off' }));
    expect(await main(['config', '--port', '5', '--json'], terminal)).toBe(0);
    const printed = JSON.parse(terminal.written());
    expect(printed.port).toEqual({ value: 5, source: 'flag' });
    expect(printed.throttle).toEqual({ value: 'off', source: 'environment' });
    expect(printed['http-port']).toEqual({ value: 4070, source: 'default' });
  });
});
