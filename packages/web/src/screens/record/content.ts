// The content of a document's page, read for a preview.
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { ApiError } from '../api/request.js';

/** The bytes at an address of `record.page`. */
export function useContent(address: string): UseQueryResult<ArrayBuffer> {
  return useQuery({
    queryKey: ['content', address],
    queryFn: async ({ signal }) => {
      const response = await fetch(address, { signal });
      if (!response.ok) throw new ApiError(response.status, 'The document could not be read. Close it and try again.');
      return await response.arrayBuffer();
    },
    // Content never changes, and may be large.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}
