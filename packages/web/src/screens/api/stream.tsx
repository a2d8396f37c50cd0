// The stream of notices for whatever stands inside the frame.
import type { Notice } from '@s1kit/link';
import { createContext, useContext, useEffect, useEffectEvent } from 'react';
import type { NoticeStream } from './notices.js';

export const Stream = createContext<NoticeStream | undefined>(undefined);

/**
 * Calls back when something happens at the desktop.
 * @example useNotice('message', ({ sequence }) => show(sequence));
 */
export function useNotice(event: Notice['event'], happened: (notice: Notice) => void): void {
  const stream = useContext(Stream);
  const tell = useEffectEvent(happened);
  useEffect(
    () =>
      stream?.subscribe((notice) => {
        if (notice.event === event) tell(notice);
      }),
    [stream, event],
  );
}

/** Calls back whenever the stream has opened, as nobody told what happened before: for what is no query, which are read anew by themselves. */
export function useConnected(happened: () => void): void {
  const stream = useContext(Stream);
  const tell = useEffectEvent(happened);
  useEffect(
    () =>
      stream?.subscribeToConnection(() => {
        if (stream.connection() === 'connected') tell();
      }),
    [stream],
  );
}
