// The entries as a table of which only the rows in sight are drawn, however many there are.

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { focusIn } from '../../elements/focus-in.js';
import type { AuditEntry } from '../words.js';
import { EntryRow } from './EntryRow.js';

interface EntryTableProps {
  readonly entries: readonly AuditEntry[];
  /** How many there are, as far as is known. */
  readonly complete: boolean;
  readonly compare: number | undefined;
  /** Called when the last rows come into sight. */
  readonly onEnd: () => void;
  /** Told whether somebody reads: has scrolled away from the newest, or is at a row with the keyboard. */
  readonly onReading: (reading: boolean) => void;
}

const columns = ['Time', 'What', 'Outcome', 'Application, device', 'User, patient', 'Took, sizes', 'Remarks'];

export function EntryTable({ entries, complete, compare, onEnd, onReading }: EntryTableProps) {
  const list = useRef<HTMLTableSectionElement>(null);
  const [margin, setMargin] = useState(0);
  // What stands above may grow and shrink: filters, notices. After it was drawn, when that is known without working it out anew.
  useEffect(() => {
    const top = Math.round((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
    if (top !== margin) setMargin(top);
  });
  const virtual = useWindowVirtualizer({
    count: entries.length,
    estimateSize: () => 60,
    overscan: 12,
    scrollMargin: margin,
    getItemKey: (index) => entries[index]?.sequence ?? index,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (entries.length > 0 && last >= entries.length - 20) onEnd();
  }, [entries.length, last, onEnd]);

  const isAway = (virtual.scrollOffset ?? 0) > margin + 8;
  const [focused, setFocused] = useState(false);
  useEffect(() => onReading(isAway || focused), [isAway, focused, onReading]);

  const move = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key];
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
    if (step === undefined || row === null || event.ctrlKey || event.altKey || event.metaKey) return;
    const next = Number(row.dataset.index) + step;
    if (next < 0 || next >= entries.length) return;
    event.preventDefault();
    virtual.scrollToIndex(next, { align: 'auto' });
    focusIn(list.current, `[data-index="${next}"] a`);
  };

  return (
    <table className="audit-table" aria-label="Entries, newest first" aria-rowcount={complete ? entries.length + 1 : -1}>
      <thead className="audit-table__head">
        <tr className="audit-row" aria-rowindex={1}>
          {columns.map((column) => (
            <th scope="col" key={column}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody
        className="audit-table__body"
        ref={list}
        style={{ height: `${virtual.getTotalSize()}px` }}
        onKeyDown={move}
        onFocus={() => setFocused(true)}
        onBlur={({ currentTarget, relatedTarget }) => {
          if (!currentTarget.contains(relatedTarget)) setFocused(false);
        }}
      >
        {items.map(({ index, key, start }) => {
          const entry = entries[index];
          if (entry === undefined) return null;
          return <EntryRow key={key} entry={entry} index={index} compare={compare} measure={virtual.measureElement} offset={start - margin} />;
        })}
      </tbody>
    </table>
  );
}
