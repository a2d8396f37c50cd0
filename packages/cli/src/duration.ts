// Spans of time, as people write them.
import { usageError } from './command-error.js';

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/**
 * Milliseconds of a span such as `30s`, `500ms`, `1h30m` or `2d`.
 * @throws {CommandError} exit code 2
 */
export function durationOf(text: string, what: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d|w)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text) {
    throw usageError(`${what} must be a span of time such as 500ms, 30s, 5m, 1h30m or 2d; it was given "${text}".`);
  }
  return Math.round(parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (units[unit ?? ''] ?? 0), 0));
}
