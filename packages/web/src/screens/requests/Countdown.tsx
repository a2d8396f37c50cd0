// How long a throttled request has to wait yet, by the environment's clock.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { perform } from '../api/perform.js';
import { keyOf } from '../api/queries.js';
import { timeText } from '../elements/dates.js';

export function Countdown({ allowedAt }: { readonly allowedAt: string }) {
  // Between two readings the browser counts on by itself; the clock is read again when it was moved, and at the end.
  const { data, dataUpdatedAt, refetch } = useQuery({ queryKey: keyOf('clock.show', {}), queryFn: ({ signal }) => perform('clock.show', {}, signal) });
  const [, tick] = useState(0);
  const passed = Date.now() - dataUpdatedAt;
  const left = data === undefined ? undefined : Math.ceil((Date.parse(allowedAt) - Date.parse(data.now) - passed) / 1_000);
  const waits = left !== undefined && left > 0;
  useEffect(() => {
    const timer = window.setInterval(() => {
      tick((count) => count + 1);
      if (!waits) void refetch();
    }, 1_000);
    return () => window.clearInterval(timer);
  }, [waits, refetch]);
  return (
    <p className="countdown">
      {waits ? (
        <>
          The next one is allowed in <strong>{left} s</strong>, at {timeText(allowedAt, 'seconds')}.
        </>
      ) : (
        <>Since {timeText(allowedAt, 'seconds')} the next one is allowed.</>
      )}
    </p>
  );
}
