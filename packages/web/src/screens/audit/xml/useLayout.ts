// The layout of a document, made aside from what the user does meanwhile.
import { useEffect, useState } from 'react';
import { type Layout, layoutAtMost, layoutOf, rawLayout } from './layout.js';

/** `undefined` while it is being made. */
export function useLayout(text: string, element: string | null, isRaw: boolean): Layout | undefined {
  const [made, setMade] = useState<{ readonly of: readonly unknown[]; readonly layout: Layout }>();
  useEffect(() => {
    const of = [text, element, isRaw];
    if (isRaw || text.length > layoutAtMost) {
      setMade({ of, layout: rawLayout(text) });
      return;
    }
    const ending = new AbortController();
    layoutOf(text, element, ending.signal).then(
      (layout) => setMade({ of, layout }),
      () => undefined,
    );
    return () => ending.abort();
  }, [text, element, isRaw]);
  const isOfThese = made !== undefined && made.of[0] === text && made.of[1] === element && made.of[2] === isRaw;
  return isOfThese ? made.layout : undefined;
}
