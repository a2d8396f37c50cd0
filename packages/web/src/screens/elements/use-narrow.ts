// Whether there is no room for columns side by side: a list takes their place then.
import { useSyncExternalStore } from 'react';

/** In rem, so that a page that is magnified counts as narrow. */
const narrow = '(max-width: 44rem)';

export function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(narrow);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => window.matchMedia(narrow).matches,
  );
}
