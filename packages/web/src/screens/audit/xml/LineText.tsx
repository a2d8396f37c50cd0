// The text of a line: tags, names and values told apart by colour. Always text, never markup.
import type { ReactNode } from 'react';
import { shownOfLine } from './layout.js';

const pieces = /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<[^>]*>?|[^<]+/g;
const inTag = /^<[/?!]?[^\s/>]*|[^\s=]+\s*=\s*(?:"[^"]*"?|'[^']*'?)|\s+|[^\s=]+|=/g;

export function LineText({ text }: { readonly text: string }) {
  const shown = text.slice(0, shownOfLine);
  const parts: ReactNode[] = [];
  for (const match of shown.matchAll(pieces)) {
    const [piece] = match;
    if (piece.startsWith('<!'))
      parts.push(
        <span key={match.index} className="xml__other">
          {oneLine(piece)}
        </span>,
      );
    else if (piece.startsWith('<')) parts.push(<Tag key={match.index} tag={piece} />);
    else parts.push(<span key={match.index}>{oneLine(piece)}</span>);
  }
  return (
    <>
      {parts}
      {text.length > shownOfLine && <span className="xml__more"> … {(text.length - shownOfLine).toLocaleString('en-GB')} more characters</span>}
    </>
  );
}

function Tag({ tag }: { readonly tag: string }) {
  return [...tag.matchAll(inTag)]
    .map(([part]) => part)
    .map((part, index) => {
      const key = `${index} ${part}`;
      const equals = part.indexOf('=');
      if (part.startsWith('<') || equals < 1) {
        return (
          <span key={key} className="xml__tag">
            {oneLine(part)}
          </span>
        );
      }
      return (
        <span key={key}>
          <span className="xml__attribute">{oneLine(part.slice(0, equals + 1))}</span>
          <span className="xml__value">{oneLine(part.slice(equals + 1))}</span>
        </span>
      );
    });
}

/** A line break inside a text would be a line of its own. */
function oneLine(text: string): string {
  return text.replace(/\r\n|[\r\n]/g, '⏎').replaceAll('\t', ' ');
}
