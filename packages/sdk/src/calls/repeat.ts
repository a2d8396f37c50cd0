// Reads that were not answered are asked again, after pauses that grow; what is permanent never.
import { pause } from '../clock.js';
import { ConnectionLostError, NoReplyError, PeerFailedError, ReplyInvalidError, SystmOneError, ThrottledError } from '../errors/index.js';
import type { Limits } from '../limits.js';
import { fraction, type Random } from '../random.js';
import type { CallContext } from './context.js';

/** Whether the same read may succeed a moment later, without anybody doing something about it. */
export function mayPass(error: unknown): boolean {
  if (!(error instanceof SystmOneError) || error.permanent) return false;
  return [NoReplyError, ConnectionLostError, ReplyInvalidError, ThrottledError, PeerFailedError].some((kind) => error instanceof kind);
}

/** The pause before another attempt, in milliseconds: twice as long each time up to a limit, cut at random by up to a half. */
export function pauseBefore(attempt: number, { firstPauseMs, longestPauseMs }: Limits, random: Random): number {
  const whole = Math.min(longestPauseMs, firstPauseMs * 2 ** (attempt - 2));
  return Math.round(whole * (1 - fraction(random) / 2));
}

/**
 * Does something again while it fails in a way that passes, up to `limits.attempts` times.
 * @param mayRepeat whether there is still a way back
 * @throws what the last attempt threw, and the signal's reason
 */
export async function repeat<T>(
  context: CallContext,
  functionName: string,
  signal: AbortSignal | undefined,
  work: (attempt: number) => Promise<T>,
  mayRepeat: () => boolean = () => true,
): Promise<T> {
  const { clock, closing, emitter, limits, random } = context;
  const stop = signal === undefined ? closing : AbortSignal.any([signal, closing]);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(attempt);
    } catch (error) {
      if (attempt >= limits.attempts || !mayPass(error) || !mayRepeat()) throw error;
      const expectedMs = pauseBefore(attempt + 1, limits, random);
      const paused = pause(clock, expectedMs, stop);
      emitter.emit('waiting', { function: functionName, reason: 'retry', expectedMs, ahead: 0 });
      await paused;
    }
  }
}
