// Waiting for something that the environment does, without sleeping: looked at again whenever something has happened.
import { TestKitError } from './test-kit-error.js';

export interface WaitOptions {
  /** How long to wait at most, in milliseconds of the machine's time, which `advance` does not move; 5000 if left out. */
  readonly withinMs?: number;
  /** Gives up when it aborts. */
  readonly signal?: AbortSignal;
}

/** What can be waited on. */
export interface Happenings {
  /** Calls back for each thing that happens. @returns what ends that */
  subscribe(watcher: () => void): () => void;
  /** Aborts when the environment is closed. */
  readonly closed: AbortSignal;
}

/**
 * Waits until there is something to be seen.
 * @param look gives it, or `undefined` as long as it is not there
 * @param what is waited for, in words
 * @throws {TestKitError} `nothingCame`, `closed`
 * @throws the signal's reason, and what `look` throws
 */
export function whenThere<T>(
  look: () => T | undefined | Promise<T | undefined>,
  what: string,
  { closed, subscribe }: Happenings,
  { withinMs = 5_000, signal }: WaitOptions = {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    let isLooking = false;
    let hasChanged = false;
    const settle = (finish: () => void): void => {
      clearTimeout(timeout);
      unsubscribe();
      closed.removeEventListener('abort', onClosed);
      signal?.removeEventListener('abort', onAbort);
      finish();
    };
    const onClosed = (): void => settle(() => reject(new TestKitError('closed', `The environment was closed while ${what} was waited for.`)));
    const onAbort = (): void => settle(() => reject(signal?.reason));
    const lookAgain = async (): Promise<void> => {
      hasChanged = true;
      if (isLooking) return;
      isLooking = true;
      try {
        while (hasChanged) {
          hasChanged = false;
          const found = await look();
          if (found !== undefined) return settle(() => resolve(found));
        }
      } catch (failure) {
        settle(() => reject(failure));
      } finally {
        isLooking = false;
      }
    };
    const timeout = setTimeout(
      () => settle(() => reject(new TestKitError('nothingCame', `Within ${withinMs} ms there was nothing of what was waited for: ${what}.`))),
      withinMs,
    );
    const unsubscribe = subscribe(() => void lookAgain());
    closed.addEventListener('abort', onClosed);
    signal?.addEventListener('abort', onAbort);
    if (closed.aborted) onClosed();
    else if (signal?.aborted === true) onAbort();
    else void lookAgain();
  });
}
