// Fills the editor as the address says: with the example of a function, or with the request of a message of the audit.
import { useEffect, useEffectEvent, useState } from 'react';
import { perform } from '../api/perform.js';
import type { Draft } from './kept.js';

/**
 * Loads once for each address: who comes back finds what they had written.
 * @returns why it could not be loaded
 */
export function useLoaded(draft: Draft, change: (change: (before: Draft) => Draft) => void, functionName: string, message: number | undefined): unknown {
  const [failure, setFailure] = useState<unknown>();
  const source = message === undefined ? `example ${functionName}` : `message ${message}`;
  const isLoaded = draft.source === source;
  const loaded = useEffectEvent((document: string) => change(() => ({ document, loaded: document, source })));
  useEffect(() => {
    if (isLoaded) return undefined;
    const leaving = new AbortController();
    const reading =
      message === undefined
        ? perform('templates.get', { function: functionName }, leaving.signal).then(({ document }) => document)
        : perform('audit.show', { message: String(message) }, leaving.signal).then(({ request }) => request ?? '');
    reading.then(
      (document) => {
        if (leaving.signal.aborted) return;
        setFailure(undefined);
        loaded(document);
      },
      (reason: unknown) => {
        if (!leaving.signal.aborted) setFailure(reason);
      },
    );
    return () => leaving.abort();
  }, [isLoaded, functionName, message]);
  return failure;
}
