// The questions whether an application may connect, as a test answers them (B4.2).
import type { DevicePrompt } from '@s1kit/link';
import type { EnvironmentWorkstation } from '../environment.js';
import { TestKitError } from './test-kit-error.js';
import { type Happenings, type WaitOptions, whenThere } from './waiting.js';

/** A prompt that stands at a workstation. */
export interface TestPrompt extends DevicePrompt {
  /** Answers yes; resolves when it is stored. @throws {TestKitError} `promptGone` */
  approve(): Promise<void>;
  /** Blocks the application at this workstation; resolves when it is stored. @throws {TestKitError} `promptGone` */
  block(): Promise<void>;
  /** Leaves it undecided: the request is answered with ApprovalPending. @throws {TestKitError} `promptGone` */
  later(): Promise<void>;
}

export interface TestPrompts {
  /** The prompts that stand now, oldest first. */
  list(): readonly TestPrompt[];
  /**
   * The oldest prompt that no earlier call has given; waits for one.
   * @throws {TestKitError} `nothingCame`, `closed`
   * @example const asked = client.connect(); await (await s1.prompts.next()).approve(); await asked;
   */
  next(options?: WaitOptions): Promise<TestPrompt>;
}

export function testPrompts({ perform, prompts }: EnvironmentWorkstation, happenings: Happenings): TestPrompts {
  const given = new Set<string>();
  const requireStanding = ({ applicationName, promptId }: DevicePrompt): void => {
    if (prompts.list().every((one) => one.promptId !== promptId)) {
      throw new TestKitError('promptGone', `The prompt for ${applicationName} does not wait any more: it was answered, or its time is over.`);
    }
  };
  const answerable = (prompt: DevicePrompt): TestPrompt => {
    const decide = async (name: 'devices.approve' | 'devices.block'): Promise<void> => {
      requireStanding(prompt);
      await perform(name, { applicationId: prompt.applicationId });
    };
    return {
      ...prompt,
      approve: () => decide('devices.approve'),
      block: () => decide('devices.block'),
      later: async () => {
        requireStanding(prompt);
        prompts.answer(prompt.promptId, 'later', 'operator');
      },
    };
  };
  return {
    list: () => prompts.list().map(answerable),
    next: (options) =>
      whenThere(
        () => {
          const prompt = prompts.list().find(({ promptId }) => !given.has(promptId));
          if (prompt === undefined) return undefined;
          given.add(prompt.promptId);
          return answerable(prompt);
        },
        'a prompt',
        happenings,
        options,
      ),
  };
}
