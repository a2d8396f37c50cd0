// The environment's time, which in Demo may be moved: for what counts down.
import { useEffect, useState } from 'react';
import { useOperation } from './queries.js';
import { useNotice } from './stream.js';
import { useFront } from './user.js';

/**
 * Milliseconds since 1970 UTC in the environment, a second at a time; `undefined` until it is known.
 * @param ticking whether somebody waits for the next second
 */
export function useEnvironmentTime(ticking = true): number | undefined {
  const front = useFront();
  const isDemo = front?.kind === 'demo';
  const { data, dataUpdatedAt, refetch } = useOperation('clock.show', {}, { enabled: isDemo });
  const [machine, setMachine] = useState(() => Date.now());
  useNotice('clock', () => void refetch());
  useEffect(() => {
    if (!ticking) return;
    const timer = setInterval(() => setMachine(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [ticking]);
  // A Live environment's clock is the machine's own.
  if (front?.kind === 'live') return machine;
  return data === undefined ? undefined : Date.parse(data.now) + Math.max(0, machine - dataUpdatedAt);
}
