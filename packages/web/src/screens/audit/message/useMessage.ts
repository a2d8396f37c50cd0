// One message of the audit, read once: each reading is on record, so nothing but the user has it read again.
import type { OutputOf } from '@s1kit/link';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { perform } from '../../api/perform.js';
import { keyOf } from '../../api/queries.js';

/** @param message its number, ResponseUID or RequestUID */
export function useMessage(message: string): UseQueryResult<OutputOf<'audit.show'>> {
  return useQuery({
    queryKey: keyOf('audit.show', { message }),
    queryFn: ({ signal }) => perform('audit.show', { message }, signal),
    staleTime: 'static',
  });
}
