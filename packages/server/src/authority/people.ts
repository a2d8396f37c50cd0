// Who a person is: passwords at sign-in, and how often they may be tried (B4.6).
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '@s1kit/link';

/** How many wrong passwords for a user name at a workstation before it has to wait, and for how long (milliseconds). */
export const wrongPasswordLimit = 5;
export const wrongPasswordWait = 60_000;

/** How many names are remembered at most; the oldest are forgotten first. */
const rememberedNames = 10_000;

export interface SignInAttempts {
  /** Milliseconds until a password may be tried again; 0 for now. */
  wait(subject: string): number;
  failed(subject: string): void;
  succeeded(subject: string): void;
}

/** Counts wrong passwords, in memory. */
export function createSignInAttempts(clock: Clock): SignInAttempts {
  const failures = new Map<string, { readonly count: number; readonly at: number }>();
  return {
    wait: (subject) => {
      const found = failures.get(subject);
      if (found === undefined || found.count < wrongPasswordLimit) return 0;
      return Math.max(0, found.at + wrongPasswordWait - clock.monotonic());
    },
    failed: (subject) => {
      const now = clock.monotonic();
      const found = failures.get(subject);
      const count = found !== undefined && now - found.at < wrongPasswordWait ? found.count + 1 : 1;
      failures.delete(subject);
      failures.set(subject, { count, at: now });
      const oldest = failures.keys().next().value;
      if (failures.size > rememberedNames && oldest !== undefined) failures.delete(oldest);
    },
    succeeded: (subject) => void failures.delete(subject),
  };
}

/** Whether two texts are the same, in a time that tells nothing of either. */
export function isSameSecret(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();
  return timingSafeEqual(digest(one), digest(other));
}
