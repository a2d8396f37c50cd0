// What the environment logs beside a terminal: what failed unexpectedly, one line of JSON each; never payloads, names or keys.
import { type Logger, pino } from 'pino';
import type { OutputStream } from '../terminal.js';

/** A log on standard error: warnings and errors, or errors alone. */
export function logOn(stream: OutputStream, quiet: boolean): Logger {
  return pino({ level: quiet ? 'error' : 'warn', base: null }, stream);
}
