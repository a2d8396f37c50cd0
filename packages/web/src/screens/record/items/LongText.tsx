// Text as it was written; of a very long one the beginning, and the rest when asked for.
import { useState } from 'react';

const atFirst = 1_200;

export function LongText({ text }: { readonly text: string }) {
  const [isWhole, setWhole] = useState(false);
  if (text.length <= atFirst + 200) return <span className="item__text">{text}</span>;
  return (
    <span className="item__text">
      {isWhole ? text : `${beginningOf(text)} …`}{' '}
      <button type="button" className="link-button" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
        {isWhole ? 'Show less' : `Show all ${text.length.toLocaleString('en-GB')} characters`}
      </button>
    </span>
  );
}

/** Without half of a character at its end. */
function beginningOf(text: string): string {
  return text.slice(0, atFirst).replace(/[\ud800-\udbff]$/, '');
}
