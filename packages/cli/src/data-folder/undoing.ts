// Steps that can be taken back, the last one first.
import { CommandError } from '../command-error.js';

export interface Undoing {
  /** Remembers how a step that was just done is taken back. */
  readonly undo: (step: () => void | Promise<void>) => void;
  /**
   * Takes all steps back: one that fails holds up no other.
   * @param because what failed before, if that is why; whoever calls throws it then
   * @throws {CommandError} where steps failed: it tells of each, and of why they were taken back
   */
  readonly takeBack: (because?: unknown) => Promise<void>;
}

export function undoing(): Undoing {
  const steps: (() => void | Promise<void>)[] = [];
  return {
    undo: (step) => void steps.push(step),
    takeBack: async (because) => {
      const failures: unknown[] = [];
      for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
        try {
          await step();
        } catch (failure) {
          failures.push(failure);
        }
      }
      if (failures.length > 0) throw notTakenBack(failures, because);
    },
  };
}

function notTakenBack(failures: readonly unknown[], because: unknown): CommandError {
  const reasons = because === undefined ? [] : [because];
  const words = [...reasons.map(wordsOf), `Not all that was begun could be taken back: ${failures.map(wordsOf).join('; ')}`];
  const exitCode = because instanceof CommandError ? because.exitCode : 1;
  return new CommandError(words.join(' '), exitCode, { cause: new AggregateError([...reasons, ...failures]) });
}

function wordsOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
