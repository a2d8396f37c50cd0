// The desktop's stream of notices: what happens there is seen here at once.
import type { Notice } from '@s1kit/link';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { readAllAnew, readAnew } from './anew.js';
import { front, frontKey } from './front.js';
import { keyOf } from './queries.js';
import { staleAfter } from './stale.js';

/** `refused`: the desktop answers, and not to this page: whoever sat here has been signed out, or too many pages watch. */
export type Connection = 'opening' | 'connected' | 'lost' | 'refused';

export interface NoticeStream {
  subscribe(watcher: (notice: Notice) => void): () => void;
  connection(): Connection;
  subscribeToConnection(watcher: () => void): () => void;
  close(): void;
}

/** A page that nobody looks at lets go of its stream after this long: browsers hold six connections to a host at most, in all pages together. */
const unseenMs = 10_000;
/** How long after a refusal the desktop is asked again. */
const againMs = 5_000;

/** Opens the stream; the browser connects anew by itself where it breaks, which it does not where it is refused; a page that is looked at again does as well. */
export function openNotices(): NoticeStream {
  const watchers = new Set<(notice: Notice) => void>();
  const connectionWatchers = new Set<() => void>();
  let connection: Connection = 'opening';
  const turn = (state: Connection): void => {
    if (connection === state) return;
    connection = state;
    for (const watcher of connectionWatchers) watcher();
  };
  let source: EventSource | undefined;
  let again: number | undefined;
  const open = (): void => {
    if (source !== undefined) return;
    const opened = new EventSource('/api/events');
    source = opened;
    opened.addEventListener('open', () => turn('connected'));
    opened.addEventListener('error', () => {
      if (opened.readyState !== EventSource.CLOSED) return turn('lost');
      close();
      again = window.setTimeout(open, againMs);
      turn('refused');
    });
    opened.addEventListener('message', ({ data }) => {
      // The desktop sends a Notice as JSON in each message.
      const notice = JSON.parse(String(data)) as Notice;
      for (const watcher of watchers) watcher(notice);
    });
  };
  const close = (): void => {
    window.clearTimeout(again);
    source?.close();
    source = undefined;
  };
  let unseen: number | undefined;
  const looked = (): void => {
    window.clearTimeout(unseen);
    if (!document.hidden) open();
    else
      unseen = window.setTimeout(() => {
        close();
        turn('opening');
      }, unseenMs);
  };
  document.addEventListener('visibilitychange', looked);
  open();
  return {
    subscribe: (watcher) => {
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    },
    connection: () => connection,
    subscribeToConnection: (watcher) => {
      connectionWatchers.add(watcher);
      return () => void connectionWatchers.delete(watcher);
    },
    close: () => {
      document.removeEventListener('visibilitychange', looked);
      window.clearTimeout(unseen);
      close();
    },
  };
}

export function useConnection(stream: NoticeStream): Connection {
  return useSyncExternalStore(stream.subscribeToConnection, stream.connection);
}

/** Has read anew what a notice makes out of date; all of it whenever the stream has opened, as nobody told what happened before. */
export function useFreshness(stream: NoticeStream): void {
  const queries = useQueryClient();
  const connection = useConnection(stream);
  useEffect(
    () =>
      stream.subscribe(async ({ event }) => {
        // First who sits here: nobody who has been signed out asks for anything more.
        if (event === 'session') await readAnew(queries, { queryKey: frontKey });
        if (queries.getQueryData(front.queryKey)?.user == null) return;
        const stale = staleAfter[event];
        if (stale === 'everything') void readAllAnew(queries);
        else for (const name of stale) void readAnew(queries, { queryKey: keyOf(name) });
      }),
    [stream, queries],
  );
  useEffect(() => {
    if (connection === 'connected') void readAllAnew(queries);
    // Nothing is shown any longer to somebody who has been signed out.
    if (connection === 'refused') void readAnew(queries, { queryKey: frontKey });
  }, [connection, queries]);
}
