// Carries what happened to whoever watches: screens, the event stream, the terminal.
import type { Notice } from '@s1kit/link';

export interface NoticeBoard {
  publish(notice: Notice): void;
  /** Calls back for each notice from now on. @returns what ends that */
  subscribe(watcher: (notice: Notice) => void): () => void;
}

export function createNoticeBoard(): NoticeBoard {
  const watchers = new Set<{ readonly watcher: (notice: Notice) => void }>();
  return {
    publish: (notice) => {
      for (const { watcher } of watchers) watcher(notice);
    },
    subscribe: (watcher) => {
      const entry = { watcher };
      watchers.add(entry);
      return () => void watchers.delete(entry);
    },
  };
}
