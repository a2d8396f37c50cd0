// Lists of the open record that are read page by page, as one scrolls or asks for more.
import type { InputOf, OutputOf } from '@s1kit/link';
import { useInfiniteQuery } from '@tanstack/react-query';
import { perform } from './perform.js';
import { keyOf } from './queries.js';

type Paged = 'record.journal' | 'record.medication' | 'record.documents';
type JournalEvent = OutputOf<'record.journal'>['events'][number];

interface Pages {
  /** Those that have been read, newest first; undefined until the first page is there. */
  readonly events: readonly JournalEvent[] | undefined;
  readonly error: unknown;
  readonly hasMore: boolean;
  readonly isReading: boolean;
  readonly readMore: () => void;
  readonly again: () => void;
}

/** @example const { events, readMore } = usePages('record.journal', { patient, kinds: 'Letter' }); */
export function usePages<N extends Paged>(name: N, input: Omit<InputOf<N>, 'before'>): Pages {
  const query = useInfiniteQuery({
    // `keyOf` leads, so that what makes the operation out of date finds it.
    queryKey: [...keyOf(name), 'pages', input],
    // The operations of `Paged` all take `before` and give such a page.
    queryFn: ({ pageParam, signal }) => perform(name, { ...input, ...(pageParam === undefined ? {} : { before: pageParam }) } as InputOf<N>, signal),
    initialPageParam: undefined as string | undefined, // Widens the type: pages behind the first have one.
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const { data, error, fetchNextPage, hasNextPage, isFetching, isFetchingNextPage, refetch } = query;
  return {
    events: data?.pages.flatMap(({ events }) => events),
    error,
    hasMore: hasNextPage,
    isReading: isFetching,
    readMore: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
    },
    again: () => void refetch(),
  };
}
