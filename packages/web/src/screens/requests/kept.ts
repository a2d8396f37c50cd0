// What the screen of requests remembers: the draft, and what was sent. In the page's memory alone, gone with a reload or a sign-out; the Message Audit has every request for good.
import type { OutputOf } from '@s1kit/link';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useFront } from '../api/user.js';

export interface SentRequest {
  /** In this history, from 1. */
  readonly number: number;
  readonly function: string;
  readonly applicationId: string;
  readonly document: string;
  readonly result: OutputOf<'requests.send'>;
}

export interface Draft {
  readonly document: string;
  /** The text as it was loaded, to tell whether somebody has worked on it. */
  readonly loaded: string;
  /** What it was loaded from: nothing is loaded twice. */
  readonly source: string;
}

const historyLength = 30;

const emptyDraft: Draft = { document: '', loaded: '', source: '' };

/** Signing out removes what is kept, as all that was read. A reply that comes after that is kept as of whoever has sent the request, not for who sits here next. */
function useKept<T>(name: string, otherwise: T): readonly [T, (change: (before: T) => T) => void] {
  const queries = useQueryClient();
  const queryKey = ['requests', name, useFront()?.user?.userName];
  const { data } = useQuery<T>({ queryKey, enabled: false, gcTime: Number.POSITIVE_INFINITY });
  return [data ?? otherwise, (change) => queries.setQueryData<T>(queryKey, (before) => change(before ?? otherwise))];
}

export function useDraft() {
  return useKept('draft', emptyDraft);
}

/** Newest first. */
export function useHistory() {
  const [sent, change] = useKept<readonly SentRequest[]>('history', []);
  const add = (request: Omit<SentRequest, 'number'>): void =>
    change((before) => [{ ...request, number: (before[0]?.number ?? 0) + 1 }, ...before].slice(0, historyLength));
  return { sent, add, clear: () => change(() => []) };
}
