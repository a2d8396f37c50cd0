// Follows what the user is doing, at the pace that is allowed.
import type { CallContext } from '../calls/context.js';
import { mayPass } from '../calls/repeat.js';
import { pause } from '../clock.js';
import { ClientNotRunningError, NobodySignedInError } from '../errors/index.js';

export interface WatchOptions {
  /** Ends the watch: the loop rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** How often it is looked, in milliseconds; 1,000 if left out, which is as often as is allowed. */
  readonly everyMs?: number;
}

/** How often it is looked where nobody says: as often as is allowed. */
export const usualMs = 1_000;

/**
 * Looks again and again, and gives what it sees each time that it is another thing. While nobody is signed in, or the SystmOne client is not running,
 * that is `undefined`; what else passes is waited out. It looks only when the next change is asked for, and ends when the loop is left.
 * @param look asks SystmOne
 */
export async function* watch<T>(
  context: CallContext,
  look: (signal: AbortSignal) => Promise<T>,
  { signal, everyMs = usualMs }: WatchOptions,
): AsyncGenerator<T | undefined> {
  const { clock, closing } = context;
  const stop = signal === undefined ? closing : AbortSignal.any([signal, closing]);
  let last: string | undefined;
  for (;;) {
    const seen = await lookOnce(look, stop);
    if (seen !== 'nothing new') {
      const now = JSON.stringify(seen.value) ?? '';
      if (now !== last) {
        last = now;
        yield seen.value;
      }
    }
    await pause(clock, everyMs, stop);
  }
}

async function lookOnce<T>(look: (signal: AbortSignal) => Promise<T>, stop: AbortSignal): Promise<{ readonly value: T | undefined } | 'nothing new'> {
  stop.throwIfAborted();
  try {
    return { value: await look(stop) };
  } catch (error) {
    if (error instanceof NobodySignedInError || error instanceof ClientNotRunningError) return { value: undefined };
    if (mayPass(error)) return 'nothing new';
    throw error;
  }
}
