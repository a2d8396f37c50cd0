// The lines of a document, of which only those in sight are drawn. Elements that have others in them can be folded.

import { useVirtualizer } from '@tanstack/react-virtual';
import classNames from 'classnames';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { focusIn } from '../../elements/focus-in.js';
import { LineText } from './LineText.js';
import { type Layout, visibleLines } from './layout.js';

interface LinesProps {
  readonly label: string;
  readonly layout: Layout;
  readonly folded: ReadonlySet<number>;
  readonly fold: (line: number, folded: boolean) => void;
  /** Told beside the marked lines. */
  readonly mark: string;
  /** Whether line numbers of the layout mean anything. */
  readonly numbered: boolean;
}

const lineHeight = 22;

export function Lines({ fold, folded, label, layout, mark, numbered }: LinesProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const visible = visibleLines(layout, folded);
  const virtual = useVirtualizer({ count: visible.length, getScrollElement: () => scroller.current, estimateSize: () => lineHeight, overscan: 20 });
  const digits = String(layout.lines.length).length;

  const [first] = layout.marked;
  // biome-ignore lint/correctness/useExhaustiveDependencies: when a document is shown, not whenever something is folded
  useEffect(() => {
    const index = first === undefined ? -1 : visible.indexOf(first);
    if (index > 8) virtual.scrollToIndex(index, { align: 'center' });
  }, [layout]);

  const keys = (event: KeyboardEvent): void => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-line]') : null;
    if (row === null || event.ctrlKey || event.altKey || event.metaKey) return;
    const line = Number(row.dataset.line);
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      event.preventDefault();
      fold(line, event.key === 'ArrowLeft');
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    for (let index = visible.indexOf(line) + step; index >= 0 && index < visible.length; index += step) {
      const other = visible[index];
      if (other === undefined || layout.lines[other]?.closes === undefined) continue;
      virtual.scrollToIndex(index);
      focusIn(scroller.current, `[data-line="${other}"] button`);
      return;
    }
  };

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="xml" aria-label={label} ref={scroller} tabIndex={0} onKeyDown={keys}>
      <div className="xml__lines" style={{ height: `${virtual.getTotalSize()}px`, minWidth: `${layout.width + digits + 8}ch` }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const number = visible[index] ?? 0;
          const line = layout.lines[number];
          if (line === undefined) return null;
          const isFolded = folded.has(number);
          const isMarked = layout.marked.has(number);
          const text = layout.text.slice(line.start, line.end);
          return (
            <div
              key={number}
              data-line={number}
              className={classNames('xml__line', { 'xml__line--marked': isMarked })}
              style={{ transform: `translateY(${start}px)`, paddingLeft: `${line.depth * 2 + digits + 4}ch` }}
            >
              {numbered && (
                <span className="xml__number" aria-hidden="true" style={{ width: `${digits + 1}ch` }}>
                  {number + 1}
                </span>
              )}
              {line.closes !== undefined && (
                <button type="button" className="xml__fold" aria-expanded={!isFolded} aria-label={nameOf(text)} onClick={() => fold(number, !isFolded)}>
                  <span aria-hidden="true">{isFolded ? '▸' : '▾'}</span>
                </button>
              )}
              {isMarked && (
                <strong className="xml__mark" title={mark}>
                  ✗ this element
                </strong>
              )}
              <LineText text={text} />
              {isFolded && line.closes !== undefined && <span className="xml__more"> … {(line.closes - number - 1).toLocaleString('en-GB')} lines</span>}
            </div>
          );
        })}
      </div>
    </section>
  );
}

/** The name in a tag, for the button that folds its element. */
function nameOf(tag: string): string {
  return /^<([^\s/>]{1,100})/.exec(tag)?.[1] ?? 'element';
}
