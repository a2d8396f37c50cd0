// The applications that wait to be approved at this workstation, and the answers to them.
import { type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { readAnew } from './anew.js';
import { request } from './request.js';
import { useNotice } from './stream.js';

export interface Prompt {
  readonly promptId: string;
  readonly applicationId: string;
  readonly applicationName: string;
  readonly deviceVersion: string | null;
  /** The functions that it may call. */
  readonly functions: readonly string[];
  /** ISO 8601, UTC. */
  readonly askedAt: string;
}

export type PromptAnswer = 'approve' | 'block' | 'later';

const promptsKey = ['prompts'] as const;

/** Oldest first; read anew whenever one comes or goes. */
export function usePrompts(): UseQueryResult<readonly Prompt[]> {
  const queries = useQueryClient();
  useNotice('prompt', () => void readAnew(queries, { queryKey: promptsKey }));
  return useQuery({ queryKey: promptsKey, queryFn: ({ signal }) => request<readonly Prompt[]>('GET', '/api/prompts', undefined, signal) });
}

/** Answers a prompt; one that was answered elsewhere meanwhile goes from the list as any other. */
export function useAnswer() {
  const queries = useQueryClient();
  return useMutation<unknown, Error, { readonly promptId: string; readonly answer: PromptAnswer }>({
    mutationFn: ({ promptId, answer }) => request('POST', `/api/prompts/${encodeURIComponent(promptId)}/answer`, { answer }),
    onSettled: () => queries.invalidateQueries({ queryKey: promptsKey }),
  });
}
