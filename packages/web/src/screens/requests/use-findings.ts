// What the environment says of a document while it is written.
import type { OutputOf } from '@s1kit/link';
import { useEffect, useState } from 'react';
import { perform } from '../api/perform.js';

export type Finding = OutputOf<'requests.check'>[number];

export interface Findings {
  /** Undefined while nothing is known yet. */
  readonly findings: readonly Finding[] | undefined;
  readonly failure: unknown;
}

/** How long nobody must have typed, in milliseconds. */
const pauseMs = 250;

export function useFindings(document: string): Findings {
  const [known, setKnown] = useState<Findings>({ findings: undefined, failure: undefined });
  useEffect(() => {
    const leaving = new AbortController();
    const timer = window.setTimeout(() => {
      perform('requests.check', { document }, leaving.signal).then(
        (findings) => setKnown({ findings, failure: undefined }),
        (failure: unknown) => {
          if (!leaving.signal.aborted) setKnown({ findings: undefined, failure });
        },
      );
    }, pauseMs);
    return () => {
      window.clearTimeout(timer);
      leaving.abort();
    };
  }, [document]);
  return known;
}
