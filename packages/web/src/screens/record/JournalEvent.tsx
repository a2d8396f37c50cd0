// One event of the journal: when, who, where, by which software, and its items.
import type { OutputOf } from '@s1kit/link';
import { useId } from 'react';
import { dateTimeText } from '../elements/dates.js';
import type { ProblemOf } from '../words/useProblemNames.js';
import { effectiveText } from './effective.js';
import { ItemWords } from './items/ItemWords.js';
import type { Selection } from './selection.js';

export type Event = OutputOf<'record.journal'>['events'][number];

interface JournalEventProps {
  readonly event: Event;
  readonly index: number;
  /** How many there are; below zero while nobody knows. */
  readonly count: number;
  /** Pixels from the beginning of the list. */
  readonly top: number;
  readonly measure: (element: HTMLElement | null) => void;
  readonly selection: Selection;
  readonly problemOf: ProblemOf;
}

export function JournalEvent({ event, index, count, top, measure, selection, problemOf }: JournalEventProps) {
  const id = useId();
  const { author, effectiveAt, eventUid, items, method, problemUid, site } = event;
  return (
    <article
      ref={measure}
      className="journal__event"
      data-index={index}
      tabIndex={-1}
      aria-posinset={index + 1}
      aria-setsize={count}
      aria-labelledby={id}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div className="journal__when">
        <label className="journal__tick">
          <input type="checkbox" checked={selection.selected.has(eventUid)} onChange={() => selection.toggle(eventUid)} />
          <span id={id}>{effectiveText(effectiveAt)}</span>
          <span className="nhsuk-u-visually-hidden">: select the whole event</span>
        </label>
        <p className="secondary">{entryWords(event)}</p>
      </div>
      <div className="journal__what">
        <p className="journal__who said">{[author, site, method].filter((part) => part !== null && part !== '').join(' · ')}</p>
        {problemUid !== null && <p className="item__problem said">All of it for {problemOf(problemUid)}</p>}
        {items.length === 0 && <p className="secondary">No items</p>}
        <ul className="journal__items">
          {items.map(({ item, place, usual }) => (
            <li key={place}>
              <input
                type="checkbox"
                aria-label={`Select item ${place} of ${effectiveText(effectiveAt)}`}
                checked={selection.selected.has(`${eventUid}/${place}`)}
                onChange={() => selection.toggle(`${eventUid}/${place}`)}
              />
              <ItemWords item={item} usual={usual} problemOf={problemOf} />
            </li>
          ))}
        </ul>
      </div>
    </article>
  );
}

/** When it was entered, and by which software. */
function entryWords({ enteredAt, software }: Event): string {
  const by = software === null ? "this practice's own screens" : software;
  return `Entered ${dateTimeText(enteredAt)} by ${by}`;
}
