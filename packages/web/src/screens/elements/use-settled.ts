// Whether something has been in sight long enough to have been read.
import { useEffect, useState } from 'react';

/** In milliseconds: nobody reads and decides more quickly, and a click that was meant for something else has passed. */
const glance = 500;

/** False at first, and true a moment after what uses it has come into the page. */
export function useSettled(): boolean {
  const [isSettled, setSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), glance);
    return () => clearTimeout(timer);
  }, []);
  return isSettled;
}
