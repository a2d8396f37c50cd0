// What the desktop tells whoever runs it: events and counts, never payloads, names, NHS numbers or keys. A pino logger is one.

export type LogDetails = Readonly<Record<string, string | number | boolean>>;

export interface Log {
  info(details: LogDetails, message: string): void;
  warn(details: LogDetails, message: string): void;
  error(details: LogDetails, message: string): void;
}

/** A log that keeps nothing. */
export function silentLog(): Log {
  const drop = (): void => undefined;
  return { info: drop, warn: drop, error: drop };
}

/** What may be logged of something that was thrown: its kind and its code. A message might quote a payload. */
export function traitsOf(error: unknown): LogDetails {
  if (!(error instanceof Error)) return { error: typeof error };
  return 'code' in error && typeof error.code === 'string' ? { error: error.name, code: error.code } : { error: error.name };
}
