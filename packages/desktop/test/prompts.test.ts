import type { DevicePrompt } from '@s1kit/link';
import { describe, expect, it } from 'vitest';
import { createPromptDesk } from '../src/prompts.js';

const prompt = (promptId: string): DevicePrompt => ({
  promptId,
  applicationId: 'app-1',
  applicationName: 'Sample',
  deviceVersion: undefined,
  functions: ['GetFunctions'],
  askedAt: 0,
});
const never = new AbortController().signal;

describe('prompts', () => {
  it('B4.2: a prompt waits until it is answered, and says by whom', async () => {
    const desk = createPromptDesk();
    const lists: number[] = [];
    desk.subscribe(() => lists.push(desk.list().length));
    const [first, second] = [desk.ask(prompt('1'), never), desk.ask(prompt('2'), never)];
    expect(desk.list().map(({ promptId }) => promptId)).toEqual(['1', '2']);
    expect(desk.answer('2', 'approve', 'smith')).toBe(true);
    expect(desk.answer('1', 'block', 'operator')).toBe(true);
    expect(await Promise.all([first, second])).toEqual([
      { answer: 'block', by: 'operator' },
      { answer: 'approve', by: 'smith' },
    ]);
    expect(lists).toEqual([1, 2, 1, 0]);
  });

  it('B4.3: a prompt that is withdrawn goes, and cannot be answered any more', async () => {
    const desk = createPromptDesk();
    const controller = new AbortController();
    const asked = desk.ask(prompt('1'), controller.signal);
    controller.abort();
    expect(await asked).toEqual({ answer: 'later', by: '' });
    expect(desk.list()).toEqual([]);
    expect(desk.answer('1', 'approve', 'smith')).toBe(false);
    expect(await desk.ask(prompt('2'), controller.signal)).toMatchObject({ answer: 'later' });
    expect(desk.list()).toEqual([]);
  });

  it('two prompts of one id are a mistake of who asks', async () => {
    const desk = createPromptDesk();
    void desk.ask(prompt('1'), never);
    await expect(desk.ask(prompt('1'), never)).rejects.toThrow('promptId');
  });

  it('who no longer watches is not called', () => {
    const desk = createPromptDesk();
    let calls = 0;
    const end = desk.subscribe(() => {
      calls += 1;
    });
    void desk.ask(prompt('1'), never);
    end();
    void desk.ask(prompt('2'), never);
    expect(calls).toBe(1);
  });
});
