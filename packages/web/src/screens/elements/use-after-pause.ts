// What somebody is typing, once they pause: a search for each key would be a search too many.
import { useEffect, useState } from 'react';

/** In milliseconds. */
const pause = 200;

/** The text as it was when it had stayed the same for a moment. */
export function useAfterPause(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pause);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
