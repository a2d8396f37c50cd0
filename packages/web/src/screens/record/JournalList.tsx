// The events of the journal. Only those in sight are in the page, as there may be many thousands; more are read before one gets to the end.
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { usePages } from '../api/pages.js';
import { useProblemNames } from '../words/useProblemNames.js';
import { type Event, JournalEvent } from './JournalEvent.js';
import type { Selection } from './selection.js';

interface JournalListProps {
  readonly patient: string;
  readonly pages: ReturnType<typeof usePages<'record.journal'>>;
  readonly events: readonly Event[];
  readonly selection: Selection;
}

/** Pixels of an event of two lines; the real height is measured once it is in sight. */
const usualHeight = 76;
/** So many events before the end the next page is read. */
const ahead = 40;

export function JournalList({ patient, pages, events, selection }: JournalListProps) {
  const list = useRef<HTMLDivElement>(null);
  const problemOf = useProblemNames(patient, events.some(isLinked));
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    // Filters and banner above may wrap: where the list begins is looked up whenever it is drawn.
    const top = list.current === null ? 0 : Math.round(list.current.getBoundingClientRect().top + window.scrollY);
    if (top !== margin) setMargin(top);
  });
  const virtualizer = useWindowVirtualizer({
    count: events.length,
    estimateSize: () => usualHeight,
    getItemKey: (index) => events[index]?.eventUid ?? index,
    overscan: 6,
    scrollMargin: margin,
  });
  const rows = virtualizer.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  const { hasMore, readMore } = pages;
  useEffect(() => {
    if (hasMore && last >= events.length - ahead) readMore();
  }, [hasMore, last, events.length, readMore]);

  const goTo = (index: number): void => {
    if (index < 0 || index >= events.length) return;
    virtualizer.scrollToIndex(index, { align: 'auto' });
    // It may not have been in the page until now.
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus());
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.key !== 'PageDown' && event.key !== 'PageUp') return;
    const article = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
    if (article === null) return;
    event.preventDefault();
    goTo(Number(article.dataset.index) + (event.key === 'PageDown' ? 1 : -1));
  };

  return (
    <>
      <p className="journal-count secondary">
        {hasMore ? `The newest ${events.length} events are read; more as you scroll.` : `${events.length} ${events.length === 1 ? 'event' : 'events'}.`} Page
        down and page up go from event to event.
      </p>
      <div
        ref={list}
        className="journal"
        role="feed"
        aria-label="Journal, newest first"
        aria-busy={pages.isReading}
        style={{ height: virtualizer.getTotalSize() }}
        onKeyDown={onKeyDown}
      >
        {rows.map(({ index, key, start }) => {
          const event = events[index];
          if (event === undefined) return null;
          return (
            <JournalEvent
              key={key}
              event={event}
              index={index}
              count={hasMore ? -1 : events.length}
              top={start - margin}
              measure={virtualizer.measureElement}
              selection={selection}
              problemOf={problemOf}
            />
          );
        })}
      </div>
      {hasMore && pages.isReading && <p className="secondary">Reading more …</p>}
    </>
  );
}

/** Whether an event or an item of it belongs to a problem. */
function isLinked({ problemUid, items }: Event): boolean {
  return problemUid !== null || items.some(({ item }) => item.value.LinkedProblemUID !== undefined);
}
