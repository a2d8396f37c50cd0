import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/main.js';
import { hostOf, temporaryFolder, testTerminal } from '../support.js';

async function scriptOf(shell: string, folder: string): Promise<string> {
  const terminal = testTerminal(hostOf(folder));
  expect(await main(['completion', shell], terminal)).toBe(0);
  return terminal.written();
}

const has = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;

describe('completion', () => {
  it.each(['bash', 'zsh', 'fish', 'powershell'])('for %s knows commands, options and values of the tree', async (shell) => {
    const script = await scriptOf(shell, temporaryFolder());
    for (const word of ['audit', 'verify', 'sign-in', 'throttle-scale', 'GetPatientRecord', 'cut-before', 'silent']) expect(script).toContain(word);
  });

  for (const [shell, parameters] of [
    ['bash', ['-n']],
    ['zsh', ['-n']],
    ['fish', ['--no-execute']],
  ] as const) {
    it.runIf(has(shell))(`for ${shell} is a script that it can read`, async () => {
      const folder = temporaryFolder();
      const file = join(folder, 'script');
      writeFileSync(file, await scriptOf(shell, folder));
      expect(spawnSync(shell, [...parameters, file], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
    });
  }

  it.runIf(has('bash'))('in bash gives what may follow', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'script');
    writeFileSync(file, await scriptOf('bash', folder));
    const complete = (...words: string[]): readonly string[] => {
      const line = `source ${file}; COMP_WORDS=(s1kit ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; _s1kit; printf '%s\\n' "\${COMPREPLY[@]}"`;
      return spawnSync('bash', ['-c', line], { encoding: 'utf8' }).stdout.trim().split('\n');
    };
    expect(complete('au')).toEqual(['audit']);
    expect(complete('audit', 've')).toEqual(['verify']);
    expect(complete('demo', '--throttle', 'd')).toEqual(['delay']);
    expect(complete('demo', '--throttle', 'silent', '--thr')).toEqual(['--throttle', '--throttle-scale']);
    expect(complete('fault', 'set', 'cut-')).toEqual(['cut-before', 'cut-in', 'cut-after']);
    expect(complete('--json', 'session', 'prompts', 'answer', 'b')).toEqual(['block']);
  });

  it.runIf(has('fish'))('in fish gives what may follow', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'script');
    writeFileSync(file, await scriptOf('fish', folder));
    const complete = (line: string): readonly string[] => {
      const { stdout } = spawnSync('fish', ['--no-config', '-c', `source ${file}; complete -C '${line}'`], {
        encoding: 'utf8',
        env: { ...process.env, HOME: folder },
      });
      return stdout
        .trim()
        .split('\n')
        .map((found) => found.split('\t')[0] ?? '');
    };
    expect(complete('s1kit audit ve')).toEqual(['verify']);
    expect(complete('s1kit demo --throttle ')).toEqual(expect.arrayContaining(['silent', 'error', 'delay', 'off']));
    expect(complete('s1kit session prompts answer b')).toEqual(['block']);
  });
});
