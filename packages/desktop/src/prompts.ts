// The prompts that wait for the workstation's user: asked by the server, answered on the terminal or a screen, whichever is first (B4.2).
import type { DesktopDoor, DevicePrompt, PromptAnswer } from '@s1kit/link';

export interface PromptDesk {
  readonly ask: DesktopDoor['ask'];
  /** The prompts that wait, oldest first. */
  list(): readonly DevicePrompt[];
  /**
   * Answers a prompt.
   * @param by who answers, for the audit
   * @returns false if it does not wait any more
   */
  answer(promptId: string, answer: PromptAnswer, by: string): boolean;
  /** Calls back when the list has changed. @returns what ends that */
  subscribe(watcher: () => void): () => void;
}

interface Waiting {
  readonly prompt: DevicePrompt;
  readonly settle: (answer: PromptAnswer, by: string) => void;
}

export function createPromptDesk(): PromptDesk {
  const waiting = new Map<string, Waiting>();
  const watchers = new Set<{ readonly watcher: () => void }>();

  const changed = (): void => {
    for (const { watcher } of watchers) watcher();
  };

  const ask: DesktopDoor['ask'] = (prompt, signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return resolve({ answer: 'later', by: '' });
      if (waiting.has(prompt.promptId)) return reject(new Error('A prompt of this promptId is already waiting: give each prompt its own.'));
      const withdraw = (): void => settle('later', '');
      const settle = (answer: PromptAnswer, by: string): void => {
        signal.removeEventListener('abort', withdraw);
        waiting.delete(prompt.promptId);
        resolve({ answer, by });
        changed();
      };
      signal.addEventListener('abort', withdraw);
      waiting.set(prompt.promptId, { prompt, settle });
      changed();
    });

  return {
    ask,
    list: () => [...waiting.values()].map(({ prompt }) => prompt),
    answer: (promptId, answer, by) => {
      const found = waiting.get(promptId);
      found?.settle(answer, by);
      return found !== undefined;
    },
    subscribe: (watcher) => {
      const entry = { watcher };
      watchers.add(entry);
      return () => void watchers.delete(entry);
    },
  };
}
