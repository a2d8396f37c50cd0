// What an error reply says.
import { childOf, parseDocument } from '@s1kit/contract';

export interface ReplyError {
  /** The registry's code; empty where the reply names none. */
  readonly code: string;
  readonly message: string;
  readonly permanent: boolean;
}

/** The error that a reply tells of; `undefined` for a success. */
export function errorOf(document: string): ReplyError | undefined {
  // An error is short and stands in place of Response: a long reply need not be parsed for it.
  if (!document.slice(0, 4_096).includes('<Error')) return undefined;
  const error = childOf(parseDocument(document, { levels: 1_000, attributes: 10_000 }), 'Error');
  if (error === undefined) return undefined;
  return {
    code: error.attributes.find(([name]) => name === 'Code')?.[1] ?? '',
    message: childOf(error, 'ErrorMessage')?.text ?? '',
    permanent: childOf(error, 'PermanentError')?.text === 'true',
  };
}

/** The DeviceID that a reply carries. */
export function deviceIdOf(document: string): string {
  return /<DeviceID>([^<]*)<\/DeviceID>/.exec(document.slice(0, 4_096))?.[1] ?? '';
}
