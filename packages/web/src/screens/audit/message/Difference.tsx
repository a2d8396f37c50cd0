// Two documents, line by line: what only one of them has is marked, what both have is left out until it is asked for.
import classNames from 'classnames';
import { useEffect, useState } from 'react';
import { LineText } from '../xml/LineText.js';
import { type DifferenceLine, differencesOf, type Stretch, stretchesOf } from './differences.js';

interface DifferenceProps {
  readonly title: string;
  readonly first: string | null;
  readonly second: string | null;
  readonly names: readonly [string, string];
}

/** Lines of a stretch that are drawn at a time. */
const drawnAtATime = 500;

export function Difference({ first, names, second, title }: DifferenceProps) {
  const [found, setFound] = useState<{ readonly lines: readonly DifferenceLine[] | undefined }>();
  useEffect(() => {
    const ending = new AbortController();
    setFound(undefined);
    differencesOf(first ?? '', second ?? '', ending.signal).then(
      (lines) => setFound({ lines }),
      () => undefined,
    );
    return () => ending.abort();
  }, [first, second]);
  const lines = found?.lines;
  const count = lines?.filter(({ side }) => side !== 'both').length ?? 0;
  return (
    <section className="difference" aria-label={title}>
      <h2>{title}</h2>
      {found === undefined && <p className="secondary">Comparing …</p>}
      {found !== undefined && lines === undefined && (
        <p>The two are too long, or too different, to be compared line by line. Copy both and compare them with a program for it.</p>
      )}
      {lines !== undefined && (
        <>
          <p role="status">
            {first === null && second === null && 'Neither has one.'}
            {(first !== null || second !== null) &&
              (count === 0 ? 'They are the same.' : `${count.toLocaleString('en-GB')} ${count === 1 ? 'line differs' : 'lines differ'}.`)}
          </p>
          {count > 0 && (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
            <section className="difference__lines" tabIndex={0} aria-label={`${title}, line by line`}>
              {stretchesOf(lines).map((stretch, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: stretches have no name but their place
                <Lines key={index} stretch={stretch} names={names} />
              ))}
            </section>
          )}
        </>
      )}
    </section>
  );
}

function Lines({ names, stretch }: { readonly stretch: Stretch; readonly names: readonly [string, string] }) {
  const [drawn, setDrawn] = useState(stretch.kind === 'same' ? 0 : drawnAtATime);
  const rest = stretch.lines.length - drawn;
  return (
    <>
      {stretch.lines.slice(0, drawn).map(({ side, text }, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name but their place
          key={index}
          className={classNames('difference__line', { 'difference__line--first': side === 'first', 'difference__line--second': side === 'second' })}
        >
          <span className="difference__side">
            {side !== 'both' && (
              <>
                <span aria-hidden="true">{side === 'first' ? '−' : '+'}</span>
                <span className="nhsuk-u-visually-hidden">only in {names[side === 'first' ? 0 : 1]}: </span>
              </>
            )}
          </span>
          <span className="difference__text">
            <LineText text={text} />
          </span>
        </div>
      ))}
      {rest > 0 && (
        <button type="button" className="difference__rest" onClick={() => setDrawn(drawn + drawnAtATime)}>
          {rest.toLocaleString('en-GB')} {stretch.kind === 'same' ? (rest === 1 ? 'line that both have' : 'lines that both have') : 'more lines'}
        </button>
      )}
    </>
  );
}
