// The desktop's stream of notices: what happens there is seen here at once.
import type { Notice } from '@s1kit/link';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { frontKey } from './front.js';
import { keyOf } from './queries.js';
import { staleAfter } from './stale.js';

export type Connection = 'opening' | 'connected' | 'lost';

export interface NoticeStream {
  subscribe(watcher: (notice: Notice) => void): () => void;
  connection(): Connection;
  subscribeToConnection(watcher: () => void): () => void;
  close(): void;
}

/** Opens the stream; the browser connects anew by itself where it breaks. */
export function openNotices(): NoticeStream {
  const source = new EventSource('/api/events');
  const watchers = new Set<(notice: Notice) => void>();
  const connectionWatchers = new Set<() => void>();
  let connection: Connection = 'opening';
  const turn = (state: Connection): void => {
    if (connection === state) return;
    connection = state;
    for (const watcher of connectionWatchers) watcher();
  };
  source.addEventListener('open', () => turn('connected'));
  source.addEventListener('error', () => turn('lost'));
  source.addEventListener('message', ({ data }) => {
    // The desktop sends a Notice as JSON in each message.
    const notice = JSON.parse(String(data)) as Notice;
    for (const watcher of watchers) watcher(notice);
  });
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
    close: () => source.close(),
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
      stream.subscribe(({ event }) => {
        for (const name of staleAfter[event]) void queries.invalidateQueries({ queryKey: keyOf(name) });
        if (event === 'session') void queries.invalidateQueries({ queryKey: frontKey });
      }),
    [stream, queries],
  );
  useEffect(() => {
    if (connection === 'connected') void queries.invalidateQueries();
  }, [connection, queries]);
}
