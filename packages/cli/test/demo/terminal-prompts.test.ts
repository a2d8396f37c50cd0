import { PassThrough } from 'node:stream';
import { createDesk } from '@s1kit/desktop';
import type { DevicePrompt } from '@s1kit/link';
import { describe, expect, it } from 'vitest';
import { askOnTerminal } from '../../src/demo/terminal-prompts.js';
import { styleFor } from '../../src/output/style.js';

const prompt = (promptId: string, applicationName: string): DevicePrompt => ({
  promptId,
  applicationId: promptId,
  applicationName,
  deviceVersion: '1.0',
  functions: ['GetDiary'],
  askedAt: 0,
});

function onTerminal() {
  const desk = createDesk({ allowedFolders: [] }).prompts;
  const stdin = Object.assign(new PassThrough(), { raw: [] as boolean[], setRawMode: (on: boolean) => void stdin.raw.push(on) });
  const stderr = new PassThrough();
  const pieces: string[] = [];
  stderr.on('data', (piece: Buffer) => pieces.push(piece.toString()));
  let interrupted = 0;
  const end = askOnTerminal(desk, { stdin, stderr, style: styleFor({}, {}) }, 'ashah', () => interrupted++);
  const type = async (text: string): Promise<void> => {
    stdin.write(text);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { desk, stdin, type, end, shown: () => pieces.join(''), interrupted: () => interrupted };
}

describe('prompts on the terminal', () => {
  it('B4.2: are answered with one key each, one after the other', async () => {
    const { desk, type, shown, stdin } = onTerminal();
    const first = desk.ask(prompt('1', 'Kiosk'), new AbortController().signal);
    const second = desk.ask(prompt('2', 'Reports'), new AbortController().signal);
    expect(shown()).toContain('Kiosk');
    expect(shown()).not.toContain('Reports');
    await type('xY');
    expect(await first).toEqual({ answer: 'approve', by: 'ashah' });
    expect(shown()).toContain('Reports');
    await type('b');
    expect(await second).toEqual({ answer: 'block', by: 'ashah' });
    expect(stdin.raw.at(-1)).toBe(false);
  });

  it('what it was: a key that was pressed twice answered the next prompt too, which nobody had read', async () => {
    const { desk, type, shown } = onTerminal();
    const first = desk.ask(prompt('1', 'Kiosk'), new AbortController().signal);
    const second = desk.ask(prompt('2', 'Reports'), new AbortController().signal);
    await type('yy');
    expect(await first).toEqual({ answer: 'approve', by: 'ashah' });
    expect(shown()).toContain('Reports');
    expect(desk.list().map(({ applicationName }) => applicationName)).toEqual(['Reports']);
    await type('b');
    expect(await second).toEqual({ answer: 'block', by: 'ashah' });
  });

  it('B4.3: may be left for later, and go when they do not wait any more', async () => {
    const { desk, type, shown } = onTerminal();
    const first = desk.ask(prompt('1', 'Kiosk'), new AbortController().signal);
    await type('l');
    expect((await first).answer).toBe('later');
    const gone = new AbortController();
    const second = desk.ask(prompt('2', 'Reports'), gone.signal);
    gone.abort();
    await second;
    expect(shown()).toContain('Reports: answered elsewhere, or no longer waiting.');
  });

  it('let Ctrl-C through, and end without a trace', async () => {
    const { desk, type, interrupted, end, shown } = onTerminal();
    const asked = new AbortController();
    const answer = desk.ask(prompt('1', 'Kiosk\u001b[2J'), asked.signal);
    expect(shown()).not.toContain('\u001b[2J');
    await type('\u0003');
    expect(interrupted()).toBe(1);
    end();
    await type('y');
    expect(desk.list()).toHaveLength(1);
    asked.abort();
    await answer;
  });
});
