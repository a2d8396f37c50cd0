// Operations that read, as queries that are kept, shared and read anew when the desktop says that something changed.
import type { InputOf, OperationName, OutputOf } from '@s1kit/link';
import { keepPreviousData, QueryClient, type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { perform } from './perform.js';
import { ApiError } from './request.js';

export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // A refusal stays one; only a desktop that could not be reached is asked again.
        retry: (count, failure) => count < 2 && failure instanceof ApiError && failure.status === 0,
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        networkMode: 'always',
      },
      // The desktop is on this machine, whether or not that has a network. What waited for one would be done later, when another record may be open.
      mutations: { networkMode: 'always' },
    },
  });
}

/** What a query is kept under. */
export function keyOf<N extends OperationName>(name: N, input?: InputOf<N>): readonly unknown[] {
  return input === undefined ? [name] : [name, input];
}

interface ReadingOptions {
  readonly enabled?: boolean;
  /** Reads anew after so many milliseconds: for what changes as time goes by. */
  readonly every?: number;
}

/**
 * Reads by an operation; what was read before stays while something else is read.
 * @example const { data, error, isPending } = useOperation('devices.list', {});
 */
export function useOperation<N extends OperationName>(name: N, input: InputOf<N>, options: ReadingOptions = {}): UseQueryResult<OutputOf<N>> {
  return useQuery({
    queryKey: keyOf(name, input),
    queryFn: ({ signal }) => perform(name, input, signal),
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
    refetchInterval: options.every ?? false,
  });
}

/**
 * Changes something by an operation, and has read anew what depends on it.
 * @param changes the operations whose results it may change
 * @example const save = useChange('session.save', ['session.changes', 'session.status']);
 */
export function useChange<N extends OperationName>(name: N, changes: readonly OperationName[]) {
  const queries = useQueryClient();
  return useMutation<OutputOf<N>, Error, InputOf<N>>({
    mutationFn: (input) => perform(name, input),
    // What it gives may be a key: nothing of it is kept once nobody shows it.
    gcTime: 0,
    onSettled: () => Promise.all(changes.map((changed) => queries.invalidateQueries({ queryKey: keyOf(changed) }))),
  });
}
